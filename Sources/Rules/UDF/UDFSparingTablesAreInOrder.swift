import Bytes
import DiscModel
import FileSystems
import Specimens

/// Sparing tables are in order, and lead into the volume.
enum UDFSparingTablesAreInOrder: Rule {
    static let card = RuleCard(
        id: "udf-sparing-order",
        title: "Sparing tables are in order, and lead into the volume",
        rationale: """
            Systems search the table from the beginning and stop at the first packet behind the one they look \
            for; a packet that lies nowhere cannot be read.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written so: \
            copy its files to a new one.
            """,
        severity: .warning,
        clause: .udf("2.2.12"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        for table in volume.sparingTables {
            let count = min(Int(table.record.u16le(48)), (table.record.count - 56) / 8)
            var last: UInt32?
            for index in 0..<max(0, count) {
                let at = 56 + 8 * index
                let (packet, place) = (table.record.u32le(at), table.record.u32le(at + 4))
                guard packet < 0xFFFF_FFF0 else { continue }
                if let last, packet <= last {
                    findings.report(
                        "entry \(index + 1) of a sparing table is for packet \(packet), behind packet \(last)",
                        expected: "packets in order",
                        at: Place(offset: table.offset + UInt64(at), length: 8, field: "sparing table"))
                }
                if UInt64(place) >= volume.blockCount {
                    findings.report(
                        "entry \(index + 1) of a sparing table leads to block \(place)",
                        expected: "one of \(volume.blockCount.of("block"))",
                        at: Place(offset: table.offset + UInt64(at) + 4, length: 4, field: "sparing table"))
                }
                last = packet
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("a packet far behind the end", .udfSparable, at: "udf:sparing", 60) {
                for table in ["udf:sparing", "udf:sparing#2"] {
                    $0.set32LE(table, 56, 0x7000)
                    $0.set32LE(table, 60, 0x00FF_FFFF)
                    $0.sealUDF(table)
                }
            },
            .passes("one packet that lies elsewhere", .udfSparable),
        ]
    }
}
