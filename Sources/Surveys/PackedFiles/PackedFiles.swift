import Bytes
import Checksums
import Containers
import Digests
public import DiscModel
import FileSystems
public import Readers
import Sectors

/// Tries whether packed files can be unpacked in which blank sectors were seen or whose ends are not what they should be, and all
/// files that are compressed by zisofs. Others are not unpacked: that would take much longer than everything else.
public struct PackedFiles: LastReader {
    public static let needs: [any Facts.Type] = [
        BlankRunsFacts.self, FileHeadsFacts.self, ISO9660Facts.self,
    ]
    public static let scope = Scope.content

    public init() {}

    public func read(_ context: DiscContext) -> PackedFilesFacts? {
        var trial = PackedTrial(context)
        trial.tryBlankFiles()
        trial.tryEnds()
        trial.tryZisofs()
        return trial.found.isEmpty ? nil : PackedFilesFacts(files: trial.found)
    }
}

/// What became of packed files that were tried.
public struct PackedFilesFacts: Facts {
    public enum State: Sendable, Hashable {
        case whole
        /// It cannot be unpacked; why, as a clause.
        case damaged(String)
        /// It is shorter than it says itself; why, as a clause.
        case cut(String)
        /// A kind that holds no so many bytes of zeros up to a byte of the image, which was not unpacked: what it is, with an article.
        case doubtful(String, least: UInt64, upTo: UInt64)
    }

    /// By the first byte of the file.
    public let files: [UInt64: State]

    public var hasDamage: Bool {
        files.values.contains {
            switch $0 {
            case .damaged, .cut: true
            case .whole, .doubtful: false
            }
        }
    }
}

private struct PackedTrial {
    /// Bytes that all streams may unpack to, and that are read for it.
    private static let longest: UInt64 = 4 << 30
    private static let longestPacked: UInt64 = 512 << 20

    private(set) var found: [UInt64: PackedFilesFacts.State] = [:]
    private let context: DiscContext
    private var budget = longestPacked

    init(_ context: DiscContext) { self.context = context }

    /// Each file is looked at once, however many runs lie in it and however many files share one.
    mutating func tryBlankFiles() {
        let disc = context.disc
        guard let runs = disc.facts(BlankRunsFacts.self)?.runs, !runs.isEmpty, context.isComplete else {
            return
        }
        var seen: Set<UInt64> = []
        for span in disc.map.spans {
            guard case .file(let tree, let node) = span.owner, Self.isBlank(span.offset..<span.end, runs),
                seen.insert(span.offset).inserted, context.goesOn()
            else { continue }
            let extents = disc.trees[Int(tree)].extents(of: disc.trees[Int(tree)].nodes[Int(node)])
            guard extents.count == 1, let extent = extents.first, extent.offset == span.offset,
                extent.end == span.end
            else { continue }
            found[span.offset] = state(of: span.offset..<span.end, blankIn: runs)
        }
    }

    /// Whether a sector of a range, or what lies of a run in it, is blank: runs are of whole sectors, so that one at either end may
    /// reach in by less, and the next does not.
    private static func isBlank(_ range: Range<UInt64>, _ runs: [BlankRun]) -> Bool {
        let first = runs.partitioningIndex { $0.end > range.lowerBound }
        return runs[first...].prefix(2).contains { run in
            let (low, high) = (max(run.offset, range.lowerBound), min(run.end, range.upperBound))
            return high >= low.adding(.sector)
        }
    }

    private mutating func state(of file: Range<UInt64>, blankIn runs: [BlankRun]) -> PackedFilesFacts.State? {
        guard let head = try? context.volume.bytes(at: file.lowerBound, count: .sector) else { return nil }
        if let system = Squashfs(Record(head)) {
            let end = min(file.upperBound, file.lowerBound.adding(system.size))
            return .doubtful("a compressed SquashFS file system", least: system.longestBlank, upTo: end)
        }
        let parts = PackedParts(of: file, in: context.volume)
        if let part = parts.lz4 {
            return .doubtful("a compressed kernel", least: 64 * .sector, upTo: part.upperBound)
        }
        var isTried = false
        for stream in parts.streams where Self.isBlank(stream, runs) {
            guard let state = state(of: stream) else { continue }
            if case .damaged = state { return state }
            isTried = true
        }
        return isTried ? .whole : nil
    }

    private mutating func state(
        of stream: Range<UInt64>, upTo longest: UInt64 = longest
    ) -> PackedFilesFacts.State? {
        let source = PartOfVolume(volume: context.volume, range: stream)
        guard source.size <= budget, let head = try? source.bytes(at: 0, count: 16) else { return nil }
        budget -= source.size
        do throws(ReadFailure) {
            switch PackedKind(unsafe head.span.bytes) {
            case .gzip:
                var at: UInt64 = 0
                let outcome = try GzipFile.test(upTo: longest) { () throws(ReadFailure) in
                    let piece = try source.bytes(at: at, count: 1 << 18)
                    at += UInt64(piece.count)
                    return piece
                }
                switch outcome {
                case .whole: return .whole
                case .damaged(let why): return .damaged(why)
                case .tooLong: return nil
                }
            case .bzip2, .xz, .zstandard:
                switch try PackedStream.test(source, upTo: longest) {
                case .whole: return .whole
                case .damaged(let why):
                    return .damaged("unpacking stops with \"\(DisplayName(why).escaped)\"")
                case .tooLong: return nil
                }
            default: return nil
            }
        } catch {
            return nil
        }
    }

    // MARK: Ends

    /// Packed files whose ends are looked at, those of them that are unpacked because of what is seen there, and what each may
    /// unpack to: compression far beyond what is usual looks like a wrong end, and is none.
    private static let mostEnds = 20_000, mostSuspects = 16
    private static let longestSuspect: UInt64 = 256 << 20

    mutating func tryEnds() {
        let disc = context.disc
        guard let starts = disc.facts(FileHeadsFacts.self)?.packed, !starts.isEmpty, context.isComplete else {
            return
        }
        let (volume, wanted) = (context.volume, Set(starts.prefix(Self.mostEnds)))
        var suspects = 0
        for span in disc.map.spans where wanted.contains(span.offset) && found[span.offset] == nil {
            guard case .file(let tree, let node) = span.owner,
                disc.trees[Int(tree)].nodes[Int(node)].extentCount == 1, span.end <= disc.size,
                span.end - span.offset >= PackedEnd.shortest, context.goesOn()
            else { continue }
            let length = span.end - span.offset
            let end = PackedEnd(length) { at, count in
                Record((try? volume.bytes(at: span.offset.adding(at), count: count)) ?? [])
            }
            switch end {
            case .cut(let whole):
                found[span.offset] = .cut(
                    "it has \(length) bytes, and \(whole) by its own head: its end is missing")
            case .suspect where suspects < Self.mostSuspects:
                suspects += 1
                let state = state(of: span.offset..<span.end, upTo: Self.longestSuspect)
                if case .damaged(let why) = state {
                    found[span.offset] = .cut("its end is missing (\(why))")
                }
            default: continue
            }
        }
    }

    // MARK: zisofs

    mutating func tryZisofs() {
        let disc = context.disc
        var budget = disc.size.times(8).adding(64 << 20)
        for iso in disc.facts(ISO9660Facts.self)?.isoTrees ?? [] where !iso.zisofsFiles.isEmpty {
            guard let tree = disc.trees.first(where: { $0.kind == iso.kind }) else { continue }
            let packings = Dictionary(
                iso.zisofsFiles.compactMap { file in file.packing.map { (Int32(clamping: file.slot), $0) } },
                uniquingKeysWith: { first, _ in first })
            for node in tree.nodes where node.kind == .file {
                guard let packing = packings[node.record], let start = tree.firstExtent(of: node)?.offset,
                    found[start] == nil, packing.size <= budget
                else { continue }
                budget -= packing.size
                let extents = tree.extents(of: node)
                guard extents.allSatisfy({ $0.end <= disc.size }) else { continue }
                let (volume, goesOn) = (context.volume, context.goesOn)
                let unpacker = BlockUnpacker(packing: packing, ranges: extents.map { $0.offset..<$0.end }) {
                    (at, count) throws(ReadFailure) in try volume.bytes(at: at, count: count)
                }
                do throws(BlockUnpacker.Trouble) {
                    try unpacker.unpack { _ in goesOn() }
                    found[start] = .whole
                } catch {
                    if case .damaged(let why) = error { found[start] = .damaged(why) }
                }
            }
        }
    }
}

/// Some bytes of a volume.
private struct PartOfVolume: ByteSource {
    let volume: Volume
    let range: Range<UInt64>

    var size: UInt64 { UInt64(range.count) }

    func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        guard offset < size else { return 0 }
        let wanted = Int(min(UInt64(buffer.byteCount), size - offset))
        let bytes = try volume.bytes(at: range.lowerBound + offset, count: wanted)
        unsafe buffer.withUnsafeMutableBytes { target in
            unsafe bytes.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
        }
        return bytes.count
    }
}
