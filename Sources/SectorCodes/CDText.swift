/// The texts of one block of CD-Text: those in one language.
public struct CDText: Sendable, Hashable {
    public enum Charset: Sendable, Hashable {
        case latin1, ascii, shiftJIS, korean, mandarin
        case other(UInt8)
    }

    /// What a text belongs to.
    public struct Key: Sendable, Hashable {
        public let kind: CDTextPack.Kind
        /// 0 is the disc.
        public let track: UInt8

        public init(kind: CDTextPack.Kind, track: UInt8) {
            self.kind = kind
            self.track = track
        }
    }

    /// Number of the block, 0 to 7.
    public let block: UInt8
    /// As the pack of sizes says; ISO 8859-1 when there is none.
    public let charset: Charset
    /// EBU Tech 3264, annex 1, such as 9 for English; nil when nothing says.
    public let language: UInt8?
    /// Bytes of each text as recorded, without the 0 at its end; a TAB, which stands for the text of the track before, is
    /// replaced by that text.
    public let texts: [Key: [UInt8]]

    /// The text; nil when there is none, or it is in a character set of two bytes, which we do not decode.
    public func text(_ kind: CDTextPack.Kind, track: UInt8) -> String? {
        guard let bytes = texts[Key(kind: kind, track: track)] else { return nil }
        switch charset {
        case .latin1, .ascii: return String(String.UnicodeScalarView(bytes.map(Unicode.Scalar.init)))
        default: return nil
        }
    }

    /// The blocks that packs hold, rising. Packs whose check fails are left out, and what continues from them may be lost with
    /// them: whoever wants to know counts them first. At most 2048 packs are read, as many as eight blocks can have.
    public static func blocks(in packs: [CDTextPack]) -> [CDText] {
        let good = packs.prefix(8 * 256).filter { $0.checkHolds || $0.isUnchecked }
        return Dictionary(grouping: good, by: \.block).sorted { $0.key < $1.key }.map { block, packs in
            CDText(block: block, packs: packs.sorted { $0.sequence < $1.sequence })
        }
    }

    private init(block: UInt8, packs: [CDTextPack]) {
        self.block = block
        let sizes = packs.filter { $0.kind == .sizes }.sorted { $0.track < $1.track }.flatMap(\.payload)
        charset = sizes.first.map(Self.charset) ?? .latin1
        let language = sizes.dropFirst(28 + Int(block)).first
        self.language = language
        var texts: [Key: [UInt8]] = [:]
        let kinds = CDTextPack.Kind.allCases.filter {
            $0.rawValue <= CDTextPack.Kind.message.rawValue || $0 == .code
        }
        for kind in kinds + [.discIdentification] {
            Self.collect(packs.filter { $0.kind == kind }, kind: kind, into: &texts)
        }
        self.texts = texts
    }

    private static func charset(_ byte: UInt8) -> Charset {
        switch byte {
        case 0: .latin1
        case 1: .ascii
        case 0x80: .shiftJIS
        case 0x81: .korean
        case 0x82: .mandarin
        default: .other(byte)
        }
    }

    /// Splits the payload of all packs of one kind into texts, track by track. A pack names the track in whose text it begins, so
    /// that reading finds its place again after a pack that was lost.
    private static func collect(
        _ packs: [CDTextPack], kind: CDTextPack.Kind, into texts: inout [Key: [UInt8]]
    ) {
        var current: [UInt8] = []
        var track = packs.first?.track ?? 0
        var previous: UInt8?
        for pack in packs {
            let follows = previous.map { pack.sequence == $0 &+ 1 } ?? true
            if pack.track != track || !follows { (current, track) = ([], pack.track) }
            previous = pack.sequence
            let width = pack.isDoubleByte ? 2 : 1
            // The beginning of a text that was in a lost pack cannot be had: skip to the next.
            var isCut = current.isEmpty && pack.position > 0
            var index = pack.payload.startIndex
            while index + width <= pack.payload.endIndex {
                let character = pack.payload[index..<index + width]
                index += width
                guard character.allSatisfy({ $0 == 0 }) else {
                    current.append(contentsOf: character)
                    continue
                }
                if !isCut { store(current, kind: kind, track: track, width: width, into: &texts) }
                (current, isCut, track) = ([], false, min(track + 1, 100))
            }
            if isCut { current = [] }
        }
        if !current.isEmpty { store(current, kind: kind, track: track, width: 1, into: &texts) }
    }

    /// Nothing is stored for an empty text, with which payloads are filled up, nor for a track beyond 99.
    private static func store(
        _ text: [UInt8], kind: CDTextPack.Kind, track: UInt8, width: Int, into texts: inout [Key: [UInt8]]
    ) {
        guard !text.isEmpty, track < 100 else { return }
        let repeats = text == [UInt8](repeating: 0x09, count: width)
        let before = track > 0 ? texts[Key(kind: kind, track: track - 1)] : nil
        texts[Key(kind: kind, track: track)] = repeats ? before ?? text : text
    }
}
