public import Bytes

// Reading and writing the fields of a container's structures, as those structures define them.

extension Wrapped {
    /// The value of a field of a structure, such as "track 2" or "chunk DAOX".
    public func get<Coding>(_ field: Field<Coding>, of structure: String, at start: Int = 0) -> Coding.Value {
        Record(bytes).part(offset(structure) + start)[field]
    }

    /// Records a value in a field.
    ///
    /// - Parameter start: where the structure of the field begins, counted from the one that is named.
    public mutating func set<Coding>(
        _ field: Field<Coding>, of structure: String, at start: Int = 0, _ value: Coding.Value
    ) {
        let at = offset(structure) + start + field.offset
        bytes.replaceSubrange(at..<at + field.length, with: Coding.bytes(of: value, count: field.length))
    }

    /// Turns over bits of a number.
    public mutating func flip<Coding>(
        _ field: Field<Coding>, of structure: String, at start: Int = 0, _ bits: Coding.Value
    ) where Coding.Value: FixedWidthInteger {
        set(field, of: structure, at: start, get(field, of: structure, at: start) ^ bits)
    }

    /// The byte at which a structure begins; one that is not there stops the program.
    public func offset(_ structure: String) -> Int {
        guard let offset = structures[structure] else { fatalError("no \(structure) in \(name)") }
        return offset
    }
}
