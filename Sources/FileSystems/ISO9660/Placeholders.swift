import Bytes

/// Where the placeholders of relocated directories lead (RRIP 1.12, 4.1.5), and where they were meant to.
struct Placeholders {
    /// By the slot of a placeholder whose CL is wrong, the directory that it stands for: the only one whose PL leads back to
    /// the directory with the placeholder, and has its name.
    let meant: [Int: Int]
    /// The directories that placeholders show, by slot.
    let directories: [Int: Int]

    init(_ tree: ISOTree) {
        let holders = tree.slots(having: .cl)
        guard !holders.isEmpty else {
            (meant, directories) = ([:], [:])
            return
        }
        var byOffset: [UInt64: Int] = [:]
        for (index, directory) in tree.directories.enumerated() { byOffset[directory.offset] = index }
        func directory(_ slot: Int, _ signature: SystemUseEntry.Signature) -> Int? {
            tree.entry(slot, signature).flatMap {
                byOffset[UInt64($0[SystemUseEntry.location].read).times(tree.blockSize)]
            }
        }
        // The directories whose PL leads to each.
        var children: [Int: [Int]] = [:]
        var homes: [Int: Int] = [:]
        for slot in tree.slots(having: .pl) {
            guard let home = directory(slot, .pl) else { continue }
            children[home, default: []].append(Int(tree.slots[slot].directory))
            homes[Int(tree.slots[slot].directory)] = home
        }
        var meant: [Int: Int] = [:]
        var directories: [Int: Int] = [:]
        for slot in holders {
            let home = Int(tree.slots[slot].directory)
            directories[slot] = directory(slot, .cl)
            if let target = directories[slot], homes[target] == home { continue }
            let name = tree.rockRidgeName(slot)
            let named = (children[home] ?? []).filter { child in
                let own = Int(tree.directories[child].slot)
                return own >= 0 && tree.rockRidgeName(own) == name
            }
            guard name != nil, named.count == 1, named[0] != directories[slot] else { continue }
            meant[slot] = named[0]
            directories[slot] = named[0]
        }
        (self.meant, self.directories) = (meant, directories)
    }
}

extension ISOTree {
    /// By slot, the directories that placeholders stand for whose CL leads elsewhere.
    public var astrayPlaceholders: [Int: Int] { Placeholders(self).meant }
}
