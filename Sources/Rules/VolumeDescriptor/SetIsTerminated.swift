import Bytes
import DiscModel
import FileSystems
import Specimens

/// A terminator ends the set of descriptors (ECMA-119, 6.7.1 and 8.3).
enum SetIsTerminated: Rule {
    static let card = RuleCard(
        id: "vd-no-terminator",
        title: "A terminator ends the volume descriptors",
        rationale: """
            Readers look at one sector after the other until they meet the terminator. Without it strict ones refuse the \
            image, and tolerant ones (Linux) go on for up to a hundred sectors and may take data for a descriptor.
            """,
        remedy: "Make the image again, or restore the sector behind the last descriptor from a good copy.",
        severity: .error,
        clause: .ecma119("6.7.1.6, 8.3"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let iso = disc.iso, !iso.isForeign, let last = iso.descriptors.last else { return }
        guard !iso.descriptors.contains(where: { $0.kind == .terminator }) else { return }
        let gap = disc.gaps.first { $0.structure == .descriptor && $0.cause != .unsupported }
        if let gap, gap.cause != .pastEnd {
            findings.cannotDecide("the descriptors could not be read to their end: \(gap.detail)")
            return
        }
        let next = last.offset + .sector
        findings.report(
            "the descriptors end after \(iso.descriptors.count) without a terminator; the \(last.name) is the last",
            expected: "type 255 in sector \(next / .sector)",
            at: Place(offset: next, length: .sector, field: "terminator/type"),
            causedBy: gap == nil ? nil : ImageTruncated.self)
    }

    static var examples: [Example] {
        [
            .fires("the terminator is blank", .joliet, at: "terminator") {
                $0.fill("terminator", count: .sector, with: 0)
            },
            .passes("one terminator", .joliet),
            .passes("two terminators", .joliet) { $0.set("svd", $0.get("terminator", count: .sector)) },
        ]
    }
}
