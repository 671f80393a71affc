public import Bytes

/// A readback that is stored: a file, or the volume inside any container that isocheck opens. Nothing is tried twice.
public final class StoredReadback: Readback {
    public let size: UInt64
    public let sectorsPerRead = 1024
    public let sectorsPerBlock = 1
    public let canVary = false
    public let manner: String
    public let identity: String? = ""
    private let source: any ByteSource

    public init(_ source: any ByteSource, manner: String) {
        self.source = source
        self.manner = manner
        size = source.size
    }

    public func read(_ first: UInt64, count: Int, into buffer: SectorBuffer, at index: Int) -> ReadOutcome {
        let (came, failure) = buffer.load(source, sector: first, count: count, at: index)
        let whole = came / .sector
        if let failure {
            // A source that wraps others may not know where in the range it failed.
            let sector = whole > 0 || count == 1 ? first + UInt64(whole) : nil
            return ReadOutcome(
                sectors: whole, fault: ReadbackFault(.unreadable, failure.reason, sector: sector))
        }
        guard whole < count else { return ReadOutcome(sectors: count) }
        return ReadOutcome(
            sectors: whole, oddBytes: came % .sector,
            fault: ReadbackFault(.pastEnd, "end of file"))
    }

    public func dropCache(of sector: UInt64) {}
}
