import Bytes
import DiscModel

/// The files of a disc as people see them, to be found by where they lie.
struct FileIndex {
    struct File {
        let path: DisplayName
        let tree: TreeKind
        let extents: [FileTree.Extent]
    }

    let files: [File]
    /// All extents by their first byte, each with the furthest end of those up to it.
    private let extents: [(range: Range<UInt64>, file: Int, reach: UInt64)]

    init(_ disc: Disc) {
        files = FileList(of: disc).entries.filter { $0.kind == .file && !$0.extents.isEmpty }
            .map { File(path: $0.path, tree: $0.tree.kind, extents: $0.extents) }
        var reach: UInt64 = 0
        extents = files.indices.flatMap { [files] index in
            files[index].extents.map { (range: $0.offset..<max($0.offset, $0.end), file: index) }
        }
        .sorted { $0.range.lowerBound < $1.range.lowerBound }
        .map {
            reach = max(reach, $0.range.upperBound)
            return ($0.range, $0.file, reach)
        }
    }

    /// Files with bytes in a range, and which bytes these are, in the order of the listing.
    func pieces(in range: Range<UInt64>) -> [(file: Int, range: Range<UInt64>)] {
        var at = extents.partitioningIndex { $0.range.lowerBound >= range.upperBound }
        var found: [(file: Int, range: Range<UInt64>)] = []
        while at > 0, extents[at - 1].reach > range.lowerBound {
            at -= 1
            guard extents[at].range.overlaps(range) else { continue }
            found.append((extents[at].file, extents[at].range.clamped(to: range)))
        }
        return found.sorted { ($0.file, $0.range.lowerBound) < ($1.file, $1.range.lowerBound) }
    }

    /// Files with bytes in a range.
    func files(in range: Range<UInt64>) -> [Int] { Set(pieces(in: range).map(\.file)).sorted() }
}
