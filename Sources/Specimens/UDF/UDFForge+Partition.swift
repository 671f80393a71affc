import Bytes

// Bitmaps and tables, and the files in which a partition lies.

extension UDFForge {
    mutating func writePartition() {
        if plan.bitmap {
            let bits = space.taken.map { !$0 }
            let address = ForgedUDFAddress(block: layout.bitmap.lowerBound)
            write(Self.bitmap(bits), tag: 264, at: .partition(address), as: "udf:bitmap", covered: 8)
        }
        switch plan.partition {
        case .plain: break
        case .virtual: writeVirtualTable()
        case .sparable:
            for block in layout.sparing { write(sparingTable, tag: 0, at: .disc(block), as: "udf:sparing") }
        case .metadata(let mirrorIsCopy): writeMetadata(mirrorIsCopy: mirrorIsCopy)
        }
    }

    /// A bit for each block, 1 where it is free (ECMA-167 4/14.12). The CRC covers the two numbers alone (UDF 2.3.8.1).
    private static func bitmap(_ free: [Bool]) -> [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: 16)
        let count = free.count.rounded(up: 8) / 8
        bytes += UInt32(clamping: free.count).little + UInt32(clamping: count).little
        bytes += Array(repeating: 0, count: count)
        for (block, isFree) in free.enumerated() where isFree {
            bytes[24 + block / 8] |= 1 << UInt8(block % 8)
        }
        return bytes
    }
}

// MARK: Sparing

extension UDFForge {
    /// Which packet is exchanged for which (UDF 2.2.12): two spare ones, the first in use if one is defective.
    var sparingTable: [UInt8] {
        let first = space.exchanged.map { UInt32(clamping: $0) } ?? .max
        let entries = [first, UInt32.max]
        var bytes = Array(repeating: UInt8(0), count: 16) + identifier("*UDF Sparing Table")
        bytes += UInt16(clamping: entries.count).little + [0, 0] + UInt32(1).little
        for (index, packet) in entries.enumerated() {
            bytes += packet.little + UInt32(clamping: space.spare + index * ForgedUDFSpace.unit).little
        }
        return bytes
    }
}

// MARK: Virtual partitions

extension UDFForge {
    /// The table, in a file whose entry is the last block of the disc (UDF 2.2.11).
    private mutating func writeVirtualTable() {
        let isNew = plan.revision >= 0x0200
        let entries = space.virtual.flatMap(\.little)
        let table =
            isNew ? tableHeader + entries : entries + identifier("*UDF Virtual Alloc Tbl") + UInt32.max.little
        var entry = ForgedUDFEntry(type: isNew ? 248 : 0, flags: layout.table.isEmpty ? 3 : 0)
        entry.length = table.count
        entry.allLengths = table.count
        entry.blocks = layout.table.count
        let address = ForgedUDFAddress(block: layout.tableEntry)
        if layout.table.isEmpty {
            entry.body = table
        } else {
            entry.body = UDFPieces.extent(table.count, layout.table.lowerBound)
            place(table, in: ForgedUDFAddress(block: layout.table.lowerBound), as: "udf:vat")
        }
        write(special: entry, at: address, as: "udf:vat-icb")
        if layout.table.isEmpty {
            let head = ForgedUDFEntry.head(extended: plan.recordsExtended)
            landmarks.mark("udf:vat", space.place(address.block) * plan.blockSize + head)
        }
    }

    /// What stands before the entries from revision 2.00 on. No table came before.
    private var tableHeader: [UInt8] {
        let counts = tree.counts
        let head = UInt16(152).little + [0, 0] + UDFPieces.field(plan.label, 128) + UInt32.max.little
        return head + counts.files.little + counts.directories.little + revisions + [0, 0]
    }
}

// MARK: Metadata partitions

extension UDFForge {
    /// The metadata file, its mirror and its bitmap (UDF 2.50, 2.2.13), with entries in the partition.
    private mutating func writeMetadata(mirrorIsCopy: Bool) {
        let length = space.metadata.all * plan.blockSize
        let files: [(type: UInt8, place: Int, entry: Int, name: String)] = [
            (250, space.files.main, 0, "udf:metadata"),
            (251, space.files.mirror, layout.mirror, "udf:metadata-mirror"),
        ]
        for file in files {
            var entry = ForgedUDFEntry(type: file.type, flags: 0)
            (entry.length, entry.allLengths, entry.blocks) = (length, length, space.metadata.all)
            entry.body = UDFPieces.extent(length, file.place)
            write(special: entry, at: ForgedUDFAddress(block: file.entry), as: file.name)
        }
        let bits = (0..<space.metadata.all).map { $0 >= space.metadata.taken }
        let bitmap = Self.bitmap(bits)
        var entry = ForgedUDFEntry(type: 252, flags: 0)
        (entry.length, entry.allLengths, entry.blocks) = (
            bitmap.count, bitmap.count, layout.blocks(bitmap.count)
        )
        entry.body = UDFPieces.extent(bitmap.count, layout.metadataBitmap)
        write(special: entry, at: ForgedUDFAddress(block: 1), as: "udf:metadata-bitmap")
        write(
            bitmap, tag: 264, at: .partition(ForgedUDFAddress(block: layout.metadataBitmap)),
            as: "udf:metadata-bitmap:data", covered: 8)
        guard mirrorIsCopy else { return }
        let main = space.place(space.files.main) * plan.blockSize
        image.place(Array(image[main..<main + length]), at: space.place(space.files.mirror) * plan.blockSize)
    }

    /// An entry that no directory names.
    private mutating func write(special entry: ForgedUDFEntry, at address: ForgedUDFAddress, as name: String)
    {
        let bytes = entry.bytes(extended: plan.recordsExtended)
        write(bytes, tag: plan.recordsExtended ? 266 : 261, at: .partition(address), as: name)
    }
}
