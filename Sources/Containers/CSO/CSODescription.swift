import Bytes

/// What the header of a compressed ISO says.
struct CSODescription {
    enum Kind: String {
        case cso = "CSO"
        case zso = "ZSO"
        case dax = "DAX"

        var mark: StaticString {
            switch self {
            case .cso: "CISO"
            case .zso: "ZISO"
            case .dax: "DAX\u{0}"
            }
        }
    }

    let kind: Kind
    let version: UInt32
    let unpackedBytes: UInt64
    let blockBytes: UInt64
    let shift: UInt64
    /// Where the index begins.
    let indexOffset: UInt64
    /// Runs of blocks of a DAX that are stored as they are.
    let plainRuns: UInt32

    /// Programs write blocks of 16 KiB at most.
    private static let blockLimit: UInt64 = 1 << 20

    var blockCount: UInt64 { unpackedBytes / blockBytes + (unpackedBytes % blockBytes == 0 ? 0 : 1) }

    var codecs: [String] {
        switch kind {
        case .cso: version < 2 ? ["deflate"] : ["deflate", "LZ4"]
        case .zso: ["LZ4"]
        case .dax: ["zlib"]
        }
    }

    /// - Throws: why the header leads nowhere.
    init(_ kind: Kind, _ head: Record, expansionLimit: UInt64) throws(OpeningFailure) {
        func refuse(_ why: String) -> OpeningFailure { .refused("looks like a \(kind.rawValue); \(why)") }
        self.kind = kind
        guard head.count >= (kind == .dax ? DAXHeader.length : CSOHeader.length) else {
            throw refuse("its header ends with the file")
        }
        if kind == .dax {
            version = head[DAXHeader.version]
            unpackedBytes = UInt64(head[DAXHeader.unpackedBytes])
            blockBytes = DAXHeader.blockBytes
            shift = 0
            indexOffset = UInt64(DAXHeader.length)
            plainRuns = version == 0 ? 0 : head[DAXHeader.plainRuns]
        } else {
            version = UInt32(head[CSOHeader.version])
            unpackedBytes = head[CSOHeader.unpackedBytes]
            blockBytes = UInt64(head[CSOHeader.blockBytes])
            shift = UInt64(head[CSOHeader.indexShift])
            indexOffset = UInt64(CSOHeader.length)
            plainRuns = 0
        }
        guard version <= (kind == .cso ? 2 : 1) else {
            throw refuse("its header tells version \(version), which is not known")
        }
        // More than 31 bits are not there to be moved, and less than 2048 bytes are no sector.
        guard .sector...Self.blockLimit ~= blockBytes, blockBytes & (blockBytes - 1) == 0, shift < 32 else {
            throw refuse(
                "its header is damaged: blocks of \(blockBytes) bytes at multiples of 2^\(shift) cannot be")
        }
        guard unpackedBytes > 0 else { throw refuse("its header says that it holds 0 bytes") }
        guard unpackedBytes <= expansionLimit else {
            throw .refused(
                "a \(kind.rawValue) that says that it unpacks to \(unpackedBytes) bytes; --max-expanded allows \(expansionLimit) bytes"
            )
        }
    }

    /// A disc image of a GameCube or Wii, which begins with the same letters: the length of a block, and a byte for each block that says
    /// whether it is there, up to byte 32,768.
    static func isOfGameCube(_ source: any ByteSource) throws(OpeningFailure) -> Bool {
        let head = try source.record(at: 0, count: 0x8000)
        let block = head.u32le(4)
        return head.count == 0x8000 && block >= 0x8000 && block & (block - 1) == 0
            && head.part(8).bytes.allSatisfy { $0 <= 1 }
    }
}
