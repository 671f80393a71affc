import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Nothing but zeros follows the backup GPT header, which belongs into the last block (UEFI 2.10, 5.3.2).
enum NothingAfterBackupTable: Rule {
    static let card = RuleCard(
        id: "image-trailing-garbage-after-gpt",
        title: "Only zeros follow the backup GPT header",
        rationale: """
            The backup header is the end of the disk as the partition table sees it. Bytes behind it belong to no \
            partition and no file system; no official image is known to have any but zeros.
            """,
        remedy: "Look at the bytes; cut them off if nobody can say what they are for.",
        severity: .warning,
        clause: .practice("UEFI 2.10, 5.3.2"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let tables = disc.systemArea?.guidTables,
            let backup = tables.first(where: { $0.offset > 512 })
        else { return }
        let end = backup.offset + 512
        for piece in disc.gapContents?.runs.flatMap(\.pieces) ?? [] where piece.end > end {
            let start = max(piece.offset, end)
            findings.report(
                "\((piece.end - start).of("byte")) behind the backup GPT header are not all zero: \(piece.inWords)",
                expected: "zeros", at: Place(offset: start, length: piece.end - start))
        }
    }

    static var examples: [Example] {
        [
            .fires("text behind the backup header", .plain, at: "padding", 307_200) {
                $0.addGUIDTables()
                $0.append(Array("more\n".utf8) + Array(repeating: 0, count: 2_043))
            },
            .passes("zeros behind the backup header", .plain) {
                $0.addGUIDTables()
                $0.append(Array(repeating: 0, count: .sector))
            },
        ]
    }
}

extension UnclaimedContent.Piece {
    /// What it is, as far as anybody can tell.
    var inWords: String {
        mark?.rawValue ?? magic?.rawValue ?? type.map { "libmagic: \($0)" } ?? "data of no known kind"
    }
}
