import Bytes
import DiscModel
import FileSystems
import Specimens

/// No two files have one number.
enum UDFNumbersAreUnique: Rule {
    static let card = RuleCard(
        id: "udf-fe-unique-id",
        title: "No two files have one number",
        rationale: """
            Systems know files by a number; of two files with one number some show one twice.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("3.2.1.1"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        var known: [UInt64: Int] = [:]
        for (index, entry) in volume.entries.enumerated() {
            let number = entry[entry.uniqueID]
            guard number != 0 else { continue }
            guard let other = known.updateValue(index, forKey: number) else { continue }
            findings.report(
                "the entries in blocks \(volume.entries[other].block) and \(entry.block) have the unique number \(number)",
                expected: "a number of its own", actual: "\(number)",
                at: Place(
                    offset: entry.offset + UInt64(entry.uniqueID.offset), length: 8, field: "uniqueID"))
        }
    }

    static var examples: [Example] {
        [
            .fires("the number of another file", .udf, at: "udf:fe:/docs/manual.txt", 200) {
                let number = $0.get32LE("udf:fe:/readme.txt", 200)
                $0.set32LE("udf:fe:/docs/manual.txt", 200, number)
                $0.sealUDF("udf:fe:/docs/manual.txt")
                $0.set32LE("udf:fid:/docs/manual.txt", 32, number)
                $0.sealUDF("udf:fid:/docs/manual.txt")
            },
            .passes("numbers of their own", .udf),
        ]
    }
}
