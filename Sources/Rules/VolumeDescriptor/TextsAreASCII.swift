import Bytes
import DiscModel
import FileSystems
import Specimens
import TextEncodings

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
        let texts = VolumeDescriptor.TextField.all.map { (field: $0, bytes: descriptor.written($0)) }
        let guess = EncodingGuess(descriptor.texts)
        for (field, bytes) in texts where bytes.contains(where: { $0 >= 0x80 }) {
            findings.report(
                "the \(field.name.spelledOut) of the \(descriptor.name) is not ASCII; \(words(bytes, guess))",
                at: descriptor.place(field))
        }
    }

    /// "as Shift-JIS (a guess) it reads 日本語".
    private static func words(_ bytes: [UInt8], _ guess: EncodingGuess?) -> String {
        guard let guess, let text = guess.text(of: bytes) else { return "in no encoding that is recognised" }
        return "as \(guess.encoding.rawValue) (a guess) it reads \"\(DisplayName(text).escaped)\""
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
