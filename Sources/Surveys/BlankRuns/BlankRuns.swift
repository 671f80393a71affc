import Bytes
import Checksums
public import DiscModel
public import Readers

/// Finds runs of sectors without content: all zero, one byte over and over, or the marks that dumping programs leave in
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
    static let zeroSectors = 512
    static let filledSectors = 16
    /// Runs kept.
    static let limit = 10_000

    private var runs: [BlankRun] = []
    private var open: BlankRun?
    private var isCut = false

    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let span = unsafe bytes.span.bytes
        for start in stride(from: 0, to: span.byteCount, by: .sector) {
            let end = min(start + .sector, span.byteCount)
            add(Self.kind(of: span.extracting(start..<end)), offset + UInt64(start), end - start)
        }
    }

    /// What stands in a sector instead of content; nil for all else, which the first two bytes nearly always tell.
    private static func kind(of sector: RawSpan) -> BlankRun.Kind? {
        guard let first = try? sector.u8(at: 0) else { return nil }
        if sector.isFilled(with: first) { return first == 0 ? .zero : .filled(first) }
        return BlankRun.Filler.of(sector).map { .filler($0) }
    }

    private mutating func add(_ kind: BlankRun.Kind?, _ offset: UInt64, _ count: Int) {
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
            case .zero: Self.zeroSectors
            case .filled: Self.filledSectors
            case .filler: 1
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
    public enum Kind: Sendable, Hashable {
        case zero
        /// One byte over and over, other than zero.
        case filled(UInt8)
        case filler(Filler)
    }

    /// Marks that programs write where a disc could not be read.
    public enum Filler: String, Sendable, Hashable, CaseIterable {
        case dvdisaster = "the dead sector marker of dvdisaster"
        case safecopy = "the bad block mark of safecopy"

        static func of(_ sector: RawSpan) -> Filler? {
            if sector.has("dvdisaster dead sector marker", at: 0) { return .dvdisaster }
            return sector.has("BaDbLoCk", at: 0) ? .safecopy : nil
        }
    }

    public let kind: Kind
    public let offset: UInt64
    public internal(set) var length: UInt64

    public var end: UInt64 { offset + length }
}
