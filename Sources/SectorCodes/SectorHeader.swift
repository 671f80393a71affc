public import Bytes

/// The four bytes behind the sync pattern (ECMA-130, 14.2): where the sector is, and its mode.
public struct SectorHeader: Sendable, Hashable {
    /// Minute, second and frame, two decimal digits each, as recorded.
    public let address: [UInt8]
    /// Byte 15 as recorded.
    public let modeByte: UInt8

    /// Positions in the raw sector.
    public static let range = 12..<16

    /// The header at `offset` of the bytes.
    public init(_ bytes: RawSpan, at offset: Int = range.lowerBound) throws(OutOfBounds) {
        address = try bytes.bytes(at: offset, count: 3)
        modeByte = try bytes.u8(at: offset + 3)
    }

    public init(msf: MSF, mode: UInt8) {
        address = [msf.bcd.minute, msf.bcd.second, msf.bcd.frame]
        modeByte = mode
    }

    /// The place recorded; nil when the bytes are no decimal digits, or out of range.
    public var msf: MSF? { MSF(bcd: address[0], address[1], address[2]) }

    /// 0, 1 or 2; nil when bits are set that no mode has.
    public var mode: UInt8? { modeByte & 0x1F <= 2 ? modeByte & 0x1F : nil }

    /// Bits 5 to 7 of byte 15, which packet writing uses: 0 for user data, otherwise the sector is one of those that join packets
    /// (MMC, block indicator).
    public var blockIndicator: UInt8 { modeByte >> 5 }

    public var bytes: [UInt8] { address + [modeByte] }
}

/// The subheader of CD-ROM XA, four bytes recorded twice at the beginning of each sector of Mode 2.
public struct Subheader: Sendable, Hashable {
    public let file: UInt8
    public let channel: UInt8
    public let submode: UInt8
    public let coding: UInt8

    /// Positions of both copies in the raw sector.
    public static let range = 16..<24

    public init(file: UInt8 = 0, channel: UInt8 = 0, submode: UInt8, coding: UInt8 = 0) {
        (self.file, self.channel, self.submode, self.coding) = (file, channel, submode, coding)
    }

    /// One copy of the subheader, at `offset` of the bytes.
    public init(_ bytes: RawSpan, at offset: Int) throws(OutOfBounds) {
        self.init(
            file: try bytes.u8(at: offset), channel: try bytes.u8(at: offset + 1),
            submode: try bytes.u8(at: offset + 2), coding: try bytes.u8(at: offset + 3))
    }

    /// Bit 5 of the submode, which alone tells the form; the data bit does not.
    public var form: SectorForm { submode & 0x20 == 0 ? .mode2form1 : .mode2form2 }

    public var bytes: [UInt8] { [file, channel, submode, coding] }
}
