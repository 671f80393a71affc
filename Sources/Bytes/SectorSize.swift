/// Bytes of a logical sector as CDs, DVDs and BDs have them, and of the user data of a CD-ROM sector in Mode 1 or Mode 2 Form 1
/// (ECMA-119, 6.1.2; ECMA-130, 14). The one place that says 2048; there is no such number of eight bits.
extension UInt64 { @inlinable public static var sector: Self { 2048 } }
extension UInt32 { @inlinable public static var sector: Self { 2048 } }
extension UInt16 { @inlinable public static var sector: Self { 2048 } }
extension Int { @inlinable public static var sector: Self { 2048 } }

extension UInt64 {
    /// Sectors that so many bytes need, the last one perhaps not full.
    @inlinable public var sectorsNeeded: Self { self / .sector + (self % .sector == 0 ? 0 : 1) }
}
extension Int {
    /// Sectors that so many bytes need, the last one perhaps not full.
    @inlinable public var sectorsNeeded: Self { self / .sector + (self % .sector == 0 ? 0 : 1) }
}
