import Bytes
import Checksums
public import DiscModel
public import Readers
public import SectorCodes

/// Finds runs of sectors without content: all zero, one byte or text over and over, or the marks that dumping programs leave in
/// place of what they could not read.
public struct BlankRuns: PassReader {
    public static let scope = Scope.content

    public init() {}

    public func surveys(_ context: DiscContext) -> [any Survey] { [BlankRunSurvey(of: context.disc)] }

    public typealias Found = BlankRunsFacts
}

private struct BlankRunSurvey: Survey {
    let feed = Feed.data
    let cost = 20

    /// Sectors of zeros, and of another byte, that make a run worth noting: genuine files hold shorter ones all the time.
    static let zeroSectors = 64
    static let filledSectors = 16
    /// Sectors of a text over and over that says nothing of damage.
    static let textSectors = 2
    /// Runs kept.
    static let limit = 10_000
    /// Bytes of the sector before a run that are looked at.
    static let lookBack = 64

    private var runs: [BlankRun] = []
    private var open: BlankRun?
    private var isCut = false
    /// The sector that was seen last: what it holds, its end, and its last bytes.
    private var last: (kind: StandIn?, end: UInt64, tail: [UInt8]) = (nil, 0, [])
    /// What lies in the open run over and over.
    private var period: [UInt8] = []

    /// Files that are alone where they lie, in order; no sector of a packed one is blank by right.
    private let files: [Range<UInt64>]
    private var packed: Range<UInt64> = 0..<0
    private var nextFile = 0

    init(of disc: Disc) {
        var ends: [UInt64: UInt64] = [:]
        for span in disc.map.spans where span.owner.isFile && span.end - span.offset > .sector {
            ends[span.offset] = max(ends[span.offset] ?? 0, span.end)
        }
        files = ends.map { $0.key..<$0.value }.sorted { $0.lowerBound < $1.lowerBound }
    }

    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let span = unsafe bytes.span.bytes
        // Pieces may come in another order than that of their offsets.
        nextFile = files.partitioningIndex { $0.lowerBound >= offset }
        var tail = last.end == offset ? last.tail : []
        for start in stride(from: 0, to: span.byteCount, by: .sector) {
            let end = min(start + .sector, span.byteCount)
            let at = offset + UInt64(start)
            let sector = span.extracting(start..<end)
            beginFiles(at, sector)
            let kind = StandIn(sector)
            if kind != nil || open != nil {
                if start > 0 { tail = Self.bytes(span.extracting(max(0, start - Self.lookBack)..<start)) }
                add(kind, at, sector, tail)
            }
            last.kind = kind
        }
        last.end = offset + UInt64(span.byteCount)
        last.tail = Self.bytes(span.extracting(max(0, span.byteCount - Self.lookBack)..<span.byteCount))
    }

    private static func bytes(_ span: RawSpan) -> [UInt8] {
        (try? span.bytes(at: 0, count: span.byteCount)) ?? []
    }

    private mutating func beginFiles(_ at: UInt64, _ sector: RawSpan) {
        while nextFile < files.count, files[nextFile].lowerBound <= at {
            if files[nextFile].lowerBound == at, PackedKind(sector) != nil { packed = files[nextFile] }
            nextFile += 1
        }
    }

    private mutating func add(_ kind: StandIn?, _ offset: UInt64, _ sector: RawSpan, _ tail: [UInt8]) {
        if let run = open {
            if run.kind == kind, run.end == offset {
                open?.length += UInt64(sector.byteCount)
                return
            }
            if run.end == offset {
                // The next byte of the text, where it went on over the ends of sectors.
                let phase = period.isEmpty ? 0 : Int(run.length % UInt64(period.count))
                open?.after = Self.agreeing(Self.bytes(sector), Array(period[phase...] + period[..<phase]))
                if case .filled(1...) = kind { open?.isAmongOthers = true }
            }
            close()
        }
        guard let kind else { return }
        open = BlankRun(kind: kind, offset: offset, length: UInt64(sector.byteCount))
        period = Self.bytes(sector.extracting(0..<min(kind.period, sector.byteCount)))
        guard !tail.isEmpty else { return }
        open?.before = Self.agreeing(tail.reversed(), period.reversed())
        if case .filled(1...) = last.kind { open?.isAmongOthers = true }
    }

    /// How many bytes go on as `period` does, from its start.
    private static func agreeing(_ bytes: [UInt8], _ period: [UInt8]) -> Int {
        guard !period.isEmpty else { return 0 }
        return bytes.indices.first { bytes[$0] != period[$0 % period.count] } ?? bytes.count
    }

    /// Keeps the run that has ended if it is long enough.
    private mutating func close() {
        guard let run = open else { return }
        open = nil
        let isInPacked = packed.lowerBound < run.end && run.offset < packed.upperBound
        let least =
            switch run.kind {
            case _ where isInPacked: 1
            case .filled(0): Self.zeroSectors
            case .filled(0x55): 1
            case .filled: Self.filledSectors
            case .mark, .word: 1
            case .text(let text): text.tellsDamage ? 1 : Self.textSectors
            }
        guard run.length >= UInt64(least) * .sector else { return }
        if runs.count < Self.limit { runs.append(run) } else { isCut = true }
    }

    mutating func miss(_: DiscMap.Run) { close() }

    mutating func finish() -> any Facts {
        close()
        return BlankRunsFacts(runs: runs, isCut: isCut)
    }
}

/// The long runs of sectors without content.
public struct BlankRunsFacts: Facts, Codable {
    /// By offset.
    public let runs: [BlankRun]
    /// Whether there were more than are kept.
    public let isCut: Bool
}

/// Neighbouring sectors without content.
public struct BlankRun: Sendable, Hashable, Codable {
    public let kind: StandIn
    public let offset: UInt64
    public internal(set) var length: UInt64
    /// Bytes before it, of some, and behind it, up to a sector, that go on as it does.
    public internal(set) var before = 0
    public internal(set) var after = 0
    /// Whether a sector of another byte over and over borders on it.
    public internal(set) var isAmongOthers = false

    /// Whether it begins and ends where sectors do, which what programs leave in place of sectors does. Some count in 512 bytes.
    public var isOfSectors: Bool { [before, after].allSatisfy { $0 < 8 || $0 % 512 == 0 } }

    public var end: UInt64 { offset + length }
}
