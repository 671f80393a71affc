import Bytes
import DiscModel
import FileSystems

extension ISOTree {
    /// First byte behind the volume as the tree's own descriptor declares it (ECMA-119, 8.4.8).
    ///
    /// A later session of mkisofs or growisofs declares the blocks of that session only. Then even its first structure
    /// lies behind that count, and the count begins where the descriptors of the session must be.
    var declaredEnd: UInt64 {
        let size = UInt64(descriptor.volumeSpaceSize.read).times(blockSize)
        let root = descriptor.rootRecord.dataOffset(blockSize: blockSize)
        let first = min(root, mainTable(.l)?.record.offset ?? root)
        let descriptors = descriptor.offset.adding(.sector)
        // A descriptor behind the volume that it declares stands where its session does, not at sector 16 of the disc.
        if descriptor.offset >= size {
            return size.adding(descriptor.offset - min(descriptor.offset, 16 * .sector))
        }
        guard first >= size, first > descriptors else { return size }
        return size.adding(first - descriptors)
    }
}

extension ISOTree {
    /// Place of a field of the record that names a directory, which for the root stands in the descriptor.
    func place<Coding>(naming directory: Int, _ field: Field<Coding>) -> Place {
        let slot = Int(directories[directory].slot)
        return slot < 0
            ? descriptor.place(VolumeDescriptor.root(field)) : place(ofRecord: slot, field)
    }

    /// Records that name a directory which another record names, and whether they lie in it themselves.
    func eachSecondName(_ body: (_ slot: Int, _ directory: Int, _ leadsBack: Bool) -> Void) {
        var above: (directory: Int32, ancestors: Set<Int32>)?
        for (slot, entry) in slots.enumerated() where entry.child >= 0 {
            guard Int(directories[Int(entry.child)].slot) != slot else { continue }
            if above?.directory != entry.directory {
                above = (entry.directory, ancestors(of: entry.directory))
            }
            body(slot, Int(entry.child), above?.ancestors.contains(entry.child) == true)
        }
    }

    /// The directory and all above it.
    private func ancestors(of directory: Int32) -> Set<Int32> {
        var found: Set<Int32> = []
        var at = directory
        while at >= 0, found.insert(at).inserted { at = directories[Int(at)].parent }
        return found
    }
}

extension ISO9660Facts {
    /// First byte behind the descriptor set: before it lie the system area and the descriptors (6.2.1, 6.7.1).
    var endOfDescriptors: UInt64 { descriptors.last.map { $0.offset.adding(.sector) } ?? 0 }
}

extension Disc {
    /// The rule whose finding explains that bytes up to `end` are not there: the image was cut, and they were declared.
    func cut(upTo end: UInt64) -> (any Rule.Type)? {
        guard let declared = iso?.declaredSize, declared > size, end <= declared else { return nil }
        return ImageTruncated.self
    }

    /// The tree of records that a tree of files was made from.
    func isoTree(of index: UInt8) -> ISOTree? {
        guard trees.indices.contains(Int(index)) else { return nil }
        return iso?.isoTree(trees[Int(index)].kind.records)
    }

    /// Whether another tree before this one has the very same directories, as genisoimage has it for an enhanced tree.
    func sharesDirectories(_ tree: ISOTree) -> Bool {
        let first = iso?.isoTrees.first { $0.directories.first?.offset == tree.directories.first?.offset }
        return first.map { $0 !== tree } ?? false
    }

    /// The directory record that gives a span to a file, and its slot.
    func record(of span: DiscMap.Span) -> (tree: ISOTree, slot: Int)? {
        guard case .file(let treeIndex, let node) = span.owner, let tree = isoTree(of: treeIndex),
            trees[Int(treeIndex)].nodes.indices.contains(Int(node))
        else { return nil }
        let slot = Int(trees[Int(treeIndex)].nodes[Int(node)].record)
        return tree.slots.indices.contains(slot) ? (tree, slot) : nil
    }

    /// The rule that explains where a span lies or ends: the halves of its record differ.
    func halves(of span: DiscMap.Span) -> (any Rule.Type)? {
        record(of: span).flatMap { $0.tree.record($0.slot).halves }
    }

    /// The path of the directory that an overlap is about, or else of its second file.
    func path(of overlap: DiscMap.Overlap) -> String? {
        for span in [overlap.first, overlap.second] where kind(of: span.owner) == .directory {
            for tree in iso?.isoTrees ?? [] {
                let index = tree.directories.firstIndex { $0.offset == span.offset }
                if let index { return tree.path(ofDirectory: index).text }
            }
        }
        if case .file = overlap.second.owner { return name(of: overlap.second.owner).text }
        return nil
    }

    /// What owns a span, in words that stand after "the".
    func words(for span: DiscMap.Span) -> String {
        let name = name(of: span.owner).escaped
        if case .structure = span.owner { return name }
        return "data of \(name)"
    }

    /// Place of the bytes of a span, with the path of its file.
    func place(of span: DiscMap.Span, _ shared: DiscMap.Run? = nil) -> Place {
        let path: DisplayName? = if case .file = span.owner { name(of: span.owner) } else { nil }
        return Place(
            offset: shared?.offset ?? span.offset, length: shared?.length ?? span.end - span.offset,
            tree: tree(of: span.owner), path: path)
    }
}
