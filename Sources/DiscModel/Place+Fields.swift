public import Bytes

extension Record {
    /// Place of `count` bytes at `at`, with the field's name in the standard's words.
    public func place(_ at: Int, _ count: Int, field: String? = nil) -> Place {
        Place(offset: offset.adding(UInt64(max(0, at))), length: UInt64(max(0, count)), field: field)
    }

    /// Place of a field of the record.
    public func place<Coding>(_ field: Field<Coding>) -> Place {
        place(field.offset, field.length, field: field.name).halved(Coding.kind)
    }
}

extension Structure {
    /// Place of a field, named as reports name it.
    public func place<Coding>(_ field: Field<Coding>) -> Place { place(field, field.range) }

    /// Place of some bytes of a field.
    public func place<Coding>(_ field: Field<Coding>, _ range: Range<Int>) -> Place {
        place(field.any, range)
    }

    /// Place of a field, or of some bytes of it.
    public func place(_ field: AnyField, _ range: Range<Int>? = nil) -> Place {
        let range = range ?? field.range
        return Place(
            offset: offset.adding(UInt64(max(0, range.lowerBound))), length: UInt64(range.count),
            field: prefix + field.name
        ).halved(range == field.range ? field.kind : .bytes)
    }
}
