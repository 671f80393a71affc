import Bytes
import DiscModel
import FileSystems
import Specimens

/// At least two anchors lead to the volume.
enum UDFAnchorsAreTwo: Rule {
    static let card = RuleCard(
        id: "udf-avdp-count",
        title: "At least two anchors lead to the volume",
        rationale: """
            An anchor is where reading begins, so it stands at two of three places: block 256, 256 blocks \
            before the last, the last. With one alone a single bad sector loses the volume. Discs that are \
            written once and still open have one.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .warning,
        clause: .ecma167("3/8.4.2.1"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        let isOpen = volume.maps.contains { $0.kind == .virtual }
        guard volume.anchors.count < (isOpen ? 1 : 2) else { return }
        let only = volume.anchors.first
        findings.report(
            only.map { "the only anchor stands in block \($0.block)" }
                ?? "the volume has no anchor, and nothing of it can be reached",
            expected:
                "anchors in two of the blocks 256, \(volume.blockCount - min(volume.blockCount, 257)) and \(volume.blockCount - min(volume.blockCount, 1))",
            actual: only == nil ? "none" : "one",
            at: Place(
                offset: only?.offset ?? 256 * volume.blockSize, length: volume.blockSize, field: "anchor"),
            severity: only == nil ? .error : nil)
    }

    static var examples: [Example] {
        [
            .fires("two anchors that were wiped", .udf, at: "udf:anchor", 0) {
                for mark in ["udf:anchor#2", "udf:anchor#3"] { $0.fill(mark, count: 512, with: 0) }
            },
            .passes("three anchors", .udf),
            .passes("one anchor that was wiped", .udf) {
                $0.fill("udf:anchor#2", count: 512, with: 0)
            },
            .passes("one on a disc that is open", .udfVirtual),
        ]
    }
}
