import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every entry of an Apple partition map tells the same number of entries, and so many are there (Inside Macintosh:
/// Devices, 3-25).
enum AppleEntriesAgree: Rule {
    static let card = RuleCard(
        id: "hybrid-apm-entry",
        title: "An Apple partition map has as many entries as each of them says",
        rationale: """
            Linux and macOS read the number from the first entry and look for so many; Linux stops at the first that is missing, \
            macOS then takes none of them.
            """,
        remedy:
            "Compare the image with its source; a program that changes the map has to change all entries.",
        severity: .warning,
        clause: Clause("Inside Macintosh: Devices", "3-25"))

    static func weigh(_ map: AppleMap, in _: Disc, _ findings: inout Findings) {
        guard let first = map.entries.first else { return }
        let there = map.entries.count
        let differs = map.entries.filter { $0[ApplePartition.entryCount] != there }
        guard let wrong = differs.first else { return }
        let size = map.blockSize
        if differs.count == there {
            let count = first[ApplePartition.entryCount]
            findings.report(
                "the Apple partition map of \(size)-byte blocks says that it has \(count) entries, and \(there) are there",
                expected: "\(there)", actual: "\(count)", at: first.place(ApplePartition.entryCount))
        } else {
            let count = wrong[ApplePartition.entryCount]
            findings.report(
                "entry \(wrong.number) of the Apple partition map of \(size)-byte blocks says that there are \(count), and \(there) are there",
                expected: "\(there)", actual: "\(count)", at: wrong.place(ApplePartition.entryCount))
        }
    }

    static var examples: [Example] {
        [
            .fires("another number in the second entry", .plain, at: "system-area", 1024 + 4) {
                $0.addAppleMap()
                $0.set(ApplePartition.entryCount, of: "system-area", at: 1024, 3)
            },
            .fires("a third entry that is missing", .plain, at: "system-area", 512 + 4) {
                $0.addAppleMap()
                for at in [512, 1024] { $0.set(ApplePartition.entryCount, of: "system-area", at: at, 3) }
            },
            .passes("a map of two entries", .plain) { $0.addAppleMap() },
        ]
    }
}

extension AppleMap: Weighable {
    static func each(in disc: Disc, _ body: (AppleMap) -> Void) {
        disc.facts(ApplePartitionMapFacts.self)?.maps.forEach(body)
    }
}
