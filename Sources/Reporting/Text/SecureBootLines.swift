import Booting
import Digests
import Signatures

/// Whether machines with Secure Boot start the image.
enum SecureBootLines {
    /// A line where all ways agree, or one for each that does not.
    static func lines(_ facts: BootFacts?) -> [(String, String)] {
        guard let facts else { return [] }
        let all = facts.capabilities.filter { !$0.secureBoot.isEmpty }
        guard !all.allSatisfy(\.isUnsigned) else {
            return all.isEmpty ? [] : [("Secure Boot", "no, nothing that firmware starts is signed")]
        }
        var different: [[SecureBootVerdict]] = []
        for capability in all where !different.contains(where: { isSame($0, capability.secureBoot) }) {
            different.append(capability.secureBoot)
        }
        return different.flatMap { verdicts -> [(String, String)] in
            let ways = all.filter { isSame($0.secureBoot, verdicts) }
            let prefix = different.count > 1 ? "\(names(of: ways, among: all)): " : ""
            let texts = texts(verdicts, facts.trust)
            return texts.enumerated().map {
                ($0.offset == 0 ? "Secure Boot" : "", prefix + $0.element.told)
            }
        }
    }

    /// The programs that are started, with who signed them, and what each class of machines makes of that.
    static func chain(_ capability: BootCapability, _ facts: BootFacts) -> [String] {
        guard !capability.secureBoot.isEmpty else { return [] }
        let verdicts = capability.secureBoot.map { verdict in
            "         \(verdict.machine.name): \(verdict.value.rawValue)\(verdict.why.map { ", \($0.told)" } ?? "")"
        }
        return capability.stages.flatMap(stage) + verdicts + ["         as of \(facts.trust.told)"]
    }

    private static func stage(_ stage: BootStage) -> [String] {
        let program = stage.program
        var lines = ["         \(stage.path.told): \(stage.kind.rawValue)"]
        if !program.components.isEmpty {
            lines[0] += ", SBAT \(program.components.map(\.inWords).joined(separator: " "))".told
        }
        if let digest = program.digest { lines[0] += ", SHA-256 \(digest.hex)" }
        lines += program.signatures.map { signature in
            guard let data = signature.data else { return "           a signature that cannot be read" }
            let holds =
                switch signature.holds {
                case true?: ""
                case false?: "; the program is not what was signed"
                case nil: "; not compared with the program (--quick)"
                }
            return "           signed by \(data.signer.subject), certified by \(data.signer.issuer)".told
                + holds
        }
        if program.signatures.isEmpty { lines.append("           not signed") }
        return lines
    }

    // MARK: Sentences

    private static func texts(_ verdicts: [SecureBootVerdict], _ state: String) -> [String] {
        // That Windows alone is trusted is the reason in itself.
        let others = verdicts.filter { $0.value == .yes || $0.machine.name != "secure-boot-windows" }
        var reasons: [String] = []
        for reason in others.compactMap({ self.reason(of: $0) }) where !reasons.contains(reason) {
            reasons.append(reason)
        }
        if let first = others.first, let only = reasons.first, others.allSatisfy({ reason(of: $0) == only }) {
            let isBare = first.refusal?.fault == .unsigned
            return [
                "\(first.value.rawValue), \(only)\(consequence(of: others))\(isBare ? "" : " (\(state))")"
            ]
        }
        let list = verdicts.map { "\($0.machine.title): \($0.value.rawValue)" }.joined(separator: "; ")
        return ["\(list) (\(state))"]
            + reasons.map { reason in
                let told = others.filter { self.reason(of: $0) == reason }
                let titles = told.map(\.machine.title).joined(separator: ", ")
                return "\(titles): \(reason)\(consequence(of: told))"
            }
    }

    /// Why a class of machines does not start it, or may not; nil where it does.
    private static func reason(of verdict: SecureBootVerdict) -> String? {
        verdict.value == .yes ? nil : verdict.refusal?.words ?? verdict.why
    }

    /// Who refuses it, where that is the same to all of them.
    private static func consequence(of verdicts: [SecureBootVerdict]) -> String {
        guard let first = verdicts.first?.refusal?.consequence,
            verdicts.allSatisfy({ $0.refusal?.consequence == first })
        else { return "" }
        return ": \(first)"
    }

    /// Programs of different processors have different names.
    private static func isSame(_ one: [SecureBootVerdict], _ other: [SecureBootVerdict]) -> Bool {
        one.elementsEqual(other) {
            $0.value == $1.value && $0.refusal?.words == $1.refusal?.words && $0.machine == $1.machine
        }
    }

    /// "from a disc", "x64", "x64 from a disc".
    private static func names(of ways: [BootCapability], among all: [BootCapability]) -> String {
        func part<Kind: Hashable>(_ kind: (BootCapability) -> Kind, _ words: (BootCapability) -> String)
            -> String?
        {
            let kinds = Set(ways.map(kind))
            guard kinds.count < Set(all.map(kind)).count else { return nil }
            var seen: [String] = []
            for way in ways where !seen.contains(words(way)) { seen.append(words(way)) }
            return seen.joined(separator: " and ")
        }
        let parts = [
            part({ $0.architecture }, { $0.architecture?.rawValue ?? "" }),
            part({ $0.route }, { $0.route.isOptical ? "from a disc" : "from a stick" }),
        ].compactMap(\.self)
        return parts.isEmpty ? "some ways" : parts.joined(separator: " ")
    }
}

extension BootCapability {
    /// Whether the first program is not signed.
    fileprivate var isUnsigned: Bool {
        secureBoot.allSatisfy { $0.refusal?.fault == .unsigned && $0.refusal?.stage == 0 }
    }
}
