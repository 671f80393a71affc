import Bytes
import DiscModel
import FileSystems
import Specimens

/// Files of VIDEO_TS share no sectors.
enum DVDFilesKeepApart: Rule {
    static let card = RuleCard(
        id: "dvd-overlap",
        title: "Files of VIDEO_TS share no sectors",
        rationale: """
            Each file has its own place in its set. Where two lie on the same sectors, at least one of them is not what its name says. A BUP \
            in the sectors of its IFO is no copy: one scratch takes both.
            """,
        remedy: DVDRemedy.master,
        severity: .error,
        clause: .dvd("volume structure"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        let copies = Set(dvd.sets.compactMap { set in set.file?.start.map { [$0, set.copy?.start ?? 0] } })
        var last: (file: VideoFile, end: UInt64)?
        let pieces = dvd.sets.flatMap(\.files).flatMap { file in file.extents.map { (file: file, extent: $0) }
        }
        for (file, extent) in pieces.sorted(by: { $0.extent.offset < $1.extent.offset }) {
            if let last, extent.offset < last.end, last.file.path != file.path {
                let isOneCopy = copies.contains([extent.offset, extent.offset])
                findings.report(
                    """
                    \(file.path.escaped) and \(last.file.path.escaped) lie on the same sectors, from \(extent.offset / .sector) on
                    """,
                    at: file.naming(
                        Place(offset: extent.offset, length: min(last.end, extent.end) - extent.offset)),
                    severity: isOneCopy ? .warning : nil, about: last.file.path.text)
            }
            if extent.end > last?.end ?? 0 { last = (file, extent.end) }
        }
    }

    static var examples: [Example] {
        [
            .fires("a VOB in the place of another", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_1.VOB", .sector)
            {
                $0.moveUDFExtent("/VIDEO_TS/VTS_01_2.VOB", by: -2)
            },
            .passes("each in its place", .dvdVideo),
        ]
    }
}
