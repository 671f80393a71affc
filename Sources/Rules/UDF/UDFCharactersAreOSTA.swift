import Bytes
import DiscModel
import FileSystems
import Specimens

/// Texts of the volume are in OSTA compressed Unicode.
enum UDFCharactersAreOSTA: Rule {
    static let card = RuleCard(
        id: "udf-charset",
        title: "Texts of the volume are in OSTA compressed Unicode",
        rationale: """
            UDF knows one character set. Programs that look at what is named there refuse another.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("2.1.2"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        func check(_ descriptor: UDFDescriptor?, _ places: Int...) {
            guard let descriptor else { return }
            for at in places {
                let set = descriptor.record.slice(at, 64)
                guard
                    set.first != 0 || Record.text(set.dropFirst().prefix { $0 != 0 }) != UDFText.characterSet
                else { continue }
                return findings.report(
                    "\(descriptor.name) names another character set than that of UDF",
                    expected: UDFText.characterSet,
                    actual: DisplayName(Record.text(set.dropFirst().prefix { $0 != 0 })).escaped,
                    at: Place(offset: descriptor.offset + UInt64(at), length: 64, field: "character set"))
            }
        }
        check(volume.prevailing(.primary), 200, 264)
        check(volume.prevailing(.logicalVolume), 20)
        check(volume.fileSet, 48, 240)
        if let use = volume.prevailing(.implementationUse), use.record.has("*UDF LV Info", at: 21) {
            check(use, 52)
        }
    }

    static var examples: [Example] {
        [
            .fires("another set in the file set", .udf, at: "udf:fsd", 48) {
                $0.set8("udf:fsd", 49, 0x58)
                $0.sealUDF("udf:fsd")
            },
            .passes("the set of OSTA", .udf),
        ]
    }
}
