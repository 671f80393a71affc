import Bytes
import DiscModel
import FileSystems
import Specimens

/// No file or directory begins in the system area or among the descriptors (ECMA-119, 6.2.1 and 6.7.1).
enum ExtentsAvoidTheSystemArea: Rule {
    static let card = RuleCard(
        id: "dir-extent-in-system-area",
        title: "No file or directory lies in the system area or the descriptors",
        rationale: """
            The first 16 sectors belong to the system, the descriptors follow. A record that points there shows boot code or \
            descriptors as a file, or was damaged. An empty file may name any block.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("6.2.1, 6.7.1"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let iso = disc.iso else { return }
        let end = iso.endOfDescriptors
        for span in disc.map.spans {
            guard span.offset < end else { return }
            // Files of earlier sessions lie before the system area of this one.
            guard span.offset >= disc.startOffset else { continue }
            guard span.owner.isFile || disc.kind(of: span.owner) == .directory else { continue }
            findings.report(
                "the \(disc.words(for: span)) lies at block \(span.offset / .sector)",
                expected: "block \(end / .sector) or later", actual: "block \(span.offset / .sector)",
                at: disc.place(of: span), causedBy: disc.halves(of: span))
        }
    }

    static var examples: [Example] {
        [
            .fires("a file at block 3", .plain, at: "system-area", 6_144) {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", 3)
            },
            .fires("a directory at the descriptor", .plain, at: "pvd") {
                $0.lead("record:/DOCS", 2, to: 16)
            },
            .passes("an empty file at block 0", .plain),
        ]
    }
}
