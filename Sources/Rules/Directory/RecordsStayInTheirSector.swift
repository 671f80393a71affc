import Bytes
import DiscModel
import FileSystems
import Specimens

/// A directory record ends in the sector in which it begins (ECMA-119, 6.8.1.1).
enum RecordsStayInTheirSector: Rule {
    static let card = RuleCard(
        id: "dir-record-crosses-sector",
        title: "No directory record crosses the end of its sector or directory",
        rationale: """
            Readers take directories sector by sector, and what crosses the border is cut, skipped or read past the end of a \
            buffer. Linux puts such records together, others do not.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("6.8.1.1"))

    static func weigh(_ tail: SectorTail, in _: Disc, _ findings: inout Findings) {
        guard case .crosses(let length, let room) = tail.flaw else { return }
        findings.report(
            "the directory record is \(length.of("byte")) long, and \(room) are left",
            expected: "\(room) or less",
            actual: "\(length)", at: tail.place("directoryRecord"))
    }

    static var examples: [Example] {
        [
            .fires("the eighth record of 255 bytes", .plain, at: "dir:/EMPTYDIR", 1_853) { image in
                let record = image.record("record:/README.TXT")
                for at in stride(from: 68, to: .sector, by: 255) {
                    image.set("dir:/EMPTYDIR", at, [255] + Array(record.dropFirst()))
                }
            },
            .fires("a directory that ends in its last record", .plain, at: "record:/DOCS/EMPTY.DAT") {
                $0.set(DirectoryRecord.dataLength, of: "record:/DOCS", 100)
            },
            // A directory that ends right behind its last record, as ImgBurn writes it.
            .passes("an exact size", .plain) {
                $0.set(DirectoryRecord.dataLength, of: "record:/EMPTYDIR", 68)
            },
        ]
    }
}
