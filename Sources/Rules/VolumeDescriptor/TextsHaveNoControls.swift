import Bytes
import DiscModel
import FileSystems
import Specimens

/// Texts of the descriptors hold no control characters.
enum TextsHaveNoControls: Rule {
    static let card = RuleCard(
        id: "pvd-text-control-chars",
        title: "Text fields of the descriptors hold no control characters",
        rationale: """
            Programs that print identifiers as they are pass escape sequences on to the terminal, which may obey them. \
            No mastering program writes such bytes, so they are damage or intent.
            """,
        remedy: "Do not print the identifiers of this image raw; find out where it comes from.",
        severity: .warning,
        clause: .ecma119("7.4.1"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        let wide = descriptor.jolietLevel != nil
        for field in VolumeDescriptor.TextField.all {
            let units = descriptor.units(field)
            guard let first = units.firstIndex(where: { isControl($0, wide) }) else { continue }
            let width = wide ? 2 : 1
            let start = field.range.lowerBound + first * width
            let count = units.count { isControl($0, wide) }
            findings.report(
                "the \(field.name.spelledOut) of the \(descriptor.name) holds "
                    + "\(count.of("control character")), the first is \(units[first].inWords)",
                actual: descriptor.display(field).escaped,
                at: descriptor.place(field.field, start..<start + width))
        }
    }

    /// C0 without NUL, which has its own rule, and DEL; C1 only where a character has two bytes, because a single byte
    /// from 80 on is a letter of some encoding.
    private static func isControl(_ unit: UInt16, _ wide: Bool) -> Bool {
        (1..<0x20).contains(unit) || unit == 0x7F || (wide && (0x80..<0xA0).contains(unit))
    }

    static var examples: [Example] {
        [
            .fires("an escape sequence", .plain, at: "pvd", VolumeDescriptor.TextField.publisher.field) {
                $0.set(
                    VolumeDescriptor.TextField.publisher.field, of: "pvd", bytes: [0x1B] + Array("[2J".utf8))
            },
            .fires("a bell in Joliet", .joliet, at: "svd", VolumeDescriptor.TextField.volume.field) {
                $0.set(VolumeDescriptor.TextField.volume.field, of: "svd", bytes: [0, 7])
            },
            .passes("letters of an 8-bit encoding", .plain) {
                $0.set(VolumeDescriptor.TextField.publisher.field, of: "pvd", bytes: [0x8A, 0xE3, 0x9F])
            },
        ]
    }
}
