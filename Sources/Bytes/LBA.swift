/// The number of a sector of a disc (logical block address): 0 is the first sector of user data, two seconds behind the start of
/// a CD's program area; those of its first pregap are negative. No count of sectors, and no byte offset: `offset` is that.
public struct LBA: Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    public let number: Int64

    @inlinable
    public init(_ number: Int64) { self.number = number }

    /// The nearest there is to a number that an image recorded.
    @inlinable
    public init(clamping number: some BinaryInteger) { self.number = Int64(clamping: number) }

    /// The sector of a volume in which the byte at `offset` lies.
    @inlinable
    public init(ofByte offset: UInt64) { self.number = Int64(clamping: offset / .sector) }

    @inlinable
    public init(integerLiteral number: Int64) { self.number = number }

    /// The byte of the volume with which the sector begins; 0 for those before LBA 0, which no volume has.
    @inlinable
    public var offset: UInt64 { UInt64(clamping: number).times(.sector) }

    public var description: String { "\(number)" }

    @inlinable
    public static func < (one: LBA, other: LBA) -> Bool { one.number < other.number }

    /// So many sectors further on; it ends at the largest number instead of trapping.
    @inlinable
    public static func + (lba: LBA, sectors: some BinaryInteger) -> LBA {
        let (sum, overflow) = lba.number.addingReportingOverflow(Int64(clamping: sectors))
        return LBA(overflow ? sectors > 0 ? .max : .min : sum)
    }

    @inlinable
    public static func - (lba: LBA, sectors: some BinaryInteger) -> LBA {
        let (rest, overflow) = lba.number.subtractingReportingOverflow(Int64(clamping: sectors))
        return LBA(overflow ? sectors > 0 ? .min : .max : rest)
    }

    @inlinable
    public static func += (lba: inout LBA, sectors: some BinaryInteger) { lba = lba + sectors }

    @inlinable
    public static func -= (lba: inout LBA, sectors: some BinaryInteger) { lba = lba - sectors }

    /// Sectors from one to another; negative where the other stands behind.
    @inlinable
    public static func - (one: LBA, other: LBA) -> Int64 {
        let (rest, overflow) = one.number.subtractingReportingOverflow(other.number)
        return overflow ? one > other ? .max : .min : rest
    }
}
