import Bytes
import DiscModel
import FileSystems
import Specimens

/// Says in which encoding the texts of the primary descriptor seem to be, where they are not ASCII.
enum TextsAreASCII: Rule {
    static let card = RuleCard(
        id: "pvd-text-not-utf8-clean",
        title: "Text fields of the primary descriptor are ASCII",
        rationale: """
            The primary descriptor names no encoding, so each system shows bytes from 80 on in its own. Japanese and \
            Russian discs carry Shift-JIS and code page 1251 or 866, newer ones UTF-8.
            """,
        remedy: "Nothing, if you know the encoding; otherwise use the texts of the Joliet descriptor.",
        severity: .note,
        confidence: .firm,
        clause: .ecma119("7.4.1"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .primary || descriptor.kind == .enhanced else { return }
        for field in VolumeDescriptor.TextField.all {
            let bytes = descriptor.text(field)
            guard bytes.contains(where: { $0 >= 0x80 }) else { continue }
            findings.report(
                "the \(field.name.spelledOut) of the \(descriptor.name) is not ASCII; it is \(encoding(of: bytes))",
                actual: descriptor.display(field).escaped, at: descriptor.place(field))
        }
    }

    private static func encoding(of bytes: [UInt8]) -> String {
        if String(validating: bytes, as: UTF8.self) != nil { return "valid UTF-8" }
        return isShiftJIS(bytes)
            ? "not UTF-8, but possibly Shift-JIS" : "not UTF-8, so of some 8-bit encoding"
    }

    /// Whether every byte from 80 on is a half-width kana or the first of a valid pair (JIS X 0208).
    private static func isShiftJIS(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        var pairs = 0
        while let first = rest.popFirst() {
            switch first {
            case 0..<0x80, 0xA1...0xDF: continue
            case 0x81...0x9F, 0xE0...0xEF:
                guard let second = rest.popFirst(), (0x40...0xFC).contains(second), second != 0x7F else {
                    return false
                }
                pairs += 1
            default: return false
            }
        }
        return pairs > 0
    }

    static var examples: [Example] {
        [
            .fires("UTF-8", .plain, at: "pvd", VolumeDescriptor.TextField.volume.field) {
                $0.set(VolumeDescriptor.TextField.volume.field, of: "pvd", bytes: Array("ÜBUNG".utf8))
            },
            .fires("Shift-JIS", .plain, at: "pvd", VolumeDescriptor.TextField.publisher.field) {
                $0.set(
                    VolumeDescriptor.TextField.publisher.field, of: "pvd", bytes: [0x93, 0xFA, 0x96, 0x7B])
            },
            .passes("ASCII in the primary descriptor, anything in Joliet", .joliet) {
                $0.set(VolumeDescriptor.TextField.volume.field, of: "svd", bytes: [0x65, 0xE5])
            },
        ]
    }
}
