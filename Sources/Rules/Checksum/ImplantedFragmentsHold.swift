import Bytes
import Checksums
import DiscModel
import FileSystems
import Specimens
import Surveys

/// The sums of the fragments that isomd5sum implants hold.
enum ImplantedFragmentsHold: Rule {
    static let card = RuleCard(
        id: "checksum-isomd5sum-fragments",
        title: "The fragment sums implanted in the image hold, and checkisomd5 can use them",
        rationale: """
            The fragments let the media check stop early and tell which part of the image differs. They are checked \
            first: where they are wrong a sound image fails, as a small one does whose fragments are shorter than 32 KiB. \
            Their three digits miss a difference once in some 3,000 times; the next fragment shows it then.
            """,
        remedy: "See the finding about the whole sum; a sound image needs its sum implanted again.",
        severity: .warning,
        confidence: .firm,
        clause: .practice("isomd5sum"),
        needs: .content)

    static func weigh(_ facts: IsoMD5SumFacts, in disc: Disc, _ findings: inout Findings) {
        guard let statement = facts.statements.first, !facts.fragments.isEmpty else { return }
        let outcome = disc.outcome(of: statement.request)
        guard let check = facts.check(outcome) else {
            return findings.cannotDecide(outcome?.obstacle ?? "the content was not read")
        }
        let isSound = Checksum(statement, outcome).state == .verified
        if let broken = check.broken {
            let place = Place(
                offset: broken.bytes.lowerBound, length: UInt64(broken.bytes.count), field: "fragment")
            findings.report(
                isSound
                    ? "fragment \(check.sound + 1) does not hold although the whole sum does, so the recorded fragments are wrong"
                    : "fragment \(check.sound + 1) of \(facts.fragments.count) is the first that does not hold",
                expected: broken.digits, at: place,
                causedBy: isSound ? nil : ImplantedSumHolds.self)
        } else if isSound, facts.skipsFragments {
            findings.report(
                "the image is too small for its fragments: checkisomd5 and the media check of an installer fail, although the sum holds",
                at: facts.area.place("applicationUse/FRAGMENT SUMS"),
                severity: findings.note(warningIn: [.release]))
        }
    }

    static var examples: [Example] {
        [
            .fires("one bit of a file differs", large, at: "system-area", severity: .note) {
                $0.implantMD5()
                $0.set8("data:/DOCS/MANUAL.TXT", 100, $0.get8("data:/DOCS/MANUAL.TXT", 100) ^ 1)
            },
            .fires("the fragments were garbled", large, at: "padding", 75_776) {
                $0.implantMD5()
                let digit = $0.get8("pvd", 883 + 97)
                $0.set8("pvd", 883 + 97, digit == 0x30 ? 0x31 : 0x30)
            },
            .fires(
                "an image with fragments shorter than 32 KiB", .plain, at: "pvd",
                VolumeDescriptor.applicationUse, severity: .note
            ) {
                $0.implantMD5()
            },
            .passes("as implanted in an image of 1.5 MB", large) { $0.implantMD5() },
            .passes("without fragments", .plain) { $0.implantMD5(fragments: false) },
        ]
    }

    private static let large = Specimen { $0.padding = 700 }
}
