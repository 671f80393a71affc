import Bytes
import DiscModel
import FileSystems
import Specimens

/// A continuation area holds the entries that its record announces (SUSP 1.12, 5.1).
enum ContinuationsAreNotBlank: Rule {
    static let card = RuleCard(
        id: "susp-ce-blank",
        title: "No continuation area is blank",
        rationale: """
            What has no room in a directory record stands in a continuation area: the ends of long names and links, and the \
            entry that says that the tree has Rock Ridge. Where the area is blank, its sector was lost or written over; \
            names are cut, links lead nowhere, and some systems show no Rock Ridge at all.
            """,
        remedy: "Copy or download the image again; the data of the files is not hurt.",
        severity: .error,
        clause: .susp("5.1"))

    static func weigh(_ record: ContinuedRecord, in _: Disc, _ findings: inout Findings) {
        let tree = record.use.tree
        let unread = tree.malformedSystemUse(record.use.slot)
        for area in record.continuations where area.pointer.length.read > 0 && area.start == unread.offset {
            guard let filler = unread.bytes.first, UInt64(unread.bytes.count) == area.end - area.start,
                unread.bytes.isFilled(with: filler)
            else { continue }
            let words = filler == 0 ? "zeros" : "bytes \(String(filler, radix: 16, uppercase: true))"
            let isRoot = record.use.record.isSelf && tree.slots[record.use.slot].directory == 0
            let name = isRoot ? "the root" : tree.path(ofRecord: record.use.slot).escaped
            findings.report(
                "the continuation area of \(area.pointer.length.read.of("byte")) is blank: all \(words); what it held of \(name) is lost",
                expected: "entries", actual: words,
                at: Place(
                    offset: area.start, length: area.end - area.start, tree: tree.kind,
                    path: tree.path(ofRecord: record.use.slot), field: "continuationArea"))
        }
    }

    static var examples: [Example] {
        [
            .fires("zeros in place of a long name", .continuation, at: "ce:/LONGNAME.TXT") {
                $0.fill(
                    "ce:/LONGNAME.TXT",
                    count: Int($0.get(ContinuationPointer.length, of: "susp:/LONGNAME.TXT:CE").read), with: 0)
            },
            .fires("FF in place of a long name", .continuation, at: "ce:/LONGNAME.TXT") {
                $0.fill(
                    "ce:/LONGNAME.TXT",
                    count: Int($0.get(ContinuationPointer.length, of: "susp:/LONGNAME.TXT:CE").read),
                    with: 0xFF)
            },
            .passes("a name that goes on", .continuation),
        ]
    }
}
