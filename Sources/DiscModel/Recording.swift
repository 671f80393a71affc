public import Bytes

/// One of two recordings of the same thing, where a finding holds them against each other: the halves of a number, a record of the L
/// table and that of the M table, a file in two trees. A report shows them side by side.
public struct Recording: Sendable, Hashable {
    /// What people call it, such as "L table".
    public let name: String
    public let offset: UInt64
    public let length: UInt64
    /// How its bytes are a number; nil where they are none.
    public let order: AnyField.ByteOrder?

    public init(_ name: String, offset: UInt64, length: UInt64, order: AnyField.ByteOrder? = nil) {
        self.name = name
        self.offset = offset
        self.length = length
        self.order = order
    }

    /// What stands where a place is; nil for a place without bytes.
    public init?(_ name: String, at place: Place, order: AnyField.ByteOrder? = nil) {
        guard let offset = place.offset, let length = place.length else { return nil }
        self.init(name, offset: offset, length: length, order: order)
    }

    /// The number that its bytes record.
    public func number(in bytes: some Collection<UInt8>) -> UInt64? {
        guard bytes.count <= 8, UInt64(bytes.count) == length, !bytes.isEmpty else { return nil }
        switch order {
        case .little: return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        case .big: return bytes.reduce(0) { $0 << 8 | UInt64($1) }
        case .both:
            let half = bytes.count / 2
            let big = bytes.suffix(half).reduce(0) { $0 << 8 | UInt64($1) }
            return bytes.prefix(half).reversed().reduce(0) { $0 << 8 | UInt64($1) } == big ? big : nil
        case nil: return nil
        }
    }
}

extension Place {
    /// The same place with its two halves as recordings, where a number stands there in both byte orders.
    public func halved(_ kind: AnyField.Kind) -> Place {
        guard kind == .number(.both), let offset, let length else { return self }
        var place = self
        place.recordings = [
            Recording("least significant byte first", offset: offset, length: length / 2, order: .little),
            Recording(
                "most significant byte first", offset: offset.adding(length / 2), length: length / 2,
                order: .big),
        ]
        return place
    }

    /// The same place, held against another one.
    ///
    /// - Parameter orders: how the bytes of both are a number, where they are one that is recorded once.
    public func against(
        _ other: Place, as names: (own: String, other: String),
        orders: (own: AnyField.ByteOrder, other: AnyField.ByteOrder)? = nil
    ) -> Place {
        let isTwice = !recordings.isEmpty && !other.recordings.isEmpty
        let orders = orders ?? (isTwice ? (.both, .both) : nil)
        guard let first = Recording(names.own, at: self, order: orders?.own),
            let second = Recording(names.other, at: other, order: orders?.other)
        else { return self }
        var place = self
        place.recordings = [first, second]
        return place
    }
}
