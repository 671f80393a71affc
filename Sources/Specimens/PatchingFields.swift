public import Bytes

// Reading and writing the fields of a specimen's structures, as those structures define them.

extension Specimen {
    /// The value of a field of the structure at a landmark.
    public func get<Coding>(_ field: Field<Coding>, of landmark: String) -> Coding.Value {
        Record(bytes).part(offset(landmark))[field]
    }

    /// Records a value in a field of the structure at a landmark.
    ///
    /// - Parameter start: where the structure begins, counted from the landmark.
    public mutating func set<Coding>(
        _ field: Field<Coding>, of landmark: String, at start: Int = 0, _ value: Coding.Value
    ) {
        set(landmark, start + field.offset, Coding.bytes(of: value, count: field.length))
    }

    /// Records a number in both byte orders. One of them alone is set by `field.little` or `field.big`.
    public mutating func set<Number>(
        _ field: Field<BothEndian<Number>>, of landmark: String, _ value: Number
    ) {
        set(field, of: landmark, BothEndian(value))
    }

    /// Writes over the first bytes of a field.
    public mutating func set<Coding: FieldCoding>(_ field: Field<Coding>, of landmark: String, bytes: [UInt8])
    {
        set(landmark, field.offset, Array(bytes.prefix(field.length)))
    }

    /// Writes over one byte of a field, counted from 0.
    public mutating func set<Coding>(
        _ field: Field<Coding>, byte: Int, of landmark: String, _ value: UInt8
    ) {
        set8(landmark, field.offset + byte, value)
    }

    /// Writes the same byte over all of a field.
    public mutating func fill<Coding>(_ field: Field<Coding>, of landmark: String, with byte: UInt8) {
        fill(landmark, field.offset, count: field.length, with: byte)
    }
}

extension Specimen {
    /// Puts each of the two recordings of a number in the place of the other.
    public mutating func swapHalves<Number>(_ field: Field<BothEndian<Number>>, of landmark: String) {
        let bytes = get(landmark, field.offset, count: field.length)
        set(landmark, field.offset, Array(bytes.suffix(field.length / 2) + bytes.prefix(field.length / 2)))
    }
}
