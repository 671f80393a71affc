import Bytes
import DiscModel
import FileSystems
import Specimens

/// What a directory record names lies inside the image (ECMA-119, 6.4).
enum ExtentsLieInTheImage: Rule {
    static let card = RuleCard(
        id: "dir-extent-outside-image",
        title: "Every file and directory ends before the end of the image",
        rationale: """
            Bytes behind the end do not exist: the file cannot be copied, or comes out short. Either the image was cut, or a \
            number in the record is wrong.
            """,
        remedy: "Copy the image again; if its size is right, the record named here is damaged.",
        severity: .error,
        clause: .ecma119("6.4, 9.1.3, 9.1.4"))

    static var concerns: RecordTraits { .reachesOut }

    static func weigh(_ row: TreeRecord, in disc: Disc, _ findings: inout Findings) {
        let end = row.endOfData
        guard end > disc.size, row.record.dataLength.read > 0, !row.isDot, !row.isPlaceholder else { return }
        guard !isTrack(row, in: disc, upTo: end, &findings) else { return }
        findings.report(
            "block \(row.record.extent.read) and \(row.record.dataLength.read.of("byte")) reach \((end - disc.size).of("byte")) behind the end of the image",
            expected: "an end at \(disc.size) or before", actual: "\(end)",
            at: row.place(DirectoryRecord.range),
            causedBy: disc.cut(upTo: end) ?? row.record.halves)
    }

    /// Whether the file is an audio track of the disc, which has no bytes of the volume.
    private static func isTrack(
        _ row: TreeRecord, in disc: Disc, upTo end: UInt64, _ findings: inout Findings
    ) -> Bool {
        let isMusic = row.tree.isMusic(row.slot)
        let start = row.record.dataOffset(blockSize: row.tree.blockSize).adding(disc.iso?.base ?? 0)
        let tracks = Music.tracks(of: disc)
        if isMusic, tracks.contains(where: { $0.range.contains(start) }) { return true }
        if let track = tracks.first(where: { $0.start == start }) {
            findings.report(
                "the file is audio track \(track.number), and not marked as music: programs that read it as data fail",
                at: row.place(DirectoryRecord.range), severity: .warning)
            return true
        }
        guard isMusic, tracks.isEmpty else { return false }
        findings.report(
            "the file is music in an audio track that this image does not hold",
            at: row.place(DirectoryRecord.range), severity: .warning, causedBy: disc.cut(upTo: end))
        return true
    }

    static var examples: [Example] {
        [
            .fires("a file behind the end", .plain, at: "record:/README.TXT", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", 1_000_000)
            },
            .fires("a file longer than the image", .plain, at: "record:/README.TXT", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.dataLength, of: "record:/README.TXT", (1 << 30) + 1)
            },
            .passes("an empty file at no block", .plain) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS/EMPTY.DAT", 0xFFFF_FFEF)
            },
        ]
    }
}

extension TreeRecord {
    /// Whether it stands for a directory that lies elsewhere, so that its own extent means nothing (RRIP 4.1.5.1).
    var isPlaceholder: Bool { tree.entry(slot, .cl) != nil }

    /// First byte behind its data, with the gaps between interleaved file units.
    var endOfData: UInt64 {
        guard record.fileUnitSize == 0 else { return record.dataExtent(blockSize: tree.blockSize).end }
        return record.dataOffset(blockSize: tree.blockSize).adding(UInt64(record.dataLength.read))
    }
}
