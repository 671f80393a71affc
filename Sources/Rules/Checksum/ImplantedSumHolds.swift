import Checksums
import DiscModel
import Specimens
import Surveys

/// The MD5 that isomd5sum implanted is that of the image.
enum ImplantedSumHolds: Rule {
    static let card = RuleCard(
        id: "checksum-isomd5sum-verify",
        title: "The MD5 sum implanted in the image is that of the image",
        rationale: """
            Fedora, Red Hat and CentOS installers check this sum before they install (rd.live.check). An image that \
            differs was damaged on its way, or changed after the sum was implanted.
            """,
        remedy: "Download or copy the image again; whoever publishes it implants the sum last.",
        severity: .error,
        clause: .practice("isomd5sum"),
        needs: .content)

    static func weigh(_ facts: IsoMD5SumFacts, in disc: Disc, _ findings: inout Findings) {
        guard let statement = facts.statements.first else {
            return findings.cannotDecide("the implanted sum cannot be read")
        }
        let outcome = disc.outcome(of: statement.request)
        findings.weigh(
            Checksum(statement, outcome), in: disc,
            "the implanted MD5 is not that of the image: \(account(facts, outcome, in: disc))",
            within: facts.damaged(outcome))
    }

    private static func account(_ facts: IsoMD5SumFacts, _ outcome: DigestOutcome?, in disc: Disc) -> String {
        if facts.contradicts(outcome), let check = facts.check(outcome) {
            return
                "all \(check.compared.of("fragment")) hold up to the end, so the bytes are what they were, and the sum itself is wrong"
        }
        guard let range = facts.damaged(outcome), let check = facts.check(outcome) else {
            let whole = 0..<(facts.request?.byteCount ?? 0)
            let certain = Damage.files(in: whole, of: disc)
            return certain.isEmpty
                ? "it has no fragments that would tell where" : Damage.account(of: whole, in: disc)
        }
        let what =
            check.broken == nil
            ? "all \(check.compared.of("fragment")) hold, so the difference is behind them"
            : "the first difference is in fragment \(check.sound + 1) of \(facts.fragments.count)"
        return "\(what) (\(Damage.sectors(range))): \(Damage.account(of: range, in: disc))"
    }

    static var examples: [Example] {
        [
            .fires("one bit of a file differs", .plain, at: "system-area") {
                $0.implantMD5()
                $0.set8("data:/DOCS/MANUAL.TXT", 100, $0.get8("data:/DOCS/MANUAL.TXT", 100) ^ 1)
            },
            .fires("without fragments", .plain, at: "system-area") {
                $0.implantMD5(fragments: false)
                $0.set8("data:/README.TXT", 0, 0)
            },
            .fires("a digit of the sum itself", .plain, at: "system-area") { specimen in
                specimen.implantMD5()
                let text = Array("ISO MD5SUM = ".utf8)
                guard
                    let at = specimen.bytes.indices.first(where: { specimen.bytes[$0...].starts(with: text) })
                else { return }
                specimen.bytes[at + text.count] ^= 1
            },
            .passes("as implanted", .plain) { $0.implantMD5() },
            .passes("the sectors left out differ", .plain) {
                $0.implantMD5()
                $0.bytes[$0.bytes.count - 1] = 1
            },
        ]
    }
}

extension IsoMD5SumFacts {
    /// Whether all fragments hold, up to the last byte, so that no byte can be another one than it was.
    func contradicts(_ outcome: DigestOutcome?) -> Bool {
        guard let check = check(outcome), check.broken == nil, let request else { return false }
        return check.compared == fragments.count && damaged(outcome) == nil
            && (fragments.last?.bytes.upperBound ?? 0) >= request.byteCount
    }

    /// The bytes among which the first difference lies, if fragments tell.
    func damaged(_ outcome: DigestOutcome?) -> Range<UInt64>? {
        guard let request, let check = check(outcome) else { return nil }
        if let broken = check.broken { return broken.bytes }
        guard let last = fragments.last?.bytes.upperBound, last < request.byteCount else { return nil }
        return last..<request.byteCount
    }
}
