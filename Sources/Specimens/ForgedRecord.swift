import Bytes

/// One directory record before it is written (ECMA-119 9.1).
struct ForgedRecord {
    /// Its path in the landmarks.
    let label: String
    let identifier: [UInt8]
    let extent: Extent
    let flags: UInt8
    /// Entries that lie in the record itself.
    let recorded: [[UInt8]]
    /// Entries that lie in a continuation area.
    let continued: [[UInt8]]

    /// Flag bits (ECMA-119 9.1.6).
    static let directory: UInt8 = 0x02
    static let multiExtent: UInt8 = 0x80

    /// The longest record: LEN_DR is one byte, and a record has an even length (ECMA-119 9.1.1, 9.1.13).
    private static let longest = 254

    /// Entries that do not fit in the record, and all behind them, go to a continuation area.
    init(label: String, identifier: [UInt8], extent: Extent, flags: UInt8, systemUse: [[UInt8]] = []) {
        self.label = label
        self.identifier = identifier
        self.extent = extent
        self.flags = flags
        let room = Self.longest - Self.fixedLength(identifier)
        let fits = systemUse.reduce(0) { $0 + $1.count } <= room
        var left = fits ? room : room - SystemUse.continuationLength
        let end = systemUse.firstIndex { entry in
            left -= entry.count
            return left < 0
        }
        recorded = Array(systemUse[..<(end ?? systemUse.count)])
        continued = Array(systemUse[(end ?? systemUse.count)...])
    }

    /// Bytes up to the System Use field: 33, the identifier, and a pad byte after an even one (9.1.12).
    private static func fixedLength(_ identifier: [UInt8]) -> Int {
        33 + identifier.count + (identifier.count % 2 == 0 ? 1 : 0)
    }

    /// Byte in the record at which its System Use field starts.
    var systemUse: Int { Self.fixedLength(identifier) }

    /// LEN_DR.
    var length: Int {
        let continuation = continued.isEmpty ? 0 : SystemUse.continuationLength
        return (systemUse + recorded.reduce(continuation) { $0 + $1.count }).rounded(up: 2)
    }

    /// Bytes of the continuation area.
    var continuedLength: Int { continued.reduce(0) { $0 + $1.count } }

    /// All entries in the record, with CE at the end if there is a continuation area.
    func entries(continuation: Extent?) -> [[UInt8]] {
        guard let continuation else { return recorded }
        let offset = continuation.offset % .sector
        return recorded + [
            SystemUse.continuation(block: continuation.block, offset: offset, length: continuation.length)
        ]
    }

    /// The record as it lies in the directory; single volume, so the sequence number is 1.
    func bytes(continuation: Extent? = nil) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(clamping: length), 0]
        bytes += extent.block.both + UInt32(clamping: extent.length).both
        bytes += ForgedDate.short + [flags, 0, 0] + UInt16(1).both
        bytes += [UInt8(clamping: identifier.count)] + identifier
        bytes = bytes.padded(to: systemUse, with: 0)
        for entry in entries(continuation: continuation) { bytes += entry }
        return bytes.padded(to: length, with: 0)
    }
}

/// Where bytes lie in the image.
struct Extent: Sendable {
    /// Offset of the first byte in the image.
    var offset = 0
    /// Number of bytes.
    var length = 0

    /// The logical block that holds the first byte.
    var block: UInt32 { UInt32(clamping: offset / .sector) }
}

/// Hands out room for continuation areas: slots of 512 bytes, none across the end of a block.
struct ContinuationSlots {
    static let slot = 512

    /// Bytes handed out so far.
    private(set) var used = 0

    mutating func next(_ length: Int) -> Int {
        let left = .sector - used % .sector
        if length > left { used += left }
        defer { used += length.rounded(up: Self.slot) }
        return used
    }
}
