/// A structure of a medium that has fields at fixed places.
public protocol Structure: Sendable {
    /// Byte offset in the file or volume.
    var offset: UInt64 { get }
    /// What reports put before the names of its fields, such as "pvd/".
    var prefix: String { get }
    /// All fields it has, each byte in one of them at most.
    var fields: [AnyField] { get }
}

/// A structure whose bytes are kept.
public protocol RawStructure: Structure {
    var record: Record { get }
}

extension RawStructure {
    public var offset: UInt64 { record.offset }

    /// The value of a field, as recorded.
    @inlinable
    public subscript<Coding: FieldCoding>(_ field: Field<Coding>) -> Coding.Value { record[field] }
}
