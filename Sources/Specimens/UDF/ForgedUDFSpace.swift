/// Which blocks of a partition are taken, and where on the disc each of them lies.
struct ForgedUDFSpace {
    /// Blocks of a packet, and of a unit of the metadata file.
    static let unit = 32

    let plan: UDFPlan
    /// First block of the partition on the disc. A sparable one begins with a packet.
    let start: Int
    /// Blocks of the partition, as far as it goes; whether each is taken.
    private(set) var taken: [Bool] = []
    /// Where each block of a virtual partition lies (UDF 2.2.11).
    private(set) var virtual: [UInt32] = []
    /// Blocks of the metadata file that are taken, and all that it has.
    private(set) var metadata = (taken: 0, all: 0)
    /// Where the metadata file begins, and its mirror.
    private(set) var files = (main: 0, mirror: 0)
    /// The packet that is exchanged, as its first block in the partition.
    private(set) var exchanged: Int?

    init(_ plan: UDFPlan) {
        self.plan = plan
        start = plan.partition == .sparable ? 288 : 257
        if plan.hasMetadata {
            // The entries of the metadata file and of its bitmap.
            _ = take(2)
        }
    }

    /// The map that entries are counted by.
    var map: UInt16 { plan.hasSeparateEntries ? 1 : 0 }

    /// Spare packets behind the partition begin here.
    var spare: Int { start + taken.count }

    /// Takes blocks of the partition, one after the other.
    mutating func take(_ count: Int, from unit: Int = 1) -> Int {
        align(unit)
        let first = taken.count
        taken += Array(repeating: true, count: count)
        return first
    }

    /// Leaves blocks free up to a multiple of `unit`.
    mutating func align(_ unit: Int) { leave(taken.count.rounded(up: unit) - taken.count) }

    /// Leaves blocks free.
    mutating func leave(_ count: Int) { taken += Array(repeating: false, count: count) }

    /// Takes blocks for an entry, or for what the standard treats like one.
    mutating func takeEntry(_ count: Int) -> ForgedUDFAddress {
        switch plan.partition {
        case .plain, .sparable: return ForgedUDFAddress(block: take(count))
        case .virtual:
            let first = virtual.count
            virtual += (0..<count).map { _ in UInt32(clamping: take(1)) }
            return ForgedUDFAddress(block: first, map: 1)
        case .metadata: return takeMetadata(count)
        }
    }

    /// Takes blocks for a directory, or for further descriptors: in the metadata file if there is one (UDF 2.50, 2.2.13).
    mutating func takeDirectory(_ count: Int) -> ForgedUDFAddress {
        plan.hasMetadata ? takeMetadata(count) : ForgedUDFAddress(block: take(count))
    }

    private mutating func takeMetadata(_ count: Int) -> ForgedUDFAddress {
        defer { metadata.taken += count }
        return ForgedUDFAddress(block: metadata.taken, map: 1)
    }

    /// Ends what belongs to entries and directories: data begin here.
    mutating func beginData() {
        if plan.remapped {
            align(Self.unit)
            exchanged = taken.count
        }
        guard case .metadata(let mirrorIsCopy) = plan.partition else { return }
        // One unit more than needed, so that some of it is free.
        metadata.all = (metadata.taken + 1).rounded(up: Self.unit)
        files.main = take(metadata.all, from: Self.unit)
        files.mirror = mirrorIsCopy ? take(metadata.all, from: Self.unit) : files.main
    }

    /// The block of the partition that an address means.
    func block(_ address: ForgedUDFAddress) -> Int {
        guard address.map > 0 else { return address.block }
        if plan.hasMetadata { return files.main + address.block }
        return virtual.indices.contains(address.block) ? Int(virtual[address.block]) : 0
    }

    /// The block of the disc that a block of the partition is recorded in.
    func place(_ block: Int) -> Int {
        guard let exchanged, (exchanged..<exchanged + Self.unit).contains(block) else { return start + block }
        return spare + block - exchanged
    }
}
