import Bytes
import Checksums
import Containers
import Digests
import DiscModel
import Readers
import SectorCodes

/// What the one pass has seen of the sectors that dvdisaster protects.
struct SectorSums: Facts {
    enum State: UInt8 {
        /// It did not go by: it could not be read, or the image does not have it.
        case missing
        case seen
        /// It holds the mark of a program that could not read it.
        case marked
        /// It is what was recorded, or is not.
        case good, wrong
    }

    /// Of all sectors of the protected image that are there, and of those that have sums.
    var states: [State]
    let sums: [UInt32]
    /// The MD5 of the redundancy of RS02 as its header has it: of the MD5 of each layer. Nil where not all of it went by in order.
    let parity: Digest?
}

/// Sums the sectors of an image as dvdisaster does, and its redundancy.
struct SectorSumSurvey: Survey {
    let feed = Feed.data
    let cost = 600

    private let layout: DVDisasterLayout
    private var states: [SectorSums.State]
    private var sums: [UInt32]
    private var parity: LayeredMD5?

    /// - Parameter sectors: of the image as it is, the last perhaps not whole.
    init(_ layout: DVDisasterLayout, sectors: UInt64) {
        self.layout = layout
        let count = Int(min(layout.imageSectors, sectors))
        states = Array(repeating: .missing, count: count)
        sums = Array(repeating: 0, count: min(count, Int(layout.summedSectors)))
        parity = layout.method == .rs02 ? LayeredMD5(layout.columns, layout.roots) : nil
    }

    var ranges: [Range<UInt64>]? { [0..<UInt64(states.count) * .sector] }

    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        guard offset % .sector == 0 else { return }
        let span = unsafe bytes.span.bytes
        for start in stride(from: 0, to: span.byteCount, by: .sector) {
            let number = offset / .sector + UInt64(start / .sector)
            guard number < UInt64(states.count) else { return }
            let end = min(start + .sector, span.byteCount)
            let own = bytes.startIndex + start..<bytes.startIndex + end
            take(Int(number), span.extracting(start..<end), bytes[own])
        }
    }

    private mutating func take(_ number: Int, _ sector: RawSpan, _ bytes: ArraySlice<UInt8>) {
        // Of a sector that is cut, something is missing, unless the image that was protected ended so.
        guard sector.byteCount == .sector || UInt64(number) + 1 == layout.dataSectors else { return }
        if case .mark = StandIn(sector) { states[number] = .marked } else { states[number] = .seen }
        if number < sums.count {
            sums[number] = sector.byteCount == .sector ? DVDisasterHeader.sum(of: sector) : Self.padded(bytes)
        } else if parity != nil, UInt64(number) >= layout.parityStart,
            let index = layout.parityIndex(UInt64(number))
        {
            parity?.take(index, bytes)
        }
    }

    /// The last sector of a file may be cut; it counts as filled up with zeros.
    private static func padded(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        let whole = Array(bytes) + [UInt8](repeating: 0, count: .sector - bytes.count)
        return unsafe DVDisasterHeader.sum(of: whole.span.bytes)
    }

    mutating func miss(_: DiscMap.Run) {}

    mutating func finish() -> any Facts { SectorSums(states: states, sums: sums, parity: parity?.digest) }
}

/// The MD5 of the MD5 sums of layers, of sectors that come in order.
private struct LayeredMD5 {
    private let columns: UInt64
    private let total: UInt64
    private var next = 0 as UInt64
    private var layer = RunningDigest(.md5)
    private var all = RunningDigest(.md5)

    init(_ columns: UInt64, _ layers: UInt64) { (self.columns, total) = (columns, columns * layers) }

    mutating func take(_ index: UInt64, _ bytes: ArraySlice<UInt8>) {
        guard index == next, bytes.count == .sector else { return }
        next += 1
        layer.update(bytes)
        guard next % columns == 0 else { return }
        all.update(layer.digest().bytes[...])
        layer = RunningDigest(.md5)
    }

    var digest: Digest? { next == total ? all.digest() : nil }
}
