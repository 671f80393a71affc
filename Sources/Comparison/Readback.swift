import Bytes

/// The side of a comparison that may fail in places: a disc in a drive, a device, a file that was read from a disc.
///
/// A readback never judges and never gives up: it reads what it is asked for and says where and why no more came.
public protocol Readback: AnyObject {
    /// Bytes it says it has.
    var size: UInt64 { get }
    /// Sectors read at once where nothing is wrong.
    var sectorsPerRead: Int { get }
    /// Sectors that are spoiled together: 1 on CD, 16 on DVD, 32 on BD.
    var sectorsPerBlock: Int { get }
    /// Whether reading again can give another answer, as a drive can and a file cannot.
    var canVary: Bool { get }
    /// How the bytes came here and what may stand between them and the medium, in words for one line.
    var manner: String { get }
    /// What tells this disc from another, as far as the device knows; nil when it is gone.
    var identity: String? { get }

    /// Reads `count` sectors from `first` on into the buffer, `index` sectors behind its start.
    func read(_ first: UInt64, count: Int, into buffer: SectorBuffer, at index: Int) -> ReadOutcome
    /// Makes it likely that the next read of `sector` comes from the medium and not from a cache.
    func dropCache(of sector: UInt64)
}

/// What one read delivered.
public struct ReadOutcome: Sendable {
    /// Whole sectors that came, from the first on.
    public var sectors: Int
    /// Bytes behind them where the readback ends inside a sector.
    public var oddBytes: Int
    /// Why no more came; nil when all did.
    public var fault: ReadbackFault?
    /// Sectors the fault is known to hold for, at least the one that did not come.
    public var faultSectors: Int
    /// Whether the drive needed its error correction to its limits.
    public var isWeak: Bool
    /// Sectors, by their number in the readback, that came and whose own codes or address are wrong.
    public var codeFaults: [UInt64: ReadbackFault] = [:]

    public init(
        sectors: Int, oddBytes: Int = 0, fault: ReadbackFault? = nil, faultSectors: Int = 1,
        isWeak: Bool = false
    ) {
        self.sectors = sectors
        self.oddBytes = oddBytes
        self.fault = fault
        self.faultSectors = max(1, faultSectors)
        self.isWeak = isWeak
    }
}

extension Readback {
    /// Sectors it says it has; a last one that is not whole is counted.
    public var sectorCount: UInt64 {
        (size / .sector) + (size % .sector == 0 ? 0 : 1)
    }
}
