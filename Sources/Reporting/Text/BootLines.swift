import Booting

/// In which ways machines start the image; and where one way was meant and ends, why.
enum BootLines {
    /// - Parameter isMeant: whether the image claims to boot.
    static func lines(_ facts: BootFacts?, isMeant: Bool) -> [(String, String)] {
        guard let facts else { return [] }
        var lines: [(String, String)] = []
        let good = facts.capabilities.filter { $0.value == .yes }
        if !good.isEmpty { lines.append(("boots", summary(of: good))) }
        for capability in facts.capabilities where capability.value != .yes && !capability.chain.isEmpty {
            let word = capability.value == .no ? "does not boot" : "may not boot"
            lines.append((word, "\(name(of: capability)): \((capability.why ?? "no reason known").told)"))
        }
        if lines.isEmpty, isMeant { lines.append(("boots", "in no way that is known")) }
        return lines
    }

    /// What leads to what, a line for each way, and the reason on a line of its own.
    static func chains(_ facts: BootFacts?) -> [String] {
        guard let facts else { return ["boot     the image offers nothing to firmware"] }
        return facts.capabilities.flatMap { capability -> [String] in
            let chain =
                capability.chain.isEmpty ? [] : ["         " + capability.chain.joined(separator: " → ").told]
            let why = capability.why.map { ["         \($0.told)"] } ?? []
            return [
                "boot     \(capability.name): \(verdict(of: capability))"
            ] + chain + why + SecureBootLines.chain(capability, facts)
        }
    }

    /// "yes, the kernel finds the medium again", "no; so far the firmware starts a program".
    private static func verdict(of capability: BootCapability) -> String {
        let (value, level) = (capability.value.rawValue, capability.level.inWords)
        return capability.value == .yes || capability.level == .none
            ? "\(value), \(level)" : "\(value); so far \(level)"
    }

    static func name(of capability: BootCapability) -> String {
        capability.route.inWords + (capability.architecture.map { " (\($0.rawValue))" } ?? "")
    }

    /// "BIOS from a disc and a stick; UEFI (x64) from a disc".
    private static func summary(of good: [BootCapability]) -> String {
        func part(_ firmware: String, _ ways: [BootCapability], _ detail: String) -> String? {
            guard !ways.isEmpty else { return nil }
            let media = [
                ways.contains { $0.route.isOptical } ? "a disc" : nil,
                ways.contains { !$0.route.isOptical } ? "a stick" : nil,
            ].compactMap(\.self)
            return "\(firmware)\(detail) from \(media.joined(separator: " and "))"
        }
        let bios = part("BIOS", good.filter { !$0.route.isUEFI }, "")
        let uefi = Architecture.allCases.compactMap { architecture in
            part(
                "UEFI", good.filter { $0.architecture == architecture }, " (\(architecture.rawValue))")
        }
        return ([bios].compactMap(\.self) + uefi).joined(separator: "; ")
    }
}
