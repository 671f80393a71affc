/// A number recorded twice, first least significant byte first, then most significant byte first
/// (ECMA-119, 7.2.3 and 7.3.3). Both recordings are kept; neither is chosen silently.
public struct BothEndian<Value: FixedWidthInteger & Sendable & BitwiseCopyable>: Sendable, Hashable,
    BitwiseCopyable
{
    public let little: Value
    public let big: Value

    @inlinable @inline(__always)
    public init(little: Value, big: Value) {
        self.little = little
        self.big = big
    }

    /// The same number in both recordings.
    public init(_ value: Value) { self.init(little: value, big: value) }

    @inlinable @inline(__always)
    public var agrees: Bool { little == big }

    /// The half that mainstream readers use (Linux, libisofs, isoinfo), so that we see what they see.
    @inlinable @inline(__always)
    public var read: Value { little }
}
