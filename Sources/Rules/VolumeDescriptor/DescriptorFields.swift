import Bytes
import DiscModel
import FileSystems

// What the rules of this family share: the fields of a descriptor as lists, so that each rule is a loop with one check.

extension VolumeDescriptor {
    /// The numbers that stand in it in both byte orders (ECMA-119, 7.2.3 and 7.3.3), with both recordings.
    var numbersRecordedTwice: [(field: AnyField, number: BothEndian<UInt64>)] {
        fields.compactMap { field in record.recordings(of: field).map { (field, $0) } }
    }

    /// Fields that the standard reserves: they must be zero. The terminator's and the boot record's have rules of their own.
    var reservedFields: [AnyField] {
        hasTree || kind == .partition ? fields.filter { $0.kind == .reserved } : []
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
        var units = written(field).isEmpty ? [] : units(field)
        while let last = units.last, last == 0x20 || last == 0 { units.removeLast() }
        return units
    }

    func place(_ field: TextField) -> Place { place(field.field) }

    /// Whether both recordings of a number differ, so that what follows from it is a consequence.
    func halvesDiffer(_ field: String) -> Bool {
        numbersRecordedTwice.contains { $0.field.name == field && !$0.number.agrees }
    }

    /// Id of the rule that speaks about differing halves of this descriptor, if those of `field` differ.
    func causeInHalves(of field: String) -> (any Rule.Type)? {
        guard halvesDiffer(field) else { return nil }
        return type == 2 ? SupplementaryHalvesAgree.self : PrimaryHalvesAgree.self
    }

    /// Bytes of the volume as this descriptor declares them, counted in blocks of the size it names.
    var declaredBytes: UInt64 {
        let block = UInt64(logicalBlockSize.read)
        return UInt64(volumeSpaceSize.read).times([512, 1024, .sector].contains(block) ? block : .sector)
    }
}

extension VolumeDescriptor.TextField {
    static let all = identifiers + fileIdentifiers
}
