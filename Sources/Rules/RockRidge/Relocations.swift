import Bytes
import DiscModel
import FileSystems

/// The relocated directories of a tree (RRIP 1.12, 4.1.5): a placeholder with CL where a directory belongs, the
/// directory itself elsewhere, RE at its record, PL in its "..".
struct Relocations: Weighable {
    let tree: ISOTree
    let placeholders: [Placeholder]
    /// The directory, if it is one, that each record with RE names.
    let moved: [(slot: Int, directory: Int)]
    /// Directories whose ".." has a PL, and the slot of that record.
    let returns: [Int: Int]

    /// A record with CL.
    struct Placeholder {
        let slot: Int
        let entry: SystemUseEntry
        /// The directory that holds the placeholder.
        let home: Int
        /// The directory that CL points to, if there is one.
        let target: Int?
        /// The directory that it was meant to point to, where that is another one.
        let meant: Int?
        var block: BothEndian<UInt32> { entry[SystemUseEntry.location] }
    }

    static func each(in disc: Disc, _ body: (Relocations) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] where tree.sharing != nil {
            let found = Relocations(tree)
            if !found.placeholders.isEmpty || !found.moved.isEmpty || !found.returns.isEmpty { body(found) }
        }
    }
    var inTree: TreeKind? { tree.kind }

    private init(_ tree: ISOTree) {
        self.tree = tree
        let slots = tree.slots(having: .cl)
        var byOffset: [UInt64: Int] = [:]
        if !slots.isEmpty {
            for (index, directory) in tree.directories.enumerated() { byOffset[directory.offset] = index }
        }
        let astray = slots.isEmpty ? [:] : tree.astrayPlaceholders
        placeholders = slots.compactMap { slot in
            guard let entry = tree.entry(slot, .cl) else { return nil }
            let offset = UInt64(entry[SystemUseEntry.location].read).times(tree.blockSize)
            return Placeholder(
                slot: slot, entry: entry, home: Int(tree.slots[slot].directory), target: byOffset[offset],
                meant: astray[slot])
        }
        moved = tree.slots(having: .re).map { ($0, Int(tree.slots[$0].child)) }
        var returns: [Int: Int] = [:]
        for slot in tree.slots(having: .pl) { returns[Int(tree.slots[slot].directory)] = slot }
        self.returns = returns
    }

    /// The rule that explains why nothing points to a directory.
    func cause(ofOrphan directory: Int) -> (any Rule.Type)? {
        placeholders.contains { $0.target == nil || $0.meant == directory }
            ? PlaceholdersLeadToDirectories.self : nil
    }

    func place(_ placeholder: Placeholder) -> Place {
        tree.place(of: placeholder.entry, slot: placeholder.slot)
    }
}
