import Bytes

/// A file entry (ECMA-167 4/14.9), or an extended one (4/14.17).
struct ForgedUDFEntry {
    /// What it describes (ECMA-167 4/14.6.6).
    var type: UInt8
    /// Which descriptors it holds: 0 short, 1 long, 3 the data themselves; bit 13 says that it is a stream (4/14.6.8).
    var flags: UInt16
    var strategy: UInt16 = 4
    /// Entries that came before it (4/14.6.1).
    var earlier: UInt32 = 0
    var links: UInt16 = 0
    var length = 0
    /// With those of its streams.
    var allLengths = 0
    /// Blocks that are recorded.
    var blocks = 0
    var unique: UInt64 = 0
    /// Where its streams are.
    var streams: [UInt8] = []
    var attributes: [UInt8] = []
    /// Descriptors, or the data.
    var body: [UInt8] = []

    /// Bytes of an entry before its attributes.
    static func head(extended: Bool) -> Int { extended ? 216 : 176 }

    /// The entry, with room for its tag in front.
    func bytes(extended: Bool) -> [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: 56)
        bytes.place(Self.icbTag(type, strategy: strategy, flags: flags, earlier: earlier), at: 16)
        // Neither owner nor group is given (UDF 2.3.6).
        bytes.place(Array(repeating: 0xFF, count: 8) + permissions.little + links.little, at: 36)
        bytes += UInt64(clamping: length).little
        if extended { bytes += UInt64(clamping: allLengths).little }
        bytes += UInt64(clamping: blocks).little + UDFPieces.moment + UDFPieces.moment
        if extended { bytes += UDFPieces.moment }
        // Attribute time, checkpoint; four reserved bytes of extended entries.
        bytes += UDFPieces.moment + UInt32(1).little + (extended ? [0, 0, 0, 0] : [])
        // No attributes elsewhere.
        bytes += Array(repeating: 0, count: 16)
        if extended { bytes += streams.padded(to: 16, with: 0) }
        bytes += UDFPieces.implementation + unique.little
        bytes += UInt32(clamping: attributes.count).little + UInt32(clamping: body.count).little
        return bytes + attributes + body
    }

    /// Everybody may read, and go through directories (ECMA-167 4/14.9.5).
    private var permissions: UInt32 {
        let each: UInt32 = type == 4 || type == 13 ? 0b101 : 0b100
        return each | each << 5 | each << 10
    }

    /// ECMA-167 4/14.6. With strategy 4096 each extent has an entry, and what ends it or leads on (UDF 2.3.5).
    static func icbTag(
        _ type: UInt8, strategy: UInt16, flags: UInt16 = 0, earlier: UInt32 = 0
    ) -> [UInt8] {
        let chained: UInt16 = strategy == 4_096 ? 1 : 0
        return earlier.little + strategy.little + chained.little + (chained + 1).little + [0, type]
            + Array(repeating: 0, count: 6) + flags.little
    }
}

// MARK: Extended attributes

extension ForgedUDFEntry {
    /// The header and one attribute for implementations.
    static let attributesLength = 24 + 52

    /// `*UDF FreeEASpace`, an attribute that holds room for others (ECMA-167 4/14.10.1, 4/14.10.8; UDF 3.3.4.5.1.1).
    ///
    /// The header is a descriptor with the tag of its entry's block.
    static func attributes(_ header: (inout [UInt8]) -> Void) -> [UInt8] {
        var head: [UInt8] = Array(repeating: 0, count: 16) + UInt32(24).little + UInt32.max.little
        header(&head)
        var attribute = UInt32(0x800).little + [1, 0, 0, 0] + UInt32(52).little + UInt32(4).little
        attribute += UDFPieces.identifier("*UDF FreeEASpace")
        // The sum of what stands before it (UDF 3.3.4.5).
        attribute += attribute.reduce(UInt16(0)) { $0 &+ UInt16($1) }.little + [0, 0]
        return head + attribute
    }
}
