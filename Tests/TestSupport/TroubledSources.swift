public import Bytes
import Synchronization

/// Counts what a reader asks of it: work that is measured in bytes and reads is the same on every machine.
public final class CountingSource: ByteSource {
    private let bytes: [UInt8]
    private let limit: UInt64
    private let counted = Mutex((reads: 0, bytes: UInt64(0)))

    /// - Parameter limit: once more bytes than this were read nothing is, so that reading in circles ends.
    public init(_ bytes: [UInt8], refusingFrom limit: UInt64 = .max) {
        self.bytes = bytes
        self.limit = limit
    }

    public var size: UInt64 { UInt64(bytes.count) }
    public var work: (reads: Int, bytes: UInt64) { counted.withLock { $0 } }

    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        guard work.bytes <= limit else {
            throw ReadFailure(offset: offset, count: buffer.byteCount, reason: "read too often")
        }
        let count = try MemorySource(bytes).read(at: offset, into: &buffer)
        counted.withLock {
            $0.reads += 1
            $0.bytes += UInt64(count)
        }
        return count
    }
}

/// Refuses one read, or all from it on.
public final class FailingSource: ByteSource {
    private let bytes: [UInt8]
    private let failing: Int
    private let lastingly: Bool
    private let reads = Mutex(0)

    /// - Parameter failing: the number of the read, from 0.
    public init(_ bytes: [UInt8], failing: Int, lastingly: Bool = false) {
        self.bytes = bytes
        self.failing = failing
        self.lastingly = lastingly
    }

    public var size: UInt64 { UInt64(bytes.count) }

    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        let number = reads.withLock { count in
            count += 1
            return count - 1
        }
        guard number != failing, !lastingly || number < failing else {
            throw ReadFailure(offset: offset, count: buffer.byteCount, reason: "Input/output error")
        }
        return try MemorySource(bytes).read(at: offset, into: &buffer)
    }
}

/// Refuses every read that touches one of some sectors of 2048 bytes.
public struct DamagedSource: ByteSource {
    private let bytes: [UInt8]
    private let bad: Set<UInt64>

    public init(_ bytes: [UInt8], bad: Set<UInt64>) {
        self.bytes = bytes
        self.bad = bad
    }

    public var size: UInt64 { UInt64(bytes.count) }

    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        let sectors = offset / 2048...max(offset, offset + UInt64(buffer.byteCount) - 1) / 2048
        if let first = sectors.first(where: bad.contains) {
            throw ReadFailure(
                offset: max(offset, first * 2048), count: buffer.byteCount, reason: "Input/output error")
        }
        return try MemorySource(bytes).read(at: offset, into: &buffer)
    }
}

/// Delivers less than it was asked for, as a source may that ends sooner than its size says.
public struct ShortSource: ByteSource {
    public enum Habit: CaseIterable, Sendable {
        /// One byte less, half, one byte, nothing; or only what lies in the first third of the image.
        case lessOne, half, one, nothing, shrunk
    }

    private let bytes: [UInt8]
    private let habit: Habit

    public init(bytes: [UInt8], habit: Habit) {
        self.bytes = bytes
        self.habit = habit
    }

    public var size: UInt64 { UInt64(bytes.count) }

    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        let came = try MemorySource(bytes).read(at: offset, into: &buffer)
        switch habit {
        case .lessOne: return max(0, came - 1)
        case .half: return came / 2
        case .one: return min(1, came)
        case .nothing: return 0
        case .shrunk: return offset < size / 3 ? min(came, Int(size / 3 - offset)) : 0
        }
    }
}
