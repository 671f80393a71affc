import Bytes
import DiscModel
import FileSystems
import Specimens

/// The terminator carries nothing but its type, identifier and version (ECMA-119, 8.3.4).
enum TerminatorIsBlank: Rule {
    static let card = RuleCard(
        id: "vd-terminator-not-blank",
        title: "The terminator is zero behind its version",
        rationale: """
            All bytes from 7 on are reserved and must be zero. libarchive does not recognise a terminator with other \
            bytes, and 2041 bytes that no program shows are a place to leave things.
            """,
        remedy: "Look at the bytes; then set them to zero, or make the image again.",
        severity: .warning,
        profiles: Profile.pedants,
        clause: .ecma119("8.3.4"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .terminator else { return }
        let rest = descriptor[VolumeDescriptor.terminatorReserved]
        guard let first = rest.firstIndex(where: { $0 != 0 }) else { return }
        findings.report(
            "the terminator has \((rest.count { $0 != 0 }).of("non-zero byte")), the first at byte \(first)",
            expected: "zeros", at: descriptor.place(VolumeDescriptor.terminatorReserved, first..<first + 1))
    }

    static var examples: [Example] {
        [
            .fires("a bit in the last byte", .plain, at: "terminator", .sector - 1) {
                $0.set(VolumeDescriptor.terminatorReserved, byte: 2040, of: "terminator", 1)
            },
            .passes("a blank terminator", .plain),
        ]
    }
}
