public import Bytes
public import DiscModel

/// The bytes in which a reader looks for its structure: all of a disc, a partition, a boot image, a file. A reader counts
/// from the start of its window; the places and claims that the window makes for it count as those of the disc do.
public struct Window: Sendable {
    public let role: InnerWindow.Role
    /// First byte of the window on the disc, and how many there are.
    public let base: UInt64
    public let size: UInt64
    /// The byte of the window at which the file systems begin: 0, or the start of a later session. The block numbers of a
    /// session count from the start of the window all the same.
    public let start: UInt64
    /// Bytes of the blocks that its structures count in, 512 to 4096.
    public let unit: UInt64
    /// Bytes by their offset on the disc.
    private let source: any ByteSource
    /// What is added to an offset in the window to make a place.
    private var origin: UInt64

    /// A window on bytes that count as those of the disc do, clipped to what there is.
    public init(
        _ role: InnerWindow.Role, on source: any ByteSource, from base: UInt64 = 0, length: UInt64 = .max,
        start: UInt64 = 0, unit: UInt64 = .sector
    ) {
        self.role = role
        self.source = source
        self.base = min(base, source.size)
        size = min(length, source.size - self.base)
        origin = self.base
        self.start = start
        self.unit = min(max(unit, 512), 4096)
    }

    /// Its bytes on the disc.
    public var run: DiscMap.Run { DiscMap.Run(offset: base, length: size) }

    /// What was found in this window, on the same bytes; nil where they lie outside of it.
    public func window(_ inner: InnerWindow) -> Window? {
        guard inner.run.offset >= base, inner.run.offset < base.adding(size), inner.run.length > 0 else {
            return nil
        }
        let left = base.adding(size) - inner.run.offset
        return Window(
            inner.role, on: source, from: inner.run.offset, length: min(inner.run.length, left),
            unit: inner.unit)
    }

    /// Up to `count` bytes from `offset` of the window; fewer only at its end, or where the image holds none.
    public func bytes(at offset: UInt64, count: Int) throws(ReadFailure) -> [UInt8] {
        guard offset < size, count > 0 else { return [] }
        return try source.bytes(at: base + offset, count: Int(min(UInt64(count), size - offset)))
    }

    // MARK: On the disc

    /// The same bytes with places that count from the start of the window, for a reader whose structures compare places
    /// with block numbers. What it gives has to be moved by `base`.
    public var countedFromItsStart: Window {
        var window = self
        window.origin = 0
        return window
    }

    /// What an offset in the window is as a place.
    public func placed(_ offset: UInt64) -> UInt64 { origin.adding(offset) }

    /// Where bytes of the window stand on the disc.
    public func place(_ offset: UInt64, _ length: UInt64, field: String? = nil) -> Place {
        Place(offset: placed(offset), length: length, field: field)
    }

    /// Bytes of the window found to be a window of their own.
    public func inner(
        _ role: InnerWindow.Role, _ offset: UInt64, _ length: UInt64, unit: UInt64, title: DisplayName
    ) -> InnerWindow {
        let start = min(offset, size)
        return InnerWindow(
            role, .init(offset: base + start, length: min(length, size - start)), unit: unit, title: title)
    }

    /// Whole units of the window, of which `length` bytes are used, as a claim.
    public func claim(
        _ kind: Claim.Kind, _ offset: UInt64, _ length: UInt64,
        _ label: @autoclosure @escaping @Sendable () -> String
    ) -> Claim {
        Claim(kind, offset: placed(offset), length: length, roundedTo: unit, label())
    }

    /// A run of bytes of a file, with the rest of its last unit.
    public func extent(_ offset: UInt64, _ length: UInt64) -> FileTree.Extent {
        let slack = length.roundedUp(to: unit) &- length
        return FileTree.Extent(
            offset: placed(offset), length: length, slack: UInt32(truncatingIfNeeded: slack))
    }
}
