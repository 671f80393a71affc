import DiscModel
import FileSystems
import TextEncodings

/// Two names of one file that have nothing in common, and what the rest of its records says of each.
struct NameArbitration {
    /// The side whose name is wrong; nil where nothing tells.
    private(set) var wrong: TwinArbitration.Side?
    /// What shows it, as a clause.
    private var evidence = ""
    /// Both names as a person reads them.
    let left, right: String
    /// Whether the names are the same once the one that is not UTF-8 is read in the encoding that it probably is in.
    private(set) var isSame = false
    private let encoding: String

    init(_ pair: TreePair, _ one: Int, _ other: Int) {
        let name = pair.left.nameBytes(of: pair.left.nodes[one])
        let joliet = Array(pair.right.nameBytes(of: pair.right.nodes[other]))
        let isRockRidge = pair.left.kind == .rockridge
        let decoded = isRockRidge ? pair.primary.guessedName(Array(name)) : nil
        left = (decoded.map { DisplayName($0.text) } ?? DisplayName(utf8: [UInt8](name))).escaped
        right = DisplayName(utf16BigEndian: joliet).escaped
        encoding = decoded.map { ", read as \($0.encoding.rawValue) (a guess)" } ?? ""
        if let text = decoded?.text, NameRelation(joliet[...], rockRidge: Array(text.utf8)[...]) != .different
        {
            isSame = true
            return
        }
        let exchanged = joliet.indices.map { joliet[min($0 ^ 1, joliet.count - 1)] }
        let isExchanged =
            isRockRidge
            ? NameRelation(exchanged[...], rockRidge: name) == .same
            : NameRelation(exchanged[...], identifier: name) == .same
        let slot = Int(pair.left.nodes[one].record)
        // Any identifier can be made of what is not ASCII.
        let isASCII = joliet.indices.allSatisfy { $0 % 2 == 0 ? 0x20...0x7E ~= joliet[$0] : joliet[$0] == 0 }
        if joliet.count % 2 == 0, isASCII, isExchanged {
            wrong = .right
            evidence = "it is recorded least significant byte first"
        } else if Self.startsAlike(joliet, name, ignoringCase: !isRockRidge) {
            wrong = .right
            evidence = "it begins with one byte for each character, where Joliet takes two"
        } else if isRockRidge, pair.primary.slots.indices.contains(slot) {
            weigh(pair.primary.identifier(slot), name, JolietName.units(joliet[...]).withoutVersion)
        }
    }

    /// Fewest letters that chance does not put in place of half as many others.
    private static let fewest = 4

    private static func startsAlike(_ joliet: [UInt8], _ name: ArraySlice<UInt8>, ignoringCase: Bool) -> Bool
    {
        let name = name.prefix { $0 != 0x3B }
        let count = zip(joliet, name).prefix { byte, letter in
            byte > 0x20 && byte == letter
                || ignoringCase && 0x41...0x5A ~= letter && byte == letter | 0x20
        }.count
        return count >= max(fewest, name.count / 2)
    }

    /// The identifier of the record was made of the name, and bears out the one of which it can be made.
    private mutating func weigh(
        _ identifier: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>, _ joliet: some Collection<UInt16>
    ) {
        // Bytes of old encodings stand for any character.
        guard identifier.allSatisfy({ $0 < 0x80 }) else { return }
        let utf8 = Array(String(decoding: joliet, as: UTF16.self).utf8)
        let isMadeOfLeft = NameDerivation(identifier, of: name) != .foreign
        let isMadeOfRight = NameDerivation(identifier, of: utf8[...]) != .foreign
        guard isMadeOfLeft != isMadeOfRight else { return }
        wrong = isMadeOfLeft ? .right : .left
        evidence = "the identifier is \(DisplayName(utf8: [UInt8](identifier)).escaped)"
    }

    func words(_ pair: TreePair) -> String {
        let both =
            "the name is \(right) in the \(pair.rightName) tree and \(left) in the \(pair.leftName) tree\(encoding)"
        switch wrong {
        case .left: return "\(both); the \(pair.leftName) name is wrong, as \(evidence)"
        case .right: return "\(both); the \(pair.rightName) name is wrong, as \(evidence)"
        case nil: return both
        }
    }
}
