import Bytes
import Checksums
import ContentTypes
import DiscModel
import Readers

/// Gathers what stands in unclaimed runs and at the ends of blocks. The bytes may come in pieces of any size and order.
struct UnclaimedSurvey: Survey {
    let feed = Feed.data
    let cost = 1_200

    /// Bytes shown to libmagic.
    private static let head = 64 << 10
    /// Pieces that libmagic is asked about and of which samples are kept: it takes two milliseconds for each, and a list of the first few
    /// hundred says what an image hides.
    private static let nameLimit = 200

    private var runs: [SeenRun]
    private let ends: [BlockEnd]
    /// What stands in each of the ends that is not zero.
    private var used: [Int: EndContent] = [:]
    private let types: ContentTypes
    private var named = 0
    /// The beginning of the piece that grows, while it may still be named.
    private var growing: (run: Int, bytes: [UInt8])?
    /// A sample of the piece that grows, and its place.
    private var sampled: (run: Int, piece: Int, sample: RunningSample)?
    private var samples = 0

    init(_ runs: [DiscMap.Run], _ ends: [BlockEnd], _ types: ContentTypes) {
        self.runs = runs.map { SeenRun(run: $0) }
        self.ends = ends
        self.types = types
    }

    var ranges: [Range<UInt64>]? {
        runs.map { $0.run.offset..<$0.run.end } + ends.map { $0.run.offset..<$0.run.end }
    }

    mutating func miss(_: DiscMap.Run) {}

    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let here = offset..<offset + UInt64(bytes.count)
        func part(_ run: DiscMap.Run) -> ArraySlice<UInt8> {
            let range = (run.offset..<run.end).clamped(to: here)
            let start = bytes.startIndex + Int(range.lowerBound - offset)
            return bytes[start..<start + range.count]
        }
        var run = runs.partitioningIndex { $0.run.end > here.lowerBound }
        while run < runs.count, runs[run].run.offset < here.upperBound {
            take(part(runs[run].run), at: max(runs[run].run.offset, offset), in: run)
            run += 1
        }
        var end = ends.partitioningIndex { $0.run.end > here.lowerBound }
        while end < ends.count, ends[end].run.offset < here.upperBound {
            count(part(ends[end].run), end, in: bytes)
            end += 1
        }
    }

    private mutating func count(_ part: ArraySlice<UInt8>, _ end: Int, in bytes: ArraySlice<UInt8>) {
        guard unsafe !part.span.bytes.isFilled(with: 0) else { return }
        let content = EndContent(part, in: bytes)
        used[end] = used[end].map { $0.adding(content) } ?? content
    }

    // MARK: Runs

    private mutating func take(_ bytes: ArraySlice<UInt8>, at offset: UInt64, in run: Int) {
        if let last = runs[run].seen.last, last.end == offset {
            runs[run].seen[runs[run].seen.count - 1] = DiscMap.Run(
                offset: last.offset, length: last.length + UInt64(bytes.count))
        } else {
            runs[run].seen.append(DiscMap.Run(offset: offset, length: UInt64(bytes.count)))
        }
        guard unsafe !bytes.span.bytes.isFilled(with: 0) else { return }
        let sectorSize: UInt64 = .sector
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let place = offset + UInt64(start - bytes.startIndex)
            // A run may begin inside a sector, behind a claim that is not a whole one.
            let end = min(bytes.endIndex, start + Int(sectorSize - place % sectorSize))
            let sector = bytes[start..<end]
            start = end
            if unsafe !sector.span.bytes.isFilled(with: 0) { add([UInt8](sector), at: place, to: run) }
        }
    }

    /// Gathers neighbouring sectors that are not zero into pieces. A piece goes on while the sectors carry the same mark,
    /// and, where there is none, while no sector starts like a file.
    private mutating func add(_ sector: [UInt8], at place: UInt64, to run: Int) {
        runs[run].nonZeroSectors += 1
        let mark = SectorMark.of(Record(sector))
        let magic = mark == nil ? ContentMagic.of(sector) : nil
        let count = runs[run].pieces.count
        if let last = runs[run].pieces.last, last.end == place, mark == last.mark, magic == nil {
            runs[run].pieces[count - 1].length += UInt64(sector.count)
            grow(sector, in: run)
            if let now = sampled, now.run == run, now.piece == count - 1 {
                sampled?.sample.add(sector[...])
            } else {
                // Another piece was looked at meanwhile, so that its sample is not of all of it.
                runs[run].pieces[count - 1].sample = nil
            }
        } else if count < UnclaimedContent.pieceLimit {
            nameGrown()
            keepSample()
            runs[run].pieces.append(
                .init(offset: place, length: UInt64(sector.count), mark: mark, magic: magic, type: nil))
            if mark == nil { growing = (run, sector) }
            guard samples < Self.nameLimit, mark?.explainsItself != true else { return }
            samples += 1
            var sample = RunningSample()
            sample.add(sector[...])
            sampled = (run, count, sample)
        }
    }

    /// Keeps the sample of a piece that has ended.
    private mutating func keepSample() {
        guard let (run, piece, sample) = sampled else { return }
        sampled = nil
        runs[run].pieces[piece].sample = sample.finished
    }

    // MARK: Names

    private mutating func grow(_ sector: [UInt8], in run: Int) {
        guard growing?.run == run else { return }
        growing?.bytes += sector
        if growing.map({ $0.bytes.count >= Self.head }) ?? false { nameGrown() }
    }

    /// Names the last piece of a run by its beginning, which has ended or is long enough.
    private mutating func nameGrown() {
        guard let (run, bytes) = growing, let index = runs[run].pieces.indices.last else { return }
        growing = nil
        let head = Array(bytes.prefix(Self.head))
        if named < Self.nameLimit { runs[run].pieces[index].type = types.name(of: head) }
        named += 1
        if runs[run].pieces[index].magic == nil, head.count == Self.head, Entropy(of: head).isDense {
            runs[run].pieces[index].magic = .dense
        }
    }

    mutating func finish() -> any Facts {
        nameGrown()
        keepSample()
        for run in runs.indices {
            runs[run].seen.sort { $0.offset < $1.offset }
            runs[run].pieces.sort { $0.offset < $1.offset }
        }
        let slack = used.map { end, found in SlackContent(ends[end], found) }
        return UnclaimedBytesFacts(runs: runs, slack: slack.sorted { $0.offset < $1.offset })
    }
}
