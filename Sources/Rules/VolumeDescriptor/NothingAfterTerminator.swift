import Bytes
import DiscModel
import FileSystems
import Specimens

/// No descriptor stands behind the first terminator (ECMA-119, 6.7.1).
enum NothingAfterTerminator: Rule {
    static let card = RuleCard(
        id: "vd-after-terminator",
        title: "No descriptor follows the first terminator",
        rationale: """
            Several terminators are allowed and harmless. Any other descriptor behind the first one is seen by no reader: \
            a leftover of another image, or something put there on purpose.
            """,
        remedy: "Look at what the extra sector describes, and where the image comes from.",
        severity: .note,
        clause: .ecma119("6.7.1"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let iso = disc.iso, !iso.isForeign else { return }
        let terminators = iso.descriptors.filter { $0.kind == .terminator }
        for extra in terminators.dropFirst() {
            findings.report(
                "sector \(extra.offset / .sector) is terminator number 2 or later of the set",
                at: extra.place(VolumeDescriptor.whole))
        }
        let behind = VolumeDescriptor(iso.behindDescriptors)
        guard !terminators.isEmpty, behind.record.has("CD001", at: 1) else { return }
        findings.report(
            "a \(behind.name) stands in sector \(behind.offset / .sector), behind the terminator, where no reader looks",
            at: behind.place(VolumeDescriptor.whole))
    }

    static var examples: [Example] {
        [
            .fires("a copy of the primary descriptor behind the set", .plain, at: "path-table-l") {
                let behind = $0.offset("terminator") + .sector
                let copy = $0.get("pvd", count: .sector)
                $0.bytes.replaceSubrange(behind..<behind + .sector, with: copy)
            },
            .fires("two terminators", .joliet, at: "terminator") {
                $0.set("svd", $0.get("terminator", count: .sector))
            },
            .passes("one terminator", .joliet),
        ]
    }
}
