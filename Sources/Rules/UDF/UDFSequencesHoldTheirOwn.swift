import Bytes
import DiscModel
import FileSystems
import Specimens

/// Volume descriptor sequences hold nothing else.
enum UDFSequencesHoldTheirOwn: Rule {
    static let card = RuleCard(
        id: "udf-vds-foreign",
        title: "Volume descriptor sequences hold nothing else",
        rationale: """
            What stands between the descriptors is no descriptor of the volume; some programs stop there and \
            never see those behind it.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written so: \
            copy its files to a new one.
            """,
        severity: .warning,
        clause: .ecma167("3/8.4.2"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        for (sequence, name) in [(volume.main, "main"), (volume.reserve, "reserve")] {
            guard let foreign = sequence.foreign, sequence.isTerminated,
                // One that is missing is the cause, and told by itself.
                UDFKind.ofEverySequence.allSatisfy({ sequence.prevailing($0) != nil })
            else { continue }
            findings.report(
                "block \(foreign.block) of the \(name) sequence holds something else",
                expected: "a volume descriptor",
                at: Place(offset: foreign.offset, length: 16, field: "\(name) sequence"))
        }
    }

    static var examples: [Example] {
        [
            .fires("a block of the sequence was written over", .udf, at: "udf:usd", 0) {
                $0.set("udf:td", $0.get("udf:usd", count: 512))
                $0.set("udf:td", 12, [UInt8](repeating: 0, count: 4))
                $0.set32LE("udf:td", 12, $0.block("udf:td"))
                $0.sealUDF("udf:td")
                let end = $0.offset("udf:td") + .sector
                $0.bytes.replaceSubrange(end..<end + 512, with: $0.get("udf:reserve:td", count: 512))
                $0.bytes[end + 12] = UInt8(truncatingIfNeeded: end / .sector)
                $0.bytes[end + 13] = UInt8(truncatingIfNeeded: end / .sector >> 8)
                $0.sealUDF(at: end)
                $0.fill("udf:usd", count: 512, with: 0xA5)
            },
            .passes("descriptors alone", .udf),
        ]
    }
}
