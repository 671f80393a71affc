import Bytes

/// What the sectors of a track hold besides user data, and so which codes can be checked (ECMA-130, 14; Yellow Book and
/// CD-ROM XA for the two forms of Mode 2).
public enum SectorForm: String, Sendable, Hashable, CaseIterable {
    /// 588 stereo samples of 16 bits, little-endian, left first; no codes.
    case audio
    /// 2048 bytes of user data with EDC and ECC.
    case mode1
    /// Subheader and 2048 bytes of user data with EDC and ECC.
    case mode2form1
    /// Subheader and 2324 bytes of user data with an EDC that may be 0, which means not computed.
    case mode2form2
    /// Mode 2 whose subheaders tell the form of each sector; a sector with neither form's codes may be formless, 2336 bytes
    /// of user data without any code.
    case mode2mixed
    /// Nobody said. Where the header is stored, it tells each sector's mode.
    case unknown

    /// How people call it.
    public var inWords: String {
        switch self {
        case .audio: "audio"
        case .mode1: "Mode 1"
        case .mode2form1: "Mode 2, Form 1"
        case .mode2form2: "Mode 2, Form 2"
        case .mode2mixed: "Mode 2"
        case .unknown: "sectors of an unknown mode"
        }
    }
}

/// The part of a raw sector that a file stores: which of the 2352 bytes, in their order on the disc.
///
/// What follows a sector in a file, such as 96 bytes of sub-channel, is no part of it: it is in the stride.
public struct StoredPart: Sendable, Hashable {
    /// Bytes of a raw sector (ECMA-130, 14.1).
    public static let sectorSize = 2352

    /// Position in the raw sector of the first byte stored.
    public let offset: Int
    /// Bytes stored.
    public let count: Int

    /// The positions in the raw sector that are stored.
    public var range: Range<Int> { offset..<offset + count }

    private init(_ offset: Int, _ count: Int) {
        self.offset = offset
        self.count = count
    }

    /// All 2352 bytes.
    public static let whole = StoredPart(0, 2352)
    /// 2340 bytes: header, and all behind it.
    public static let afterSync = StoredPart(12, 2340)
    /// 2336 bytes: all behind the header; with CD-ROM XA that begins with the subheader.
    public static let afterHeader = StoredPart(16, 2336)
    /// 2332 bytes: subheader, and the 2324 bytes that are user data in Form 2. In Form 1 these are user data, EDC, and all
    /// but the last four bytes of the Q parity.
    public static let subheaderAndForm2Data = StoredPart(16, 2332)
    /// 2324 bytes: user data of Mode 2 Form 2.
    public static let form2Data = StoredPart(24, 2324)
    /// 2056 bytes: subheader and user data of Mode 2 Form 1.
    public static let subheaderAndForm1Data = StoredPart(16, 2056)
    /// 2048 bytes: user data of Mode 1.
    public static let mode1Data = StoredPart(16, .sector)
    /// 2048 bytes: user data of Mode 2 Form 1.
    public static let form1Data = StoredPart(24, .sector)

    /// What `count` bytes of a sector of `form` are, as the field stores them; nil for other numbers of bytes.
    public init?(form: SectorForm, count: Int) {
        let parts: [StoredPart] =
            switch form {
            case .audio: [.whole]
            case .mode1: [.whole, .afterSync, .afterHeader, .mode1Data]
            case .mode2form1: Self.ofMode2 + [.subheaderAndForm1Data, .form1Data]
            case .mode2form2: Self.ofMode2 + [.form2Data]
            case .mode2mixed: Self.ofMode2
            case .unknown: Self.ofMode2
            }
        guard let part = parts.first(where: { $0.count == count }) else { return nil }
        self = part
    }

    private static let ofMode2 = [whole, afterSync, afterHeader, subheaderAndForm2Data]

    /// Where in the stored part the user data of a sector of `form` lies: 2048 bytes, or 2324 in Form 2, or what of them is
    /// stored. Nil where none is, and for sectors that do not say (`unknown`). Of `mode2mixed` it is what Form 1 has.
    public func userData(of form: SectorForm) -> Range<Int>? {
        let data: Range<Int>
        switch form {
        case .audio: data = 0..<Self.sectorSize
        case .mode1: data = 16..<2064
        case .mode2form1, .mode2mixed: data = 24..<2072
        case .mode2form2: data = 24..<2348
        case .unknown: return nil
        }
        let stored = data.clamped(to: range)
        return stored.isEmpty ? nil : stored.lowerBound - offset..<stored.upperBound - offset
    }
}
