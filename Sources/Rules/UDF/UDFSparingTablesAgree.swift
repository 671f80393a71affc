import Bytes
import DiscModel
import FileSystems
import Specimens

/// The sparing tables say the same.
enum UDFSparingTablesAgree: Rule {
    static let card = RuleCard(
        id: "udf-sparing-differ",
        title: "The sparing tables are there and say the same",
        rationale: """
            Packets that cannot be written lie elsewhere, and each table tells where. Systems read the first \
            table that they can; where they differ, one shows other data than the other.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .warning,
        clause: .udf("2.2.12"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let first = volume.sparingTables.first else { return }
        // Where there is none at all the medium was never formatted for it.
        let wanted = volume.maps.filter { $0.kind == .sparable }.reduce(0) { $0 + min(4, Int($1.tableCount)) }
        if volume.sparingTables.count < wanted {
            findings.report(
                "\(volume.sparingTables.count.of("sparing table")) of \(wanted) can be read: once that is lost as well, nothing that was moved can be read",
                expected: "\(wanted)", actual: "\(volume.sparingTables.count)",
                at: Place(offset: first.offset, length: 56, field: "sparing table"))
        }
        for other in volume.sparingTables.dropFirst() {
            let length = min(56 + 8 * Int(first.record.u16le(48)), first.record.count)
            guard let at = (48..<length).first(where: { first.record.u8($0) != other.record.u8($0) }) else {
                continue
            }
            findings.report(
                "the sparing tables in blocks \(first.block) and \(other.block) differ from byte \(at) on",
                expected: "the same entries",
                at: Place(offset: other.offset + UInt64(at), length: 1, field: "sparing table"))
        }
    }

    static var examples: [Example] {
        [
            .fires("another place in the second", .udfSparable, at: "udf:sparing#2", 60) {
                $0.set8("udf:sparing#2", 60, $0.get8("udf:sparing#2", 60) ^ 1)
                $0.sealUDF("udf:sparing#2")
            },
            .fires("a table that was wiped", .udfSparable, at: "udf:sparing", 0) {
                $0.fill("udf:sparing#2", count: 512, with: 0)
            },
            .passes("equal tables", .udfSparable),
        ]
    }
}
