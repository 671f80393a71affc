import Bytes
import Digests
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

extension Specimen {
    /// A GPT without partitions: headers in block 1 and in the last block, entries behind the first and before the last.
    mutating func addGUIDTables() {
        let last = UInt32(clamping: bytes.count / 512 - 1)
        set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
        for (block, other, entries) in [(1, last, 2), (last, 1, last - 32)] as [(UInt32, UInt32, UInt32)] {
            let at = Int(block) * 512
            set("system-area", at, Array("EFI PART".utf8) + [0, 0, 1, 0, 92, 0, 0, 0])
            set(GUIDTable.ownBlock, of: "system-area", at: at, UInt64(block))
            set(GUIDTable.otherBlock, of: "system-area", at: at, UInt64(other))
            set(GUIDTable.entriesBlock, of: "system-area", at: at, UInt64(entries))
            set(GUIDTable.entryCount, of: "system-area", at: at, 128)
            set(GUIDTable.entrySize, of: "system-area", at: at, 128)
            set(
                GUIDTable.entriesCRC, of: "system-area", at: at,
                Self.crc(of: get("system-area", Int(entries) * 512, count: 128 * 128)))
            set(
                GUIDTable.headerCRC, of: "system-area", at: at,
                Self.crc(of: get("system-area", at, count: 92)))
        }
    }

    private static func crc(of bytes: [UInt8]) -> UInt32 {
        RunningDigest.digest(.crc32, of: bytes).bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
