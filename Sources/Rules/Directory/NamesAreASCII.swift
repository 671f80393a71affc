import Bytes
import DiscModel
import FileSystems
import Specimens
import TextEncodings

/// Says in which encoding identifiers seem to be that are not ASCII, and how they read in it.
enum NamesAreASCII: Rule {
    static let card = RuleCard(
        id: "dir-name-encoding",
        title: "Identifiers outside of Joliet are ASCII",
        rationale: """
            The standard allows ASCII alone and names no encoding, so each system shows other bytes in its own. Old discs \
            carry Shift-JIS, EUC-KR, GBK, Big5, code pages 437, 850 and 866 or Windows-1252, newer ones UTF-8. The encoding is \
            guessed from all names together.
            """,
        remedy:
            "Give the encoding to the program that reads the disc, such as mount -o iocharset or 7-Zip's -mcp.",
        severity: .note, confidence: .heuristic,
        clause: .ecma119("7.4.1, 7.5, 7.6"))

    /// Names that the guess is made of.
    private static let sample = 200

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard tree.kind != .joliet else { return }
        let foreign = tree.slots(with: .unusualIdentifier).filter { slot in
            let name = tree.identifier(slot)
            return name.count > 1 && name.contains { $0 >= 0x80 }
        }
        guard !foreign.isEmpty else { return }
        let guess = EncodingGuess(foreign.prefix(sample).map { Array(tree.identifier($0)) })
        for slot in foreign {
            findings.report(
                words(Array(tree.identifier(slot)), guess, tree.displayName(slot)),
                at: tree.place(ofRecord: slot, field: "fileIdentifier"))
        }
    }

    private static func words(_ name: [UInt8], _ guess: EncodingGuess?, _ shown: DisplayName) -> String {
        guard let guess, let text = guess.text(of: name) else {
            return "the identifier \(shown.escaped) is not ASCII, and in no encoding that is recognised"
        }
        return
            "the identifier is not ASCII; as \(guess.encoding.rawValue) (a guess) it reads \(DisplayName(text).escaped)"
    }

    private static func renamed(_ bytes: [UInt8]) -> Specimen {
        Specimen.plain.with { $0.renameRecord("record:/README.TXT", to: bytes) }
    }

    static var examples: [Example] {
        [
            .fires(
                "Shift-JIS", renamed([0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x2E, 0x54, 0x58, 0x54]),
                at: "record:/README.TXT",
                message: "the identifier is not ASCII; as Shift-JIS (a guess) it reads 日本語.TXT"),
            .fires(
                "UTF-8", renamed(Array("GRÖSSE.TXT".utf8)), at: "record:/README.TXT",
                message: "the identifier is not ASCII; as UTF-8 (a guess) it reads GRÖSSE.TXT"),
            .fires(
                "code page 437", renamed(Array("GR".utf8) + [0x99] + Array("SSE.TXT".utf8)),
                at: "record:/README.TXT",
                message: "the identifier is not ASCII; as code page 437 (a guess) it reads GRÖSSE.TXT"),
            .passes("ASCII", .plain),
            .passes("ASCII in the primary tree, anything in Joliet", .joliet) {
                $0.set8("svd:record:/readme.txt", 33, 0x65)
            },
        ]
    }
}
