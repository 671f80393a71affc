import Bytes
import DiscModel
import FileSystems
import Specimens

/// The data of a file lies where its directory record leads.
enum FilesLieWhereRecordsLead: Rule {
    static let card = RuleCard(
        id: "dir-extent-displaced",
        title: "Directory records lead to the data of their files",
        rationale: """
            A record whose block number is wrong shows other bytes under the name of the file. Where these belong to another \
            file or lie behind the end, and data that nobody owns is just what the file needs, at the place where programs \
            would have written it, the number that was meant is known.
            """,
        remedy:
            "Take the file from the sectors named here, and compare it with its source; make or copy the image again.",
        severity: .error, confidence: .firm,
        clause: .ecma119("9.1.3"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard disc.iso != nil, let space = HiddenSpace(of: disc), space.doubt == nil, !space.inside.isEmpty
        else { return }
        for one in AstrayFiles(disc, space).found {
            findings.report(
                "the record of \(one.tree.path(ofRecord: one.slot).escaped) \(one.words)",
                expected: "sector \(one.meant / .sector)", actual: "sector \(one.recorded / .sector)",
                at: one.tree.place(ofRecord: one.slot, DirectoryRecord.extent), severity: one.severity)
        }
    }

    private static let several = Specimen {
        $0.files = (0..<8).map { index in
            .init(
                "/F\(index).DAT",
                .bytes([UInt8](repeating: UInt8(index + 1), count: 3_000 + index % 3 * .sector)))
        }
    }

    static var examples: [Example] {
        [
            .fires("one block too far", several, at: "record:/F3.DAT", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/F3.DAT", $0.block("data:/F3.DAT") + 1)
            },
            .fires("where a longer file begins", several, at: "record:/F3.DAT", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/F3.DAT", $0.block("data:/F5.DAT"))
            },
            .fires("behind the end", several, at: "record:/F3.DAT", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/F3.DAT", 90_000)
            },
            .fires("exchanged", several, at: "record:/F3.DAT", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/F3.DAT", $0.block("data:/F4.DAT"))
                $0.set(DirectoryRecord.extent, of: "record:/F4.DAT", $0.block("data:/F3.DAT"))
            },
            .fires(
                "place and length of another file", several, at: "record:/F4.DAT", DirectoryRecord.extent,
                severity: .warning
            ) {
                $0.set("record:/F4.DAT", 2, $0.get("record:/F3.DAT", 2, count: 16))
            },
            .fires(
                "in the padding", several, at: "record:/F3.DAT", DirectoryRecord.extent, severity: .warning
            ) {
                $0.set(DirectoryRecord.extent, of: "record:/F3.DAT", $0.block("padding") + 4)
            },
            .passes("data in sectors that nothing points to", several) {
                $0.set("padding", 4_096, Array("hello".utf8))
            },
            .passes("a hard link, and a blank hole", several) {
                $0.set("record:/F4.DAT", 2, $0.get("record:/F3.DAT", 2, count: 16))
                $0.fill("data:/F4.DAT", 0, count: 5_048, with: 0)
            },
        ]
    }
}
