import DiscModel

/// The nodes that each directory of a tree holds. The reader appends the children of a directory one behind the other.
struct ChildRanges {
    private var ranges: [Range<Int32>]

    init(of tree: FileTree) {
        ranges = [Range<Int32>](repeating: 0..<0, count: tree.nodes.count)
        for index in tree.nodes.indices.dropFirst() {
            let parent = Int(tree.nodes[index].parent)
            guard ranges.indices.contains(parent) else { continue }
            let last = Int32(clamping: index)
            ranges[parent] = ranges[parent].isEmpty ? last..<last + 1 : ranges[parent].lowerBound..<last + 1
        }
    }

    /// The nodes of those that hold any.
    var occupied: some Sequence<Range<Int>> {
        ranges.lazy.filter { !$0.isEmpty }.map { Int($0.lowerBound)..<Int($0.upperBound) }
    }

    subscript(_ directory: Int) -> Range<Int> {
        guard ranges.indices.contains(directory) else { return 0..<0 }
        return Int(ranges[directory].lowerBound)..<Int(ranges[directory].upperBound)
    }
}
