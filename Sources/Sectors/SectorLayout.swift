import Bytes
public import SectorCodes

/// How one sector lies in a file: its length there, and where its user data begins. Plain ISO images hold nothing but
/// user data; raw dumps surround it with sync, header, and error codes (ECMA-130, 14).
public struct SectorLayout: Sendable, Hashable {
    /// Bytes from the start of one sector to the start of the next; sub-channel bytes stand at its end.
    public let stride: UInt64
    /// Bytes before the user data.
    public let prefix: UInt64
    /// Bytes of user data that a file system sees: 2048, or none of an audio sector.
    public let data: UInt64
    /// What the sectors hold besides; it decides which codes can be checked.
    public let form: SectorForm
    /// Which bytes of the raw sector are stored.
    public let part: StoredPart
    /// Whether whole sectors are stored as they are on the disc (ECMA-130, annex B); reading undoes it.
    public var isScrambled = false

    /// Sectors of `form` of which `part` is stored, with `subchannel` bytes behind it.
    public init(form: SectorForm, part: StoredPart, subchannel: UInt64 = 0) {
        self.form = form
        self.part = part
        stride = UInt64(part.count) + subchannel
        let user = form == .audio ? nil : part.userData(of: form)
        prefix = UInt64(user?.lowerBound ?? 0)
        data = UInt64(min(user?.count ?? 0, .sector))
    }

    /// What `stride` bytes of a sector of `form` are, as the field stores them: without sub-channel, with 16 bytes of
    /// it, or with 96. Nil for other numbers of bytes.
    public init?(form: SectorForm, stride: UInt64) {
        for subchannel in [0, 16, 96] as [UInt64] where stride > subchannel {
            guard let count = Int(exactly: stride - subchannel),
                let part = StoredPart(form: form, count: count)
            else { continue }
            self.init(form: form, part: part, subchannel: subchannel)
            return
        }
        return nil
    }

    private init(plain: StoredPart) {
        form = .unknown
        part = plain
        stride = .sector
        prefix = 0
        data = .sector
    }

    /// 2048 bytes of user data and nothing else; what surrounded it on the disc is not known.
    public static let plain = SectorLayout(plain: .mode1Data)

    /// Whether nothing stands between the user data of one sector and the next.
    public var isBare: Bool { stride == Self.plain.data && data == stride }
    /// Whether error codes are stored: behind the user data, so in more than 2056 bytes.
    public var hasCodes: Bool { form != .audio && part.count > StoredPart.subheaderAndForm1Data.count }
    /// Bytes of sub-channel behind each sector.
    public var subchannel: UInt64 { stride - UInt64(part.count) }
    /// Bytes behind the user data.
    public var suffix: UInt64 { stride - prefix - data }

    /// Undoes the scrambling of neighbouring sectors where they are stored scrambled.
    ///
    /// - Parameter first: where in its sector the first of the bytes stands.
    public func descramble(_ bytes: inout [UInt8], from first: UInt64 = 0) {
        guard isScrambled, first < stride else { return }
        var at = 0
        var place = Int(first)
        while at < bytes.count {
            let count = min(bytes.count - at, Int(stride) - place)
            Scrambler.apply(to: &bytes, at..<at + count, from: part.offset + place)
            at += count
            place = 0
        }
    }
}
