/// Arithmetic on numbers that an image recorded: it ends at the largest value instead of trapping or wrapping.
extension UInt64 {
    @inlinable @inline(__always)
    public func adding(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    @inlinable @inline(__always)
    public func times(_ other: UInt64) -> UInt64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }

    /// The next multiple of `unit` at or above this number.
    @inlinable @inline(__always)
    public func roundedUp(to unit: UInt64) -> UInt64 {
        let rest = self % unit
        return rest == 0 ? self : adding(unit - rest)
    }
}
