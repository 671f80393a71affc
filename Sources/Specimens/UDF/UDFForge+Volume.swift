import Bytes

// What leads from sector 0 to the partition.

extension UDFForge {
    /// The recognition sequence, a structure in every 2048 bytes or block (ECMA-167 2/8, 2/9, 3/9).
    mutating func writeRecognition(at start: Int) {
        let names = [
            ("udf:bea", "BEA01"), ("udf:nsr", plan.revision >= 0x0200 ? "NSR03" : "NSR02"),
            ("udf:tea", "TEA01"),
        ]
        for (index, name) in names.enumerated() {
            let place = start + index * max(.sector, plan.blockSize)
            image.place([0] + Array(name.1.utf8) + [1], at: place)
            landmarks.mark(name.0, place)
        }
    }

    /// ECMA-167 3/10.2. Both sequences have 16 blocks (UDF 2.2.3).
    mutating func writeAnchor(_ block: Int, _ number: Int) {
        var bytes: [UInt8] = Array(repeating: 0, count: 512)
        bytes.place(UDFPieces.extent(16 * plan.blockSize, layout.main), at: 16)
        bytes.place(UDFPieces.extent(16 * plan.blockSize, layout.reserve), at: 24)
        write(bytes, tag: 2, at: .disc(block), as: "udf:anchor")
    }

    /// A volume descriptor sequence (ECMA-167 3/8.4.2).
    mutating func writeSequence(at first: Int, _ prefix: String) {
        let descriptors: [(name: String, tag: UInt16, bytes: [UInt8])] = [
            ("pvd", 1, primary), ("iuvd", 4, implementationUse), ("pd", 5, partitionDescriptor),
            ("lvd", 6, logicalVolume), ("usd", 7, Array(repeating: 0, count: 24)), ("td", 8, Self.end),
        ]
        for (index, descriptor) in descriptors.enumerated() {
            var bytes = descriptor.bytes
            // The number by which the prevailing one is found (ECMA-167 3/8.4.3).
            if descriptor.tag != 8 { bytes.place(UInt32(index + 1).little, at: 16) }
            write(bytes, tag: descriptor.tag, at: .disc(first + index), as: prefix + descriptor.name)
        }
    }

    /// What ends a sequence (ECMA-167 3/10.9, 4/14.2).
    private static let end: [UInt8] = Array(repeating: 0, count: 512)

    /// ECMA-167 3/10.1.
    private var primary: [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: 512)
        bytes.place(UDFPieces.field(plan.label, 32), at: 24)
        // Volume 1 of 1; interchange level 2, at most 3 (UDF 2.2.2.3, 2.2.2.4); character set 0 alone.
        for (index, value) in [UInt16(1), 1, 2, 3].enumerated() {
            bytes.place(value.little, at: 56 + 2 * index)
        }
        bytes.place(UInt32(1).little + UInt32(1).little, at: 64)
        // Sixteen hexadecimal digits that no other set has (UDF 2.2.2.5).
        bytes.place(UDFPieces.field("659379A500000001" + plan.label, 128), at: 72)
        bytes.place(UDFPieces.characters + UDFPieces.characters, at: 200)
        bytes.place(UDFPieces.moment + UDFPieces.implementation, at: 376)
        return bytes
    }

    /// ECMA-167 3/10.4, UDF 2.2.7.
    private var implementationUse: [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: 512)
        bytes.place(identifier("*UDF LV Info"), at: 20)
        bytes.place(UDFPieces.characters + UDFPieces.field(plan.label, 128), at: 52)
        bytes.place(UDFPieces.implementation, at: 352)
        return bytes
    }

    /// ECMA-167 3/10.5.
    private var partitionDescriptor: [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: 512)
        bytes.place(UInt16(1).little, at: 20)
        bytes.place(UDFPieces.identifier(plan.revision >= 0x0200 ? "+NSR03" : "+NSR02"), at: 24)
        // The unallocated space bitmap is the second of five descriptors (ECMA-167 4/14.3).
        if plan.bitmap {
            let length = layout.bitmap.count * plan.blockSize
            bytes.place(UDFPieces.extent(length, layout.bitmap.lowerBound), at: 64)
        }
        bytes.place(access.little, at: 184)
        bytes.place(UInt32(clamping: space.start).little, at: 188)
        bytes.place(UInt32(clamping: space.taken.count).little, at: 192)
        bytes.place(UDFPieces.implementation, at: 196)
        return bytes
    }

    /// 1 read only, 2 written once, 3 rewritable, 4 overwritable (ECMA-167 3/10.5.7, UDF 2.2.14.2).
    private var access: UInt32 {
        switch plan.partition {
        case .virtual: 2
        case .sparable: 3
        case .plain, .metadata: plan.bitmap ? 4 : 1
        }
    }

    /// ECMA-167 3/10.6.
    private var logicalVolume: [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: 440)
        let maps = maps
        bytes.place(UDFPieces.characters + UDFPieces.field(plan.label, 128), at: 20)
        bytes.place(UInt32(clamping: plan.blockSize).little + domain, at: 212)
        bytes.place(UDFPieces.long(2 * plan.blockSize, layout.fileSet), at: 248)
        bytes.place(UInt32(clamping: maps.joined().count).little, at: 264)
        bytes.place(UInt32(clamping: maps.count).little + UDFPieces.implementation, at: 268)
        bytes.place(UDFPieces.extent(2 * plan.blockSize, layout.integrity), at: 432)
        return bytes + maps.joined()
    }

    /// ECMA-167 3/10.10, UDF 2.2.6. A disc written once stays open; its counts are in the table then.
    mutating func writeIntegrity() {
        var bytes: [UInt8] = Array(repeating: 0, count: 80)
        bytes.place(UDFPieces.moment + UInt32(plan.partition == .virtual ? 0 : 1).little, at: 16)
        bytes.place(tree.nextUnique.little, at: 40)
        let sizes = sizes
        bytes.place(UInt32(clamping: sizes.count).little + UInt32(46).little, at: 72)
        bytes += sizes.flatMap(\.free.little) + sizes.flatMap(\.all.little)
        let counts = tree.counts
        bytes += UDFPieces.implementation + counts.files.little + counts.directories.little + revisions
        write(bytes, tag: 9, at: .disc(layout.integrity), as: "udf:lvid")
        write(Self.end, tag: 8, at: .disc(layout.integrity + 1), as: "udf:lvid:td")
    }

    /// ECMA-167 4/14.1, UDF 2.3.2.
    mutating func writeFileSet() {
        var bytes: [UInt8] = Array(repeating: 0, count: 512)
        bytes.place(UDFPieces.moment + UInt16(3).little + UInt16(3).little, at: 16)
        bytes.place(UInt32(1).little + UInt32(1).little, at: 32)
        bytes.place(UDFPieces.characters + UDFPieces.field(plan.label, 128), at: 48)
        bytes.place(UDFPieces.characters + UDFPieces.field(plan.label, 32), at: 240)
        bytes.place(reference(to: 0) + domain, at: 400)
        write(bytes, tag: 256, at: .partition(layout.fileSet), as: "udf:fsd")
        let next = ForgedUDFAddress(block: layout.fileSet.block + 1, map: layout.fileSet.map)
        write(Self.end, tag: 8, at: .partition(next), as: "udf:fsd:td")
    }
}

// MARK: Identifiers and numbers

extension UDFForge {
    /// An identifier of UDF with the revision (UDF 2.1.5.3).
    func identifier(_ name: String) -> [UInt8] { UDFPieces.identifier(name, suffix: plan.revision.little) }

    /// Whose rules the volume keeps to (UDF 2.1.5.2).
    private var domain: [UInt8] { identifier("*OSTA UDF Compliant") }

    /// Least revisions that read and write, and the highest that wrote; readers of 2.50 read 2.60 (UDF 2.2.6.4).
    var revisions: [UInt8] { min(plan.revision, 0x0250).little + plan.revision.little + plan.revision.little }

    /// The partition maps (ECMA-167 3/10.7, UDF 2.2.8 to 2.2.10): map 0 is the partition.
    private var maps: [[UInt8]] {
        let whole: [UInt8] = [1, 6] + UInt16(1).little + UInt16(0).little
        func typed(_ name: String, _ rest: [UInt8]) -> [UInt8] {
            ([2, 64, 0, 0] + identifier(name) + UInt16(1).little + UInt16(0).little + rest).padded(
                to: 64, with: 0)
        }
        switch plan.partition {
        case .plain: return [whole]
        case .virtual: return [whole, typed("*UDF Virtual Partition", [])]
        case .sparable:
            let places = layout.sparing.flatMap { UInt32(clamping: $0).little }
            let tables = [2, 0] + UInt32(clamping: sparingTable.count).little + places
            return [typed("*UDF Sparable Partition", UInt16(ForgedUDFSpace.unit).little + tables)]
        case .metadata(let mirrorIsCopy):
            let entries = [0, layout.mirror, 1].flatMap { UInt32(clamping: $0).little }
            let units = UInt32(ForgedUDFSpace.unit).little + UInt16(ForgedUDFSpace.unit).little
            return [whole, typed("*UDF Metadata Partition", entries + units + [mirrorIsCopy ? 1 : 0])]
        }
    }

    /// Free blocks and all blocks of each map. Nothing can be written where there is no bitmap, and the size of a virtual
    /// partition is not known (UDF 2.2.6.2, 2.2.6.3).
    private var sizes: [(free: UInt32, all: UInt32)] {
        let free = plan.bitmap ? space.taken.count { !$0 } : 0
        let partition = (UInt32(clamping: free), UInt32(clamping: space.taken.count))
        switch plan.partition {
        case .plain, .sparable: return [partition]
        case .virtual: return [partition, (.max, .max)]
        case .metadata:
            let (taken, all) = space.metadata
            return [partition, (UInt32(clamping: all - taken), UInt32(clamping: all))]
        }
    }
}
