import FileSystems

/// System use entries of a tree in which the reader found no SP at the places where it may stand.
struct UnsharedEntries {
    /// The first Rock Ridge entry that was recognised, and the slot of its record.
    let slot: Int
    let signature: SystemUseEntry.Signature
    /// Byte in the first record's system use area at which an SP stands after all.
    let spPosition: Int?

    /// Records looked at: those of the root come first.
    private static let sample = 64

    /// nil when the tree shares its system use areas, or nothing in them looks like Rock Ridge.
    init?(_ tree: ISOTree) {
        guard tree.sharing == nil else { return nil }
        for slot in tree.slots.indices.prefix(Self.sample) {
            for start in [0, 14] {
                let entries = Self.entries(in: tree.systemUseArea(slot), from: start)
                guard
                    let found = entries.first(where: {
                        EntryKinds.rockRidge.contains(EntryKinds($0.signature))
                    })
                else { continue }
                self.slot = slot
                signature = found.signature
                spPosition = Self.findSP(in: tree)
                return
            }
        }
        return nil
    }

    private static func findSP(in tree: ISOTree) -> Int? {
        guard !tree.slots.isEmpty else { return nil }
        let area = tree.systemUseArea(0)
        return [0, 14].lazy.flatMap { entries(in: area, from: $0) }.first { $0.signature == .sp }?.at
    }

    /// Walks an area as SUSP 4.1 describes it and stops at the first thing that is no entry.
    private static func entries(
        in area: ArraySlice<UInt8>, from start: Int
    ) -> [(at: Int, signature: SystemUseEntry.Signature)] {
        var found: [(Int, SystemUseEntry.Signature)] = []
        var rest = area.dropFirst(start)
        while rest.count >= 4 {
            let at = rest.startIndex
            let length = Int(rest[at + 2])
            guard length >= 4, length <= rest.count, rest[at + 3] == 1 else { break }
            found.append((at - area.startIndex, SystemUseEntry.Signature(rest[at], rest[at + 1])))
            rest = rest.dropFirst(length)
        }
        return found
    }
}
