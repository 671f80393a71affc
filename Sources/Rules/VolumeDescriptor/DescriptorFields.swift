import Bytes
import DiscModel
import FileSystems

// What the rules of this family share: the fields of a descriptor as lists, so that each rule is a loop with one check.

extension VolumeDescriptor {
    /// A number that stands in the descriptor in both byte orders (ECMA-119, 7.2.3 and 7.3.3).
    struct Twice {
        let field: String
        /// Where both recordings stand, and their bytes together.
        let at, count: Int
        let little, big: UInt32
    }

    var numbersRecordedTwice: [Twice] {
        func twice<N>(_ number: BothEndian<N>, _ at: Int, _ field: String) -> Twice {
            Twice(
                field: field, at: at, count: MemoryLayout<N>.size * 2,
                little: UInt32(truncatingIfNeeded: number.little),
                big: UInt32(truncatingIfNeeded: number.big))
        }
        if kind == .partition {
            return [
                twice(sector.both32(72), 72, "volumePartitionLocation"),
                twice(sector.both32(80), 80, "volumePartitionSize"),
            ]
        }
        guard hasTree else { return [] }
        let root = rootRecord
        return [
            twice(volumeSpaceSize, 80, "volumeSpaceSize"), twice(volumeSetSize, 120, "volumeSetSize"),
            twice(volumeSequenceNumber, 124, "volumeSequenceNumber"),
            twice(logicalBlockSize, 128, "logicalBlockSize"),
            twice(pathTableSize, 132, "pathTableSize"), twice(root.extent, 158, "rootDirectoryRecord/extent"),
            twice(root.dataLength, 166, "rootDirectoryRecord/dataLength"),
            twice(root.sequence, 184, "rootDirectoryRecord/volumeSequenceNumber"),
        ]
    }

    /// Bytes that a standard reserves: they must be zero.
    var reservedRanges: [(range: Range<Int>, field: String)] {
        switch kind {
        case .primary:
            [(7..<8, "unused"), (72..<80, "unused"), (88..<120, "unused")] + reservedEnd
        case .supplementary, .enhanced: [(72..<80, "unused")] + reservedEnd
        case .partition: [(7..<8, "unused")]
        default: []
        }
    }

    private var reservedEnd: [(range: Range<Int>, field: String)] {
        [(882..<883, "reserved"), (1_395..<2_048, "reserved")]
    }

    /// The units of a text field: characters of one byte, or of two in a Joliet descriptor, where the last byte of a
    /// field of odd length belongs to none.
    func units(_ field: TextField) -> [UInt16] {
        let bytes = text(field)
        guard jolietLevel != nil else { return bytes.map(UInt16.init) }
        return stride(from: 0, to: bytes.count - 1, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
    }

    /// The units without what fills the end of the field.
    func words(_ field: TextField) -> [UInt16] {
        var units = units(field)
        while let last = units.last, last == 0x20 || last == 0 { units.removeLast() }
        return units
    }

    func place(_ field: TextField) -> Place { place(field.range.lowerBound, field.range.count, field.name) }

    /// Whether both recordings of a number differ, so that what follows from it is a consequence.
    func halvesDiffer(_ field: String) -> Bool {
        numbersRecordedTwice.contains { $0.field == field && $0.little != $0.big }
    }

    /// Id of the rule that speaks about differing halves of this descriptor, if those of `field` differ.
    func causeInHalves(of field: String) -> (any Rule.Type)? {
        guard halvesDiffer(field) else { return nil }
        return type == 2 ? SupplementaryHalvesAgree.self : PrimaryHalvesAgree.self
    }

    /// Bytes of the volume as this descriptor declares them, counted in blocks of the size it names.
    var declaredBytes: UInt64 {
        let block = UInt64(logicalBlockSize.read)
        return UInt64(volumeSpaceSize.read).times([512, 1024, 2048].contains(block) ? block : 2048)
    }
}

extension VolumeDescriptor.TextField {
    static let all = identifiers + fileIdentifiers
}
