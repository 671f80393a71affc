import Bytes
import DiscModel
import FileSystems
import Specimens

/// A directory record is as long as its parts, and has an identifier (ECMA-119, 9.1.1, 9.1.10 and 9.1.11).
enum RecordsAreWhole: Rule {
    static let card = RuleCard(
        id: "dir-record-length",
        title: "Each directory record is as long as its identifier needs",
        rationale: """
            Records follow each other without a count, so a wrong length loses all others of the sector. Readers without a \
            check have run over the end of their buffers on such records.
            """,
        remedy: "Compare the image with its source; if that is the same, do not trust the image.",
        severity: .error,
        clause: .ecma119("9.1.1, 9.1.10, 9.1.11"))

    static func weigh(_ tail: SectorTail, in _: Disc, _ findings: inout Findings) {
        let shortest = DirectoryRecord.fixedLength + 1
        switch tail.flaw {
        case .tooShort(let length):
            findings.report(
                "the directory record is \(length.of("byte")) long", expected: "\(shortest) or more",
                actual: "\(length)",
                at: tail.place("directoryRecord"))
        case .unnamed(let length):
            findings.report(
                "the directory record of \(length.of("byte")) has an identifier of no byte",
                expected: "1 or more",
                actual: "0", at: tail.place("directoryRecord"))
        case .cutIdentifier(let length, let identifier):
            findings.report(
                "the directory record of \(length.of("byte")) has an identifier of \(identifier.of("byte"))",
                expected: "\(length - DirectoryRecord.fixedLength) or less", actual: "\(identifier)",
                at: tail.place("directoryRecord"))
        case .crosses, nil: break
        }
    }

    static var examples: [Example] {
        [
            .fires("a record of two bytes", .plain, at: "record:/README.TXT") {
                $0.set(DirectoryRecord.length, of: "record:/README.TXT", 2)
            },
            .fires("an empty identifier, and a byte that no name has", .plain, at: "record:/README.TXT") {
                $0.set8("record:/README.TXT", 40, 1)
                $0.set(DirectoryRecord.identifierLength, of: "record:/README.TXT", 0)
            },
            .fires(
                "an identifier longer than its record, and a byte that no name has", .plain,
                at: "record:/README.TXT"
            ) {
                $0.set8("record:/README.TXT", 40, 1)
                $0.set(DirectoryRecord.identifierLength, of: "record:/README.TXT", 40)
            },
            .passes("whole records", .everything),
        ]
    }
}
