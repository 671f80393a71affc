import Bytes
import DiscModel
import FileSystems
import Specimens

/// The recognition sequence announces UDF: BEA01, NSR02 or NSR03, TEA01.
enum UDFIsAnnounced: Rule {
    static let card = RuleCard(
        id: "udf-vrs-sequence",
        title: "The recognition sequence announces UDF: BEA01, NSR02 or NSR03, TEA01",
        rationale: """
            Before anything else systems look for these three from byte 32768 on. Without NSR Linux and \
            Windows do not take the image for UDF at all; without the two around it, strict readers do not.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("2/9.1"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        let names = volume.recognition.map(\.name).filter {
            ["BEA01", "NSR02", "NSR03", "TEA01"].contains($0)
        }
        let isWhole =
            names.count == 3 && names[0] == "BEA01" && names[1].hasPrefix("NSR") && names[2] == "TEA01"
        if let odd = volume.recognition.first(where: {
            $0.name != "CD001" && ($0[UDFRecognition.type] != 0 || $0[UDFRecognition.version] != 1)
        }) {
            findings.report(
                "\(odd.name) of the recognition sequence is of type \(odd[UDFRecognition.type]), version \(odd[UDFRecognition.version])",
                expected: "type 0, version 1", at: Place(offset: odd.offset, length: 7, field: odd.name),
                severity: .warning)
        }
        guard !isWhole else { return }
        let found = names.isEmpty ? "none of them" : names.joined(separator: ", ")
        findings.report(
            "the recognition sequence has \(found), and not BEA01, NSR02 or NSR03, and TEA01",
            expected: "BEA01, NSR02 or NSR03, TEA01", actual: found,
            at: Place(
                offset: volume.recognition.first { $0.name != "CD001" }?.offset ?? 16 * .sector,
                length: .sector,
                field: "volume recognition sequence"))
    }

    static var examples: [Example] {
        [
            .fires("NSR that was wiped", .udf, at: "udf:bea", 0) {
                $0.fill("udf:nsr", count: 7, with: 0)
            },
            .fires("TEA01 that was wiped", .udf, at: "udf:bea", 0) {
                $0.fill("udf:tea", count: 7, with: 0)
            },
            .fires("a version that there is none of", .udf, at: "udf:nsr", 0, severity: .warning) {
                $0.set8("udf:nsr", 6, 9)
            },
            .passes("all three", .udf),
            .passes("behind the descriptors of ISO 9660", .udfBridge),
        ]
    }
}
