import Bytes
import Checksums
import Containers
import Digests
public import DiscModel
import FileSystems
public import Readers
import Sectors

/// Tries whether packed files can be unpacked in which blank sectors were seen, and all files that are compressed by zisofs.
/// Others are not unpacked: that would take much longer than everything else.
public struct PackedFiles: LastReader {
    public static let needs: [any Facts.Type] = [BlankRunsFacts.self, ISO9660Facts.self]
    public static let scope = Scope.content

    public init() {}

    public func read(_ context: DiscContext) -> PackedFilesFacts? {
        var trial = PackedTrial(context)
        trial.tryBlankFiles()
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
        /// A kind that holds no so many bytes of zeros up to a byte of the image, which was not unpacked: what it is, with an article.
        case doubtful(String, least: UInt64, upTo: UInt64)
    }

    /// By the first byte of the file.
    public let files: [UInt64: State]

    public var hasDamage: Bool {
        files.values.contains { if case .damaged = $0 { true } else { false } }
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

    mutating func tryBlankFiles() {
        let disc = context.disc
        guard let runs = disc.facts(BlankRunsFacts.self)?.runs, context.isComplete else { return }
        for run in runs {
            for span in disc.map.spans(in: run.offset..<run.end) {
                guard case .file(let tree, let node) = span.owner, found[span.offset] == nil,
                    context.goesOn()
                else { continue }
                let extents = disc.trees[Int(tree)].extents(of: disc.trees[Int(tree)].nodes[Int(node)])
                guard extents.count == 1, let extent = extents.first, extent.offset == span.offset,
                    extent.end == span.end
                else { continue }
                found[span.offset] = state(of: span.offset..<span.end, blankIn: runs)
            }
        }
    }

    private mutating func state(of file: Range<UInt64>, blankIn runs: [BlankRun]) -> PackedFilesFacts.State? {
        guard let head = try? context.volume.bytes(at: file.lowerBound, count: .sector) else { return nil }
        func blank(in range: Range<UInt64>) -> UInt64 {
            runs.reduce(0) { sum, run in
                let (low, high) = (max(run.offset, range.lowerBound), min(run.end, range.upperBound))
                return max(sum, high > low ? high - low : 0)
            }
        }
        if let system = Squashfs(Record(head)) {
            let end = min(file.upperBound, file.lowerBound.adding(system.size))
            return .doubtful("a compressed SquashFS file system", least: system.longestBlank, upTo: end)
        }
        let parts = PackedParts(of: file, in: context.volume)
        if let part = parts.lz4 {
            return .doubtful("a compressed kernel", least: 64 * .sector, upTo: part.upperBound)
        }
        let streams = parts.streams.filter { blank(in: $0) >= .sector }
        var isTried = false
        for stream in streams {
            guard let state = state(of: stream) else { continue }
            if case .damaged = state { return state }
            isTried = true
        }
        return isTried ? .whole : nil
    }

    private mutating func state(of stream: Range<UInt64>) -> PackedFilesFacts.State? {
        let source = PartOfVolume(volume: context.volume, range: stream)
        guard source.size <= budget, let head = try? source.bytes(at: 0, count: 8) else { return nil }
        budget -= source.size
        do throws(ReadFailure) {
            switch PackedKind(unsafe head.span.bytes) {
            case .gzip:
                var at: UInt64 = 0
                let outcome = try GzipFile.test(upTo: Self.longest) { () throws(ReadFailure) in
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
                switch try PackedStream.test(source, upTo: Self.longest) {
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
