/// The text of CLRMAMEPro: `clrmamepro ( name "…" )`, then `game ( name "…" rom ( name "…" size 1 crc 0 md5 0 sha1 0 ) )`.
struct TextDAT {
    /// Words are cut here; no name of a file is longer.
    private static let wordLimit = 4_096
    /// Bytes that are read at once.
    private static let pieceSize = 1 << 18
    /// Parentheses in parentheses.
    private static let depthLimit = 16

    private let pieces: Pieces
    private var bytes: [UInt8] = []
    private var at = 0

    static func isDAT(_ head: [UInt8]) -> Bool {
        let text = String(decoding: head, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return ["clrmamepro", "game", "machine", "resource"].contains {
            text.hasPrefix($0) && text.dropFirst($0.count).drop(while: \.isWhitespace).first == "("
        }
    }

    static func read(
        _ pieces: Pieces, _ question: DATQuestion, header: inout DATHeader, _ add: (DATGame?) -> Void,
        goesOn: () -> Bool
    ) -> String? {
        var text = TextDAT(pieces)
        while let word = text.word() {
            guard goesOn() else { return "was not read to its end" }
            guard case .word(let what) = word, case .open = text.word() else {
                return
                    "is damaged: a name with a parenthesis behind it was expected near byte \(text.position)"
            }
            guard let block = text.block() else {
                return
                    "is damaged: a parenthesis is not closed, or too many are open, near byte \(text.position)"
            }
            if what == "clrmamepro" {
                for (key, value) in block.fields { header.set(key, value) }
            } else {
                var game = DATGame(name: block.fields["name"] ?? "")
                game.parts = block.parts
                add(!block.isTooLarge && game.parts.contains(where: question.wants) ? game : nil)
            }
        }
        return nil
    }

    private init(_ pieces: Pieces) { self.pieces = pieces }

    // MARK: Blocks

    private struct Block {
        var fields: [String: String] = [:]
        var parts: [DATPart] = []
        var isTooLarge = false
    }

    /// What stands up to the parenthesis that closes it; nil where none does.
    private mutating func block(depth: Int = 0) -> Block? {
        guard depth < Self.depthLimit else { return nil }
        var block = Block()
        while let word = word() {
            guard case .word(let key) = word else {
                if case .close = word { return block }
                return nil
            }
            switch self.word() {
            case .word(let value):
                if block.fields[key] == nil, block.fields.count < 64 { block.fields[key] = value }
            case .open:
                guard let inner = self.block(depth: depth + 1) else { return nil }
                guard ["rom", "disk"].contains(key) else { continue }
                block.isTooLarge = block.isTooLarge || block.parts.count == DATFile.partLimit
                if !block.isTooLarge {
                    block.parts.append(DATPart(isHunks: key == "disk") { inner.fields["\($0)"] })
                }
            case .close: return block
            case nil: return nil
            }
        }
        return nil
    }

    // MARK: Words

    private enum Word {
        case word(String)
        case open, close
    }

    /// Bytes that were read.
    private var position: Int { passed + at }
    private var passed = 0

    private mutating func byte() -> UInt8? {
        if at == bytes.count {
            passed += bytes.count
            (bytes, at) = (pieces.next(Self.pieceSize), 0)
            if bytes.isEmpty { return nil }
            if passed == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        }
        defer { at += 1 }
        return bytes[at]
    }

    private mutating func word() -> Word? {
        var first = byte()
        while let byte = first, byte <= 0x20 { first = self.byte() }
        switch first {
        case nil: return nil
        case UInt8(ascii: "("): return .open
        case UInt8(ascii: ")"): return .close
        case UInt8(ascii: "\""): return .word(text { $0 == UInt8(ascii: "\"") })
        case .some(let byte): return .word(text(byte) { $0 <= 0x20 })
        }
    }

    private mutating func text(_ first: UInt8? = nil, until isEnd: (UInt8) -> Bool) -> String {
        var text = first.map { [$0] } ?? []
        while let byte = byte(), !isEnd(byte) {
            if text.count < Self.wordLimit { text.append(byte) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
