/// Attributes of files in AL entries (Arbitrary Attribute Interchange Protocol 2.0), as libisofs writes them.
public enum ArbitraryAttribute: Sendable {
    /// "isofs.ca" of the root: where the checksums of the files are kept.
    case isofsCA
    /// "isofs.cx" of a file: the index of its checksum.
    case isofsCX

    /// The name as recorded: the prefix "isofs." is shortened to one byte.
    var name: [UInt8] {
        switch self {
        case .isofsCA: [4, 0x63, 0x61]
        case .isofsCX: [4, 0x63, 0x78]
        }
    }
}

extension ISOTree {
    /// The value of an attribute of a record; nil when it has none of that name.
    public func attribute(_ attribute: ArbitraryAttribute, ofRecord slot: Int) -> [UInt8]? {
        guard sharing != nil, entry(slot, .al) != nil else { return nil }
        let texts = Self.attributeTexts(in: entries(slot))
        let names = stride(from: 0, to: texts.count - 1, by: 2)
        return names.first { texts[$0] == attribute.name }.map { texts[$0 + 1] }
    }

    /// Names and values in turn, joined from components of at most 255 bytes, which run on from one AL to the next.
    private static func attributeTexts(in entries: [SystemUseEntry]) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        var continues = false
        var rest = entries.filter { $0.signature == .al }.flatMap { $0.payload.dropFirst() }[...]
        while rest.count >= 2 {
            let flags = rest[rest.startIndex]
            let content = rest.dropFirst(2).prefix(Int(rest[rest.startIndex + 1]))
            rest = rest.dropFirst(2 + content.count)
            if continues { texts[texts.count - 1] += content } else { texts.append([UInt8](content)) }
            continues = flags & 1 != 0
        }
        return texts
    }
}
