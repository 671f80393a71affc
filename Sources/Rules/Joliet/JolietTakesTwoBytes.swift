import Bytes
import DiscModel
import FileSystems
import Specimens

/// Texts of Joliet are 16-bit characters; a program that wrote bytes there gives others than it meant.
enum JolietTakesTwoBytes: Rule {
    static let card = RuleCard(
        id: "joliet-bytewise",
        title: "Joliet texts take two bytes for each character",
        rationale: """
            Joliet is UCS-2. A program that copies a label or names into it byte by byte makes pairs of letters into signs that \
            nobody meant: Windows, Linux and macOS show Chinese characters, and cloud-init does not find its volume "cidata". \
            Single-byte spaces behind a right text show as daggers.
            """,
        remedy: "Make the image again with a program that writes Joliet as UCS-2, or leave Joliet out.",
        severity: .warning, confidence: .firm,
        clause: .joliet("Unicode"))

    static func weigh(_ tree: ISOTree, in disc: Disc, _ findings: inout Findings) {
        guard tree.kind == .joliet else { return }
        weighTexts(tree.descriptor, disc.iso?.primary, &findings)
        weighNames(tree, &findings)
    }

    private static func weighTexts(
        _ descriptor: VolumeDescriptor, _ primary: VolumeDescriptor?, _ findings: inout Findings
    ) {
        for field in VolumeDescriptor.TextField.all {
            let bytes = descriptor.text(field).dropLast(field.range.count % 2)
            let name = "the \(field.name.spelledOut) of the \(descriptor.name)"
            let shown = DisplayName(utf16BigEndian: Array(bytes.trimmingZeros)).escaped
            if let meant = SingleBytes.swapped(bytes) {
                findings.report(
                    "\(name) is recorded least significant byte first: systems show \"\(shown)\", meant is \"\(meant)\"",
                    expected: meant, actual: shown, at: descriptor.place(field.field))
            } else if let text = SingleBytes(bytes) {
                let isMeant = primary.map { text.isText(of: $0.text(field)) } ?? false
                guard text.isPadded || isMeant || text.isLong || text.isUTF8 else { continue }
                findings.report(
                    "\(name) is recorded \(text.inWords): systems show \"\(shown)\", meant is \"\(text.meant)\"",
                    expected: text.meant, actual: shown, at: descriptor.place(field.field))
            } else if let rest = SingleBytes.padded(bytes) {
                findings.report(
                    "\(name) is filled up with single-byte spaces, where Joliet takes two bytes: systems show daggers behind it",
                    expected: DisplayName(utf16BigEndian: Array(rest)).escaped, actual: shown,
                    at: descriptor.place(field.field))
            }
        }
    }

    private static func weighNames(_ tree: ISOTree, _ findings: inout Findings) {
        var found: [(slot: Int, text: SingleBytes)] = []
        // What is plain ASCII in two bytes cannot be anything else.
        for slot in tree.slots(with: .unusualIdentifier) {
            let name = tree.identifier(slot)
            if name.count > 1, let text = SingleBytes(name) { found.append((slot, text)) }
        }
        guard !found.isEmpty else { return }
        let others = tree.slots(with: .named).count - found.count
        // Where all names read so and there are letters enough, no single one must prove it.
        let areAll = others == 0 && found.reduce(0) { $0 + $1.text.count } >= SingleBytes.long
        for (slot, text) in found where areAll || text.isPadded || text.isLong || text.isUTF8 {
            findings.report(
                "the name \(tree.displayName(slot).escaped) is recorded \(text.inWords): meant is \(text.meant)",
                at: tree.place(ofRecord: slot, field: "fileIdentifier"))
        }
    }

    static var examples: [Example] {
        let volume = VolumeDescriptor.TextField.volume.field
        return [
            .fires("a label written byte by byte", .joliet, at: "svd", volume) {
                $0.set(volume, of: "svd", bytes: Array("cidata".utf8) + Array(repeating: 0x20, count: 26))
            },
            .fires("a label written least significant byte first", .joliet, at: "svd", volume) {
                $0.set(
                    volume, of: "svd",
                    bytes: (Array("CD1".utf8) + Array(repeating: 0x20, count: 13)).flatMap { [$0, 0] })
            },
            .fires(
                "the same, filled up with single-byte spaces", .joliet, at: "svd", volume,
                message:
                    "the volume identifier of the Joliet volume descriptor is recorded least significant byte first: systems show \"䌀䐀㄀†††††††††††††\", meant is \"CD1\""
            ) {
                $0.set(
                    volume, of: "svd",
                    bytes: Array("CD1".utf8).flatMap { [$0, 0] } + Array(repeating: 0x20, count: 26))
            },
            .fires("single-byte spaces behind a right label", .joliet, at: "svd", volume) {
                $0.set(
                    volume, of: "svd",
                    bytes: [0, 0x43, 0, 0x44] + Array(repeating: 0x20, count: 28))
            },
            .fires("names written byte by byte", .joliet, at: "svd:record:/docs") { specimen in
                specimen.set("svd:record:/docs", 33, Array("docs    ".utf8))
            },
            .fires("a label written in UTF-8", .joliet, at: "svd", volume) {
                $0.set(volume, of: "svd", bytes: Array("\u{DC}bungen".utf8) + Array(repeating: 0, count: 24))
            },
            .passes("texts in UCS-2", .joliet),
            .passes("a label in Korean and Chinese of which one byte is no UTF-8", .joliet) {
                $0.set(
                    volume, of: "svd",
                    bytes: [0xC3, 0x1C, 0x62, 0x75, 0x6E, 0x67, 0x65, 0x6E] + Array(repeating: 0, count: 24))
            },
            .passes("a label in Japanese", .joliet) {
                $0.set(volume, of: "svd", bytes: [0x65, 0xE5, 0x67, 0x2C, 0x8A, 0x9E])
            },
            .passes("a blank label, whatever fills it", .joliet) {
                $0.set(volume, of: "svd", bytes: Array(repeating: 0x20, count: 32))
            },
            .passes("a folder in Chinese whose bytes are all letters", .joliet) {
                $0.set("svd:record:/docs", 33, [0x4E, 0x66, 0x65, 0x70, 0x56, 0x7E, 0x72, 0x47])
            },
        ]
    }
}

/// Bytes that read as ASCII text, one character each.
private struct SingleBytes {
    let meant: String
    /// Characters of the text.
    let count: Int
    /// Whether pairs of single-byte spaces follow it.
    let isPadded: Bool
    /// Whether letters beyond ASCII are among them, as UTF-8 writes them; no text in UCS-2 reads so by chance.
    let isUTF8: Bool

    /// Characters from which on chance makes no text of them: each pair of a Chinese name reads so in one case of five.
    static let long = 12

    init?(_ bytes: ArraySlice<UInt8>) {
        var text = bytes.trimmingZeros
        while text.last == 0x20 { text.removeLast() }
        guard text.count > 1 else { return nil }
        isUTF8 = Self.isUTF8(text)
        guard isUTF8 || text.allSatisfy(Self.isInNames) else { return nil }
        meant = String(decoding: text, as: UTF8.self)
        count = text.count
        isPadded = bytes.trimmingZeros.count >= text.count + 2
    }

    var inWords: String {
        isUTF8
            ? "in UTF-8, where Joliet takes UCS-2" : "one byte per character, where Joliet takes two"
    }

    var isLong: Bool { count >= Self.long }

    /// Whether another field holds the same text, as far as it reaches.
    func isText(of other: [UInt8]) -> Bool {
        let text = String(decoding: other, as: UTF8.self).lowercased()
        return count > 3 && text.hasPrefix(meant.lowercased())
    }

    /// The text of at least two ASCII characters that are all recorded least significant byte first.
    static func swapped(_ bytes: ArraySlice<UInt8>) -> String? {
        let pairs = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
            (bytes[$0], bytes[$0 + 1])
        }
        let text = pairs.filter { $0 != (0, 0) && $0 != (0x20, 0) && $0 != (0, 0x20) && $0 != (0x20, 0x20) }
        guard text.count > 1, text.allSatisfy({ 0x21...0x7E ~= $0.0 && $0.1 == 0 }) else { return nil }
        let letters = pairs.filter { $0.1 == 0 && $0.0 != 0 }.map(\.0)
        return String(decoding: letters, as: UTF8.self).trimmedAtEnd
    }

    /// What a text in UCS-2 is without pairs of single-byte spaces behind it; nil where there are none, or nothing else.
    static func padded(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = bytes.trimmingZeros
        let end = rest.count
        while rest.suffix(2).elementsEqual([0x20, 0x20]) { rest.removeLast(2) }
        guard end - rest.count >= 4, rest.contains(where: { $0 != 0 && $0 != 0x20 }) else { return nil }
        return rest
    }

    /// Letters beyond ASCII in UTF-8 among at least four that names are made of.
    private static func isUTF8(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.contains(where: { $0 >= 0x80 }), text.count(where: isInNames) >= 4,
            let words = String(validating: text, as: UTF8.self)
        else { return false }
        return words.unicodeScalars.allSatisfy {
            $0.isASCII ? isInNames(UInt8($0.value)) : $0.properties.isAlphabetic
        }
    }

    private static func isInNames(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x3B, 0x5F: true
        default: false
        }
    }
}

extension String {
    fileprivate var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}

extension ArraySlice<UInt8> {
    /// Without pairs of zeros at the end.
    fileprivate var trimmingZeros: ArraySlice<UInt8> {
        var rest = self
        while rest.count > 1, rest.suffix(2).elementsEqual([0, 0]) { rest.removeLast(2) }
        return rest
    }
}
