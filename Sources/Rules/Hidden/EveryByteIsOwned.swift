import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Sums up the account: how much of the image structures and files own, and what the rest is.
enum EveryByteIsOwned: Rule {
    static let card = RuleCard(
        id: "hidden-alloc-summary",
        title: "Structures and files own every byte of the image",
        rationale: """
            An account of every byte is what tells hidden data from none: what is owned, what is zero and unused, and what \
            is neither.
            """,
        remedy: "Nothing; see hidden-unreferenced-nonzero for the places.",
        severity: .note,
        clause: .practice("an account of every byte"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let contents = disc.gapContents, disc.size > 0 else { return }
        let free = contents.runs.reduce(UInt64(0)) { $0 + $1.run.length }
        let used = contents.runs.reduce(UInt64(0)) { $0 + $1.pieces.reduce(UInt64(0)) { $0 + $1.length } }
        let orphaned = disc.orphanedBytes
        guard free > 0 || orphaned > 0 else { return }
        func percent(_ bytes: UInt64) -> String {
            let tenths = UInt64((Double(bytes) / Double(disc.size) * 1_000).rounded())
            return "\(bytes.of("byte")) (\(tenths / 10).\(tenths % 10) %)"
        }
        findings.report(
            "structures and files own \(percent(disc.size - min(disc.size, free.adding(orphaned)))); \(percent(free - min(free, used))) are zero and unused, "
                + (orphaned > 0 ? "\(percent(orphaned)) are left of what no tree reaches, " : "")
                + "\(percent(used)) are neither",
            at: contents.runs.first.map {
                Place(offset: $0.run.offset, length: $0.run.length, field: "unclaimed")
            })
    }

    static var examples: [Example] {
        [
            .fires("padding", .plain, at: "padding"),
            .passes("no padding", Specimen { $0.padding = 0 }),
        ]
    }
}
