import Bytes
import DiscModel
import FileSystems
import Specimens

/// What a volume needs stands where it says.
enum UDFStructuresAreThere: Rule {
    static let card = RuleCard(
        id: "udf-structure-missing",
        title: "What a volume needs stands where it says",
        rationale: """
            File set, virtual allocation table and metadata file are what the way to all files leads through. \
            Where one of them is not found, Linux and Windows show nothing.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/8.3.1"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        for place in volume.missing where place.field != "anchor" {
            findings.report(
                "\(place.field.map { "the \($0)" } ?? "a descriptor") is not where the volume says", at: place
            )
        }
        if volume.anchors.isEmpty == false, volume.logicalVolume != nil, volume.fileSet != nil,
            volume.entries.isEmpty
        {
            findings.report(
                "the root directory is not where the file set says",
                at: volume.fileSet.map {
                    Place(offset: $0.offset + 400, length: 16, field: "rootDirectoryICB")
                })
        }
    }

    static var examples: [Example] {
        [
            .fires("a root that was wiped", .udf, at: "udf:fsd", 400) {
                $0.fill("udf:fe:/", count: 512, with: 0)
            },
            .passes("a table that is there", .udfVirtual),
            .passes("a file set that is there", .udf),
        ]
    }
}
