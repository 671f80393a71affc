public import Bytes

/// The 12 bytes of sub-channel Q that go with one sector (IEC 60908, 17.5; ECMA-130, 22.3).
public struct QFrame: Sendable, Hashable {
    /// The bytes as recorded.
    public let bytes: [UInt8]

    /// The 12 bytes at the beginning of the span.
    public init(_ bytes: RawSpan) throws(OutOfBounds) {
        self.bytes = try bytes.bytes(at: 0, count: 12)
    }

    /// Twelve bytes.
    init(recorded bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the CRC over the first ten bytes is the one recorded.
    public var checkHolds: Bool { CRC16.holds(in: bytes) }

    /// The high half of byte 0: 1 pre-emphasis, 2 copying allowed, 4 data, 8 four channels.
    public var control: UInt8 { bytes[0] >> 4 }

    /// The low half of byte 0: what the frame holds.
    public var adr: UInt8 { bytes[0] & 0x0F }

    public var isData: Bool { control & 4 != 0 }

    /// What the frame says, by its ADR; whether that can be believed is what `checkHolds` tells.
    public enum Content: Sendable, Hashable {
        /// ADR 1: where the sector is.
        case position(QPosition)
        /// ADR 2: the catalogue number of the disc.
        case mediaCatalogNumber(MediaCatalogNumber)
        /// ADR 3: the code of the recording.
        case isrc(ISRC)
        /// Another ADR, or digits that are none.
        case other
    }

    public var content: Content {
        switch adr {
        case 1: QPosition(bytes).map(Content.position) ?? .other
        case 2: MediaCatalogNumber(bytes).map(Content.mediaCatalogNumber) ?? .other
        case 3: ISRC(bytes).map(Content.isrc) ?? .other
        default: .other
        }
    }
}

/// Where a sector is, as its sub-channel Q says.
public struct QPosition: Sendable, Hashable {
    public enum Track: Sendable, Hashable {
        /// In the lead-in, where byte 2 is a pointer into the table of contents, and `absolute` what it points at.
        case leadIn(point: UInt8)
        /// In a track, 1 to 99, at an index of it; index 0 is the pause before it.
        case track(UInt8, index: UInt8)
        case leadOut
    }

    public let track: Track
    /// The time since the track's index 1 began, or in index 0 the time until then. In the lead-in, its running time.
    public let relative: MSF
    /// The time on the disc, as the header of data sectors has it. In the lead-in, the three bytes that belong to the pointer: nil
    /// if they are no time, as with A0 and A1.
    public let absolute: MSF?

    fileprivate init?(_ q: [UInt8]) {
        guard let relative = MSF(bcd: q[3], q[4], q[5]) else { return nil }
        let absolute = MSF(bcd: q[7], q[8], q[9])
        switch q[1] {
        case 0: track = .leadIn(point: q[2])
        case 0xAA: track = .leadOut
        default:
            guard let number = MSF.number(bcd: q[1]), let index = MSF.number(bcd: q[2]), absolute != nil
            else {
                return nil
            }
            track = .track(number, index: index)
        }
        (self.relative, self.absolute) = (relative, absolute)
    }
}

/// The Media Catalog Number: the EAN-13 of a disc.
public struct MediaCatalogNumber: Sendable, Hashable {
    /// Thirteen decimal digits.
    public let digits: String
    /// The frame of the sector's absolute time, in place of the time itself; nil when it is no such number.
    public let frame: UInt8?

    fileprivate init?(_ q: [UInt8]) {
        let digits = q[1...7].flatMap { [$0 >> 4, $0 & 0x0F] }.prefix(13)
        guard digits.allSatisfy({ $0 < 10 }) else { return nil }
        self.digits = digits.map { "\($0)" }.joined()
        frame = MSF.number(bcd: q[9]).flatMap { $0 < 75 ? $0 : nil }
    }

    /// All digits 0: the disc has no number.
    public var isAbsent: Bool { digits.allSatisfy { $0 == "0" } }

    /// Whether the last digit is the check digit of the others.
    public var checkDigitHolds: Bool {
        let weighted = digits.enumerated().map {
            ($0.element.wholeNumberValue ?? 0) * ($0.offset % 2 == 0 ? 1 : 3)
        }
        return weighted.reduce(0, +) % 10 == 0
    }
}

/// The International Standard Recording Code of a track (ISO 3901).
public struct ISRC: Sendable, Hashable {
    /// Twelve characters: country, owner, year and number, without hyphens.
    public let code: String
    /// The frame of the sector's absolute time, in place of the time itself; nil when it is no such number.
    public let frame: UInt8?

    fileprivate init?(_ q: [UInt8]) {
        // Five characters of six bits, two bits of 0, and seven digits.
        let packed = q[1...4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let letters = (0..<5).map { UInt8(packed >> UInt32(26 - 6 * $0) & 0x3F) }
        let digits = q[5...8].flatMap { [$0 >> 4, $0 & 0x0F] }.prefix(7)
        let characters = (letters + digits).map { value -> Character? in
            switch value {
            case 0..<10: Character(Unicode.Scalar(0x30 + value))
            case 17..<43: Character(Unicode.Scalar(0x41 + value - 17))
            default: nil
            }
        }
        guard digits.allSatisfy({ $0 < 10 }), !characters.contains(nil) else { return nil }
        code = String(characters.compactMap(\.self))
        frame = MSF.number(bcd: q[9]).flatMap { $0 < 75 ? $0 : nil }
    }

    /// All digits 0: the track has no code.
    public var isAbsent: Bool { code.allSatisfy { $0 == "0" } }
}
