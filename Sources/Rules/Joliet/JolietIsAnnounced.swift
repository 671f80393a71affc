import Bytes
import DiscModel
import FileSystems
import Specimens

/// The escape sequence of a Joliet descriptor is one of three, and stands alone.
enum JolietIsAnnounced: Rule {
    static let card = RuleCard(
        id: "joliet-escape-invalid",
        title: "A Joliet descriptor has one of the three Joliet escape sequences",
        rationale: """
            %/@, %/C or %/E at byte 88 tells that names are in UCS-2. With anything else Windows and Linux do not take the tree \
            for Joliet and show the short names. The text of the specification prints a backslash by mistake, and some old \
            programs follow it.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .joliet("Escape Sequences"))

    static func weigh(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .supplementary else { return }
        let escapes = descriptor.escapeSequences
        let isExact = isJoliet(escapes.prefix(3)) && escapes.dropFirst(3).allSatisfy { $0 == 0 }
        guard !isExact else { return }
        if descriptor.jolietLevel == nil, !isNearly(escapes.prefix(3)) {
            guard let names = namesInUCS2(below: descriptor, disc) else { return }
            findings.report(
                "a supplementary descriptor has \(escapes.contains { $0 != 0 } ? "the escape sequences \(hex(escapes))" : "no escape sequence"), and the \(names.of("name")) of its tree are in UCS-2, as those of Joliet: Windows and Linux do not take it for Joliet, and show the short names",
                expected: "25 2F 40, 25 2F 43 or 25 2F 45, and zeros",
                actual: hex(escapes), at: descriptor.place(VolumeDescriptor.escapeSequences))
            return
        }
        findings.report(
            "the escape sequences are \(hex(escapes))",
            expected: "25 2F 40, 25 2F 43 or 25 2F 45, and zeros",
            actual: hex(escapes), at: descriptor.place(VolumeDescriptor.escapeSequences))
    }

    private static let sequences: [[UInt8]] = [[0x25, 0x2F, 0x40], [0x25, 0x2F, 0x43], [0x25, 0x2F, 0x45]]

    private static func isJoliet(_ bytes: ArraySlice<UInt8>) -> Bool { sequences.contains(Array(bytes)) }

    /// How many names the tree of a descriptor has, where all are ASCII in two bytes for each character.
    private static func namesInUCS2(below descriptor: VolumeDescriptor, _ disc: Disc) -> Int? {
        guard
            let tree = disc.iso?.isoTrees.first(where: {
                $0.kind == .supplementary && $0.descriptor.offset == descriptor.offset
            })
        else { return nil }
        var count = 0
        for slot in tree.slots.indices {
            let name = tree.identifier(slot)
            guard name.count > 1 else { continue }
            count += 1
            for (index, byte) in name.enumerated() {
                guard index % 2 == 0 ? byte == 0 : 0x20...0x7E ~= byte else { return nil }
            }
            guard name.count % 2 == 0 else { return nil }
        }
        return count > 0 ? count : nil
    }

    /// One byte away from a Joliet sequence.
    static func isNearly(_ bytes: ArraySlice<UInt8>) -> Bool {
        sequences.contains { sequence in zip(sequence, bytes).count { $0 != $1 } <= 1 }
    }

    static func hex(_ bytes: some BidirectionalCollection<UInt8>) -> String {
        var end = bytes.endIndex
        while end > bytes.startIndex, bytes[bytes.index(before: end)] == 0 { end = bytes.index(before: end) }
        let shown = bytes[..<end].hexadecimal(uppercase: true, separator: " ")
        return shown.isEmpty ? "zero" : shown
    }

    static var examples: [Example] {
        [
            .fires("a backslash", .joliet, at: "svd", VolumeDescriptor.escapeSequences) {
                $0.set(VolumeDescriptor.escapeSequences, byte: 1, of: "svd", 0x5C)
            },
            .fires("one bit of the level flipped", .joliet, at: "svd", VolumeDescriptor.escapeSequences) {
                $0.set(VolumeDescriptor.escapeSequences, byte: 2, of: "svd", 0x44)
            },
            .fires("something behind it", .joliet, at: "svd", VolumeDescriptor.escapeSequences) {
                $0.set(VolumeDescriptor.escapeSequences, byte: 12, of: "svd", 1)
            },
            .fires("none, and names in UCS-2", .joliet, at: "svd", VolumeDescriptor.escapeSequences) {
                $0.fill("svd", 88, count: 32, with: 0)
            },
            .passes("level 3", .joliet),
            .passes("level 1", .joliet) {
                $0.set(VolumeDescriptor.escapeSequences, byte: 2, of: "svd", 0x40)
            },
        ]
    }
}
