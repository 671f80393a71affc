import Digests
import DiscModel
import Specimens
import Surveys

/// The array of the files' sums is whole, by its own last sum.
enum FileSumsAreWhole: Rule {
    static let card = RuleCard(
        id: "checksum-libisofs-array-self",
        title: "The sums that libisofs recorded of the files are whole",
        rationale: """
            The last sum of the array is that of all others. When it does not hold, a file whose sum differs may be \
            sound, and xorriso does not use the array at all.
            """,
        remedy: "Check the files by other sums; write the image again.",
        severity: .error,
        clause: .practice("libisofs MD5 array"))

    static func weigh(_ facts: LibisofsFacts, in disc: Disc, _ findings: inout Findings) {
        if let problem = facts.arrayProblem {
            // It stands behind all files, and is the first thing that a cut takes.
            findings.report(
                "the array of sums that libisofs recorded of the files cannot be used: \(problem)", at: nil,
                causedBy: disc.cut(upTo: disc.size))
        }
        guard let array = facts.array else { return }
        if !array.isSound {
            findings.report(
                "the array of \(array.count) sums does not match its own last sum",
                expected: array.recordedSum?.hex, actual: array.actualSum.hex, at: array.place)
        }
        if array.astray > 0 {
            findings.report(
                "the array of \(array.count.of("sum")) lacks that of \(array.astray.of("file"))",
                at: array.place, severity: .warning)
        }
    }

    static var examples: [Example] {
        [
            .fires("a sum was changed", .libisofs, at: "libisofs:array") {
                $0.set8("libisofs:array", 16, $0.get8("libisofs:array", 16) ^ 1)
            },
            .fires("the array lies behind the end", .libisofs, at: nil, severity: .note) {
                $0.truncate(to: $0.offset("libisofs:array") + 20)
            },
            .passes("as libisofs writes it", .libisofs),
        ]
    }
}
