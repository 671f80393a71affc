import Bytes
import DiscModel

/// The records of an ECM file, in order: runs of bytes as they were, and of sectors of which only what cannot be computed is stored.
struct ECMRecords {
    struct Record {
        /// Where its data begins in the file, and where what it unpacks to begins.
        let stored: UInt64
        let unpacked: UInt64
        let count: UInt32
        let kind: Kind
    }

    enum Kind: UInt8 {
        case bytes
        /// Whole sectors of Mode 1.
        case mode1
        /// Sectors of Mode 2 from their subheader on.
        case form1, form2

        /// Bytes of a unit in the file, and unpacked.
        var stored: UInt64 {
            switch self {
            case .bytes: 1
            case .mode1: 3 + .sector
            case .form1: 4 + .sector
            case .form2: 4 + 2324
            }
        }
        var unpacked: UInt64 {
            switch self {
            case .bytes: 1
            case .mode1: 2352
            case .form1, .form2: 2336
            }
        }
    }

    private(set) var records: [Record] = []
    /// Bytes that all records unpack to together.
    private(set) var size: UInt64 = 0
    /// The EDC of all that, where it is there.
    private(set) var edc: [UInt8]?
    /// What is wrong, as a clause about the records.
    private(set) var fault: String?
    private(set) var trailingBytes: UInt64 = 0

    /// Those of a disc of 100 minutes in Mode 2, which has two for each sector, twice over.
    private static let limit = 1 << 21

    /// Reads the heads of all records and passes over their data.
    init(_ input: ImageInput) throws(OpeningFailure) {
        var heads = ECMHeads(input.source)
        let size = input.source.size
        while true {
            if records.count % 4096 == 0 { try input.step(heads.offset, of: size) }
            let start = heads.offset
            guard let head = try heads.next() else {
                fault =
                    start >= size
                    ? "end with the file" : "are damaged: that at byte \(start) has no length that can be"
                return
            }
            if head.isEnd { break }
            guard records.count < Self.limit else {
                fault = "are more than \(Self.limit), and no more are read"
                return
            }
            let held = (size - min(size, heads.offset)) / head.kind.stored
            let count = min(head.count, held)
            add(
                Record(
                    stored: heads.offset, unpacked: self.size, count: UInt32(truncatingIfNeeded: count),
                    kind: head.kind))
            guard self.size <= input.expansionLimit else {
                throw .refused(
                    "an ECM file that goes on when \(input.expansionLimit) bytes are unpacked, which is what --max-expanded allows"
                )
            }
            guard count == head.count else {
                fault = "end with the file, in the one at byte \(start)"
                return
            }
            heads.pass(count * head.kind.stored)
        }
        try readEnd(input.source, at: heads.offset)
    }

    private mutating func add(_ record: Record) {
        guard record.count > 0 else { return }
        records.append(record)
        size += UInt64(record.count) * record.kind.unpacked
    }

    private mutating func readEnd(_ source: any ByteSource, at offset: UInt64) throws(OpeningFailure) {
        let end = try source.record(at: offset, count: 4)
        guard end.count == 4 else {
            fault =
                "are followed by \(end.count == 0 ? "nothing" : end.count.of("byte")), and not by the 4 bytes of an EDC"
            return
        }
        edc = Array(end.bytes.reversed())
        trailingBytes = source.size - min(source.size, offset + 4)
    }

    /// The last record that begins at or before a byte of what is unpacked.
    func index(at offset: UInt64) -> Int? {
        guard offset < size else { return nil }
        var (low, high) = (0, records.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if records[middle].unpacked <= offset { low = middle } else { high = middle }
        }
        return low
    }
}

/// Reads the heads of records: two bits of a kind, and a number less one in groups, the lowest first: 5 bits, then 7 in each byte.
private struct ECMHeads {
    struct Head {
        let kind: ECMRecords.Kind
        let count: UInt64
        var isEnd: Bool { count == 1 << 32 }
    }

    private let source: any ByteSource
    private(set) var offset: UInt64 = 4
    private var window = Record([])

    init(_ source: any ByteSource) { self.source = source }

    mutating func pass(_ count: UInt64) { offset = offset.adding(count) }

    /// Nil where there is none, or one with a number of more than 32 bits.
    mutating func next() throws(OpeningFailure) -> Head? {
        let at = offset.subtractingReportingOverflow(window.offset)
        if at.overflow || at.partialValue.adding(5) > UInt64(window.count) {
            window = try source.record(at: offset, count: 1 << 15)
        }
        let start = Int(offset - window.offset)
        guard start < window.count else { return nil }
        let first = window.u8(start)
        var number = UInt64(first >> 2 & 31)
        var (length, shift, more) = (1, 5 as UInt64, first & 0x80 != 0)
        while more {
            guard length < 5, start + length < window.count else { return nil }
            let byte = window.u8(start + length)
            number |= UInt64(byte & 0x7F) << shift
            more = byte & 0x80 != 0
            (length, shift) = (length + 1, shift + 7)
        }
        offset += UInt64(length)
        guard number < 1 << 32, let kind = ECMRecords.Kind(rawValue: first & 3) else { return nil }
        // Only a run of bytes can be the end.
        if number == UInt64(UInt32.max), kind != .bytes { return nil }
        return Head(kind: kind, count: number + 1)
    }
}
