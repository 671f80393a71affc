public import Bytes

/// System use entries (SUSP 1.12, 4.1) and the entries of SUSP itself:
/// SP (5.3) CE (5.1) PD (5.2) ST (5.4) ER (5.5) ES (5.6).
/// Those of Rock Ridge stand in RockRidge.swift, zisofs in Zisofs.swift; AL (AAIP) is recognised.
public struct SystemUseEntry: RawStructure {
    public let record: Record

    init(_ record: Record) { self.record = record }

    public var offset: UInt64 { record.offset }
    public var bytes: ArraySlice<UInt8> { record.bytes }

    /// Two letters that name the kind of an entry.
    public struct Signature: Sendable, Hashable, BitwiseCopyable, CustomStringConvertible {
        public let first: UInt8
        public let second: UInt8

        public init(_ first: UInt8, _ second: UInt8) {
            self.first = first
            self.second = second
        }

        public init(_ text: StaticString) {
            precondition(text.utf8CodeUnitCount == 2, "a signature has two letters")
            self.init(unsafe text.utf8Start[0], unsafe text.utf8Start[1])
        }

        public var isPrintable: Bool { [first, second].allSatisfy { $0 > 0x20 && $0 < 0x7F } }

        public var description: String {
            isPrintable
                ? String(decoding: [first, second], as: UTF8.self)
                : "0x" + String(UInt16(first) << 8 | UInt16(second), radix: 16)
        }
    }

    public var signature: Signature { Signature(record.u8(0), record.u8(1)) }
    public var length: Int { Int(self[Self.length]) }
    public var version: UInt8 { self[Self.version] }
    /// The bytes behind the four of the header.
    public var payload: ArraySlice<UInt8> { bytes.dropFirst(4) }
}

extension SystemUseEntry.Signature {
    public static let sp = Self("SP"), ce = Self("CE"), pd = Self("PD"), st = Self("ST")
    public static let er = Self("ER"), es = Self("ES")
    public static let rr = Self("RR"), px = Self("PX"), pn = Self("PN"), sl = Self("SL"), nm = Self("NM")
    public static let cl = Self("CL"), pl = Self("PL"), re = Self("RE"), tf = Self("TF"), sf = Self("SF")
    public static let zf = Self("ZF"), al = Self("AL"), aa = Self("AA"), xa = Self("XA")

    /// Entries registered by SUSP, RRIP, and the extensions seen on real discs.
    public static let known: Set<Self> = [
        sp, ce, pd, st, er, es, rr, px, pn, sl, nm, cl, pl, re, tf, sf, zf, al, aa, xa,
        Self("Z2"), Self("AS"), Self("BA"), Self("MK"),
    ]
}

/// How the system use areas of a tree are shared (SUSP, 5.3).
public struct SystemUseSharing: Sendable, Hashable {
    /// LEN_SKP: bytes skipped at the start of every system use area but the first.
    public let skip: Int
    /// Where SP stands in the system use area of the root's first record: 0, or 14 behind CD-XA attributes.
    public let start: Int
}

/// A continuation area (SUSP, 5.1): block, offset in it, length; each recorded in both byte orders.
public struct ContinuationPointer: Sendable, Hashable {
    public let block, offset, length: BothEndian<UInt32>

    public init(_ entry: SystemUseEntry) {
        block = entry[Self.block]
        offset = entry[Self.offset]
        length = entry[Self.length]
    }

    /// First byte in the volume.
    public func start(blockSize: UInt64) -> UInt64 {
        UInt64(block.read).times(blockSize).adding(UInt64(offset.read))
    }
}
