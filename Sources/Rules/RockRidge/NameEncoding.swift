import FileSystems
import TextEncodings

extension ISOTree {
    /// Names that the guess is made of.
    private static let sampledNames = 200

    /// A Rock Ridge name that is not UTF-8, as it reads in the encoding that all such names of the tree are probably in; nil where
    /// it is UTF-8, or nothing fits.
    func guessedName(_ name: [UInt8]) -> (text: String, encoding: TextEncoding)? {
        guard Self.isForeign(name) else { return nil }
        // Identifiers were made by the same program of the same names.
        let names = slots(with: .unusualName).lazy.compactMap { self.rockRidgeName($0) }.filter(
            Self.isForeign)
        let identifiers = slots(with: .unusualIdentifier).lazy.map { Array(self.identifier($0)) }.filter(
            Self.isForeign)
        let samples = Array(names.prefix(Self.sampledNames)) + Array(identifiers.prefix(Self.sampledNames))
        guard let guess = EncodingGuess(samples), let text = guess.text(of: name) else { return nil }
        return (text, guess.encoding)
    }

    private static func isForeign(_ name: [UInt8]) -> Bool { TextEncoding.utf8.decode(name) == nil }
}
