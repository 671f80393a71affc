import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every number of a directory record is the same number in both recordings (ECMA-119, 9.1.3, 9.1.4 and 9.1.9).
enum RecordHalvesAgree: Rule {
    static let card = RuleCard(
        id: "dir-record-both-endian",
        title: "Both recordings of each number in a directory record agree",
        rationale: """
            Readers take the half in their own byte order. Where the halves differ, a file lies elsewhere or ends elsewhere \
            for some of them. One flipped bit does it, and of eight programs tried only one noticed.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("9.1.3, 9.1.4, 9.1.9"))

    static var concerns: RecordTraits { .unequalHalves }

    static func weigh(_ row: TreeRecord, in disc: Disc, _ findings: inout Findings) {
        let record = row.record
        guard !record.halvesAgree else { return }
        func check<N>(
            _ number: BothEndian<N>, _ field: Field<BothEndian<N>>, severity: Severity? = nil,
            _ halves: @autoclosure () -> Arbitration
        ) {
            guard !number.agrees else { return }
            findings.report(
                "the \(field.name.spelledOut) is \(number.little) little-endian and \(number.big) big-endian"
                    + halves().words,
                expected: halves().expected, actual: "\(number.little) and \(number.big)",
                at: row.place(field), severity: severity)
        }
        check(record.extent, DirectoryRecord.extent, Arbitration(extentOf: row, in: disc))
        check(record.dataLength, DirectoryRecord.dataLength, Arbitration(lengthOf: row, in: disc))
        // No reader goes by the number of the volume.
        check(record.sequence, DirectoryRecord.sequence, severity: .warning, sequence(of: row))
    }

    private static func sequence(of row: TreeRecord) -> Arbitration {
        var halves = Arbitration(
            little: UInt32(row.record.sequence.little), big: UInt32(row.record.sequence.big))
        halves.hear(UInt32(row.volumeSequence), "the descriptor")
        return halves
    }

    static var examples: [Example] {
        [
            .fires("a bit of the big-endian extent", .plain, at: "record:/README.TXT", DirectoryRecord.extent)
            {
                $0.set(DirectoryRecord.extent.big, of: "record:/README.TXT", 1)
            },
            .fires(
                "a bit of the little-endian length", .joliet, at: "svd:record:/docs",
                DirectoryRecord.dataLength
            ) {
                $0.set(DirectoryRecord.dataLength.little, of: "svd:record:/docs", 4_096)
            },
            .fires(
                "the sequence number of \"..\"", .plain, at: "record:/DOCS/..", DirectoryRecord.sequence,
                severity: .warning
            ) {
                $0.set(DirectoryRecord.sequence.big, of: "record:/DOCS/..", 2)
            },
            .passes("equal halves", .everything),
        ]
    }
}

extension DirectoryRecord {
    var halvesAgree: Bool { extentAgrees && sequence.agrees }
    private var extentAgrees: Bool { extent.agrees && dataLength.agrees }

    /// The rule that explains a wrong block or length of the record, if its halves differ.
    var halves: (any Rule.Type)? { extentAgrees ? nil : RecordHalvesAgree.self }
}

extension ISOTree {
    /// The same for the record that names a directory; that of the root stands in the descriptor.
    func halves(naming directory: Int) -> (any Rule.Type)? {
        let halves = record(naming: directory).halves
        guard halves != nil, directories[directory].slot < 0 else { return halves }
        return descriptor.type == 2 ? SupplementaryHalvesAgree.self : PrimaryHalvesAgree.self
    }
}
