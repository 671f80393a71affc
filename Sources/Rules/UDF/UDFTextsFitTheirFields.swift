import Bytes
import DiscModel
import FileSystems
import Specimens

/// Texts fit their fields, and nothing follows them.
enum UDFTextsFitTheirFields: Rule {
    static let card = RuleCard(
        id: "udf-dstring",
        title: "Texts fit their fields, and nothing follows them",
        rationale: """
            The last byte of a field tells how much of it is text. Programs that believe a length beyond the \
            field read what follows it; what stands behind a text was left there or hidden.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("2.1.3"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        func check(_ descriptor: UDFDescriptor?, _ fields: (at: Int, length: Int)...) {
            guard let descriptor else { return }
            for field in fields {
                guard let trouble = Self.trouble(descriptor.record.slice(field.at, field.length)) else {
                    continue
                }
                findings.report(
                    "a text in \(descriptor.name) \(trouble)",
                    at: Place(
                        offset: descriptor.offset + UInt64(field.at), length: UInt64(field.length),
                        field: "text"))
            }
        }
        check(volume.prevailing(.primary), (24, 32), (72, 128))
        check(volume.prevailing(.logicalVolume), (84, 128))
        check(volume.fileSet, (112, 128), (304, 32), (336, 32), (368, 32))
        if let use = volume.prevailing(.implementationUse), use.record.has("*UDF LV Info", at: 21) {
            check(use, (116, 128), (244, 36), (280, 36), (316, 36))
        }
    }

    /// What is wrong in a field, as the end of a sentence.
    private static func trouble(_ field: ArraySlice<UInt8>) -> String? {
        let used = Int(field.last ?? 0)
        guard used < field.count else {
            return "is said to have \(used.of("byte")), more than the \(field.count - 1) of its field"
        }
        guard UDFText(field: field).isSound else { return "is in no form that UDF knows" }
        let behind = field.dropFirst(used).dropLast().filter { $0 != 0 }.count
        return behind > 0 ? "is followed by \(behind.of("byte")) that belong to nothing" : nil
    }

    static var examples: [Example] {
        [
            .fires("a length beyond the field", .udf, at: "udf:fsd", 304) {
                $0.set8("udf:fsd", 335, 90)
                $0.sealUDF("udf:fsd")
            },
            .fires("a byte behind the text", .udf, at: "udf:fsd", 304) {
                $0.set8("udf:fsd", 330, 0x41)
                $0.sealUDF("udf:fsd")
            },
            .passes("texts as they should be", .udf),
        ]
    }
}
