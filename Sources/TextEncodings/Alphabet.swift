/// The letters of an encoding that has one byte for each, and how words of their language are made. Cyrillic and Greek take the
/// same bytes in half a dozen encodings, all of which are letters in each; only how often a letter is used, where capitals stand and
/// which letters can follow each other tell them apart.
struct Alphabet: Sendable {
    /// By byte, from 0x80 on.
    private let letters: [Letter?]
    private let isGreek: Bool

    private struct Letter {
        let likelihood: Double
        let isCapital: Bool
        let kind: Kind
        let character: Character
    }

    private enum Kind { case vowel, consonant, sign }

    /// Of encodings whose languages are known.
    static let all: [TextEncoding: Alphabet] = {
        var found: [TextEncoding: Alphabet] = [:]
        for encoding in [.windows1251, .codePage866, .koi8R] as [TextEncoding] {
            found[encoding] = Alphabet(encoding, russian, vowels: "аеёиоуыэюя")
        }
        for encoding in [.windows1253, .iso8859Greek] as [TextEncoding] {
            found[encoding] = Alphabet(encoding, greek, vowels: "αεηιουωάέήίόύώϊϋΐΰ", isGreek: true)
        }
        return found
    }()

    /// Letters by how often they are used, and how likely each is.
    private typealias Frequencies = [(letters: String, likelihood: Double)]

    private static let russian: Frequencies = [
        ("оеаинтсрвлкм", 0.95), ("дпуяыьгзбчй", 0.8), ("хжшюцщэфъё", 0.45),
    ]
    private static let greek: Frequencies = [
        ("αοιετσνηρκπλςμάέήίόύώ", 0.95), ("υδγωθχφβ", 0.8), ("ξζψ", 0.45), ("ϊϋΐΰ", 0.2),
    ]
    /// What no letter of the language is.
    private static let foreign = 0.1

    private init(
        _ encoding: TextEncoding, _ frequencies: Frequencies, vowels: String, isGreek: Bool = false
    ) {
        self.isGreek = isGreek
        letters = (0x80...0xFF as ClosedRange<UInt8>).map { byte in
            guard let character = encoding.decode([byte])?.first, character.isLetter else { return nil }
            let small = character.lowercased()
            let likelihood = frequencies.first { $0.letters.contains(small) }?.likelihood ?? Self.foreign
            let kind: Kind =
                vowels.contains(small) ? .vowel : "ьъ".contains(small) ? .sign : .consonant
            return Letter(
                likelihood: likelihood, isCapital: character.isUppercase, kind: kind, character: character)
        }
    }

    private subscript(_ byte: UInt8?) -> Letter? {
        byte.flatMap { $0 >= 0x80 ? letters[Int($0) - 0x80] : nil }
    }

    /// How likely a byte is between its neighbours.
    func likelihood(of byte: UInt8, between before: UInt8?, and after: UInt8?) -> Double {
        guard let letter = self[byte] else { return Self.foreign }
        let (previous, next) = (self[before], self[after])
        var found = letter.likelihood
        let followsSmall = previous.map { !$0.isCapital } ?? before.map { 0x61...0x7A ~= $0 } ?? false
        if letter.isCapital, followsSmall { found *= 0.2 }
        if letter.kind == .consonant, previous?.kind == .consonant, next?.kind == .consonant { found *= 0.6 }
        guard isGreek else {
            return letter.kind == .vowel && previous?.kind == .vowel && next?.kind == .vowel
                ? found * 0.6 : found
        }
        return greek(letter, found, previous, next)
    }

    /// Words of Greek end in a vowel, ν or ς, the last of which stands nowhere else, and a capital has an accent only as the first.
    private func greek(_ letter: Letter, _ found: Double, _ previous: Letter?, _ next: Letter?) -> Double {
        let isAccented = "ΆΈΉΊΌΎΏ".contains(letter.character)
        if isAccented { return previous == nil ? 0.5 : Self.foreign }
        if letter.character == "ς", next != nil { return Self.foreign }
        if letter.character == "σ", next == nil { return 0.2 }
        let mayEnd = letter.kind == .vowel || "νςΝΣ".contains(letter.character)
        return next == nil && !mayEnd ? found * 0.3 : found
    }
}
