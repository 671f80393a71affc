/// A place on a disc as minute, second and frame, 75 frames to the second (ECMA-130, 14.2). The first sector of user data, LBA 0,
/// is at 00:02:00.
public struct MSF: Sendable, Hashable, CustomStringConvertible {
    public let minute: UInt8
    public let second: UInt8
    public let frame: UInt8

    private static let framesPerSecond = 75
    private static let framesPerMinute = 60 * framesPerSecond
    /// Frames before LBA 0.
    private static let pregap = 2 * framesPerSecond
    private static let end = 100 * framesPerMinute

    /// Nil unless the second is below 60, and the frame below 75, and the minute below 100.
    public init?(minute: UInt8, second: UInt8, frame: UInt8) {
        guard minute < 100, second < 60, frame < 75 else { return nil }
        (self.minute, self.second, self.frame) = (minute, second, frame)
    }

    /// The place of a sector. Sectors before 00:00:00 are in the lead-in, which counts up to 99:59:74. Nil for numbers that have
    /// no place on a disc.
    public init?(lba: Int) {
        guard lba >= 90 * Self.framesPerMinute - Self.end - Self.pregap, lba < Self.end - Self.pregap else {
            return nil
        }
        self.init(frames: lba < -Self.pregap ? lba + Self.pregap + Self.end : lba + Self.pregap)
    }

    /// Frames from 00:00:00 on.
    private init?(frames: Int) {
        self.init(
            minute: UInt8(frames / Self.framesPerMinute), second: UInt8(frames / Self.framesPerSecond % 60),
            frame: UInt8(frames % Self.framesPerSecond))
    }

    /// Three bytes of two decimal digits each, as headers and sub-channel Q record them; nil when they are no such digits or out
    /// of range.
    public init?(bcd minute: UInt8, _ second: UInt8, _ frame: UInt8) {
        guard let minute = Self.number(bcd: minute), let second = Self.number(bcd: second),
            let frame = Self.number(bcd: frame)
        else { return nil }
        self.init(minute: minute, second: second, frame: frame)
    }

    /// Frames from 00:00:00 to this place.
    public var frames: Int {
        Int(minute) * Self.framesPerMinute + Int(second) * Self.framesPerSecond + Int(frame)
    }

    /// The sector at this place; from 90 minutes on that is a sector of the lead-in (MMC, LBA to MSF translation).
    public var lba: Int {
        frames - Self.pregap - (minute >= 90 ? Self.end : 0)
    }

    /// The three bytes as recorded, two decimal digits each.
    public var bcd: (minute: UInt8, second: UInt8, frame: UInt8) {
        (Self.bcd(minute), Self.bcd(second), Self.bcd(frame))
    }

    public var description: String {
        [minute, second, frame].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    static func number(bcd byte: UInt8) -> UInt8? {
        byte >> 4 < 10 && byte & 0x0F < 10 ? (byte >> 4) * 10 + (byte & 0x0F) : nil
    }

    static func bcd(_ number: UInt8) -> UInt8 { (number / 10) << 4 | number % 10 }
}
