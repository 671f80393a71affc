import Bytes
import DiscModel
import FileSystems
import Specimens

/// Anchors stand where systems look for them.
enum UDFAnchorsAreWhereReadersLook: Rule {
    static let card = RuleCard(
        id: "udf-avdp-missing",
        title: "Anchors stand where systems look for them",
        rationale: """
            Systems begin at block 256 and at the last block. Where an anchor is gone from there they search, \
            and some give up.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written so: \
            copy its files to a new one.
            """,
        severity: .warning,
        clause: .ecma167("3/8.4.2.1"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        let places = volume.anchors.map { UInt64($0.block) }
        // Fewer than two are a finding of their own; discs that are written once have the first alone.
        guard places.count > 1 else { return }
        func tell(_ block: UInt64, _ where: String, _ severity: Severity?) {
            findings.report(
                "there is no anchor in \(`where`)", expected: "an anchor",
                at: Place(
                    offset: volume.anchors[0].offset - UInt64(volume.anchors[0].block) * volume.blockSize
                        + block
                        * volume.blockSize, length: 512, field: "anchor"),
                severity: severity)
        }
        if !places.contains(256), !places.contains(512) { tell(256, "block 256", nil) }
        // Padding may follow the last.
        if places.allSatisfy({ $0 < 1_024 || $0 + 512 < volume.blockCount }), volume.blockCount > 1_024 {
            tell(volume.blockCount - 1, "one of the last blocks", .note)
        }
    }

    static var examples: [Example] {
        [
            .fires("the first anchor was wiped", .udf, at: "udf:anchor", 0) {
                $0.fill("udf:anchor", count: 512, with: 0)
            },
            .passes("three anchors", .udf),
            .passes("the first of a disc that is written once", .udfVirtual),
        ]
    }
}
