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

    public func surveys(_: DiscContext) -> [any Survey] { [BlankRunSurvey()] }

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

    private var runs: [BlankRun] = []
    private var open: BlankRun?
    private var isCut = false

    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let span = unsafe bytes.span.bytes
        for start in stride(from: 0, to: span.byteCount, by: .sector) {
            let end = min(start + .sector, span.byteCount)
            add(StandIn(span.extracting(start..<end)), offset + UInt64(start), end - start)
        }
    }

    private mutating func add(_ kind: StandIn?, _ offset: UInt64, _ count: Int) {
        if let run = open {
            if run.kind == kind, run.end == offset {
                open?.length += UInt64(count)
                return
            }
            close()
        }
        if let kind { open = BlankRun(kind: kind, offset: offset, length: UInt64(count)) }
    }

    /// Keeps the run that has ended if it is long enough.
    private mutating func close() {
        guard let run = open else { return }
        open = nil
        let least =
            switch run.kind {
            case .filled(0): Self.zeroSectors
            case .filled: Self.filledSectors
            case .mark: 1
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
public struct BlankRunsFacts: Facts {
    /// By offset.
    public let runs: [BlankRun]
    /// Whether there were more than are kept.
    public let isCut: Bool
}

/// Neighbouring sectors without content.
public struct BlankRun: Sendable, Hashable {
    public let kind: StandIn
    public let offset: UInt64
    public internal(set) var length: UInt64

    public var end: UInt64 { offset + length }
}
