import Bytes
import DiscModel
import FileSystems
import Specimens

/// All anchors lead to the same sequences.
enum UDFAnchorsAgree: Rule {
    static let card = RuleCard(
        id: "udf-avdp-mismatch",
        title: "All anchors lead to the same sequences",
        rationale: """
            Systems take the first anchor that they find, each in another order. Where anchors differ they \
            read different volumes, or one of them nothing.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("3/8.4.2.1"))

    static func weigh(_ volume: UDFFacts, in disc: Disc, _ findings: inout Findings) {
        guard let first = volume.anchors.first else { return }
        let sessions = disc.furtherVolumes?.volumes.filter { $0.reading == .image }.map(\.start) ?? []
        let extents = UDFAnchor.mainLength.offset..<UDFAnchor.mainLength.offset + 16
        for anchor in volume.anchors.dropFirst()
        where anchor.record.slice(extents) != first.record.slice(extents) {
            let place = Place(offset: anchor.offset + 16, length: 16, field: "anchor")
            if let session = sessions.last(where: { $0.offset <= anchor.offset }),
                first.offset < session.offset
            {
                findings.report(
                    "the anchor in block \(anchor.block) is that of the session from LBA \(session) on; systems that know of no sessions take the one in block \(first.block), and show the older files",
                    at: place, severity: .note)
                continue
            }
            findings.report(
                "the anchor in block \(anchor.block) leads to blocks \(anchor[UDFAnchor.mainBlock]) and \(anchor[UDFAnchor.reserveBlock]), that in block \(first.block) to \(first[UDFAnchor.mainBlock]) and \(first[UDFAnchor.reserveBlock])",
                expected: "the same extents in all anchors",
                at: place)
        }
    }

    static var examples: [Example] {
        [
            .fires("another main sequence in the second", .udf, at: "udf:anchor#2", 16) {
                $0.set32LE("udf:anchor#2", 20, 99)
                $0.sealUDF("udf:anchor#2")
            },
            .passes("equal anchors", .udf),
        ]
    }
}
