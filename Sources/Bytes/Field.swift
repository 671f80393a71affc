/// A field of a structure: how the standard calls it, where it stands, and how its bytes mean a value.
///
/// Each is defined once, beside its structure, and serves whoever reads it (`record[field]`), tells its place
/// (`record.place(field)`), forges it (`specimen.set(field, of: …)`) or lists it (`fields`). They are computed, not
/// stored, so that the compiler sees through them to the offset:
///
/// ```swift
/// public static var volumeSpaceSize: Field<BothEndian<UInt32>> { Field("volumeSpaceSize", at: 80, "8.4.8") }
/// ```
public struct Field<Coding: FieldCoding>: Sendable, Hashable {
    /// The name in the standard's words, such as "volumeSpaceSize"; a field of a structure in a structure has both
    /// names: "rootDirectoryRecord/extent".
    public let name: String
    /// First byte, counted from 0 (the standards count from 1).
    public let offset: Int
    /// Bytes it takes.
    public let length: Int
    /// The clause that defines it.
    public let clause: String

    @inlinable
    public init(_ name: String, at offset: Int, length: Int, _ clause: String) {
        self.name = name
        self.offset = offset
        self.length = length
        self.clause = clause
    }

    @inlinable
    public init(_ name: String, _ range: Range<Int>, _ clause: String) {
        self.init(name, at: range.lowerBound, length: range.count, clause)
    }

    @inlinable
    public var range: Range<Int> { offset..<offset + length }

    /// The field as one among others of any kind.
    public var any: AnyField {
        AnyField(name: name, offset: offset, length: length, clause: clause, kind: Coding.kind)
    }

    /// The field of a structure that is itself a field of another.
    public func inside(_ outer: Field<RawBytes>) -> Field {
        Field("\(outer.name)/\(name)", at: outer.offset + offset, length: length, clause)
    }
}

extension Field where Coding: FixedCoding {
    @inlinable
    public init(_ name: String, at offset: Int, _ clause: String) {
        self.init(name, at: offset, length: Coding.length, clause)
    }
}

extension Field where Coding: BothOrders {
    /// The recording with the least significant byte first.
    public var little: Field<LittleEndian<Coding.Number>> {
        Field<LittleEndian<Coding.Number>>(name, at: offset, clause)
    }

    /// The recording with the most significant byte first.
    public var big: Field<BigEndian<Coding.Number>> {
        Field<BigEndian<Coding.Number>>(name, at: offset + Coding.length / 2, clause)
    }
}

/// A field among others of any kind: for whoever lists, patches or tells all fields of a structure.
public struct AnyField: Sendable, Hashable {
    /// What the bytes are.
    public enum Kind: Sendable, Hashable {
        case number(ByteOrder)
        /// Characters, padded to the length of the field.
        case text
        case date
        /// Bytes that the standard leaves to somebody else, or a structure of its own.
        case bytes
        /// Bytes that the standard wants to be zero.
        case reserved
    }

    public enum ByteOrder: Sendable, Hashable {
        case little, big
        /// Twice: first least, then most significant byte first.
        case both
    }

    public let name: String
    public let offset: Int
    public let length: Int
    public let clause: String
    public let kind: Kind

    public init(name: String, offset: Int, length: Int, clause: String, kind: Kind) {
        self.name = name
        self.offset = offset
        self.length = length
        self.clause = clause
        self.kind = kind
    }

    public var range: Range<Int> { offset..<offset + length }

    /// The field of a structure that is itself a field of another.
    public func inside(_ outer: Field<RawBytes>) -> AnyField {
        AnyField(
            name: "\(outer.name)/\(name)", offset: outer.offset + offset, length: length, clause: clause,
            kind: kind)
    }

    /// A number that is recorded twice as its two recordings, named apart; any other field as itself.
    public var recordings: [AnyField] {
        guard kind == .number(.both) else { return [self] }
        let half = length / 2
        return [
            AnyField(
                name: "\(name)[little]", offset: offset, length: half, clause: clause, kind: .number(.little)),
            AnyField(
                name: "\(name)[big]", offset: offset + half, length: half, clause: clause, kind: .number(.big)
            ),
        ]
    }
}
