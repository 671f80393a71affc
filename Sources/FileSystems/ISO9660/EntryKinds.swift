/// The kinds of system use entries that rules look for, one bit for each.
public struct EntryKinds: OptionSet, Sendable, BitwiseCopyable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let sp = Self(rawValue: 1 << 0), ce = Self(rawValue: 1 << 1), pd = Self(rawValue: 1 << 2)
    public static let st = Self(rawValue: 1 << 3), er = Self(rawValue: 1 << 4), es = Self(rawValue: 1 << 5)
    public static let rr = Self(rawValue: 1 << 6), px = Self(rawValue: 1 << 7), pn = Self(rawValue: 1 << 8)
    public static let sl = Self(rawValue: 1 << 9), nm = Self(rawValue: 1 << 10), cl = Self(rawValue: 1 << 11)
    public static let pl = Self(rawValue: 1 << 12), re = Self(rawValue: 1 << 13), tf = Self(rawValue: 1 << 14)
    public static let sf = Self(rawValue: 1 << 15), zf = Self(rawValue: 1 << 16), al = Self(rawValue: 1 << 17)
    /// Anything else.
    public static let other = Self(rawValue: 1 << 31)

    /// Those of Rock Ridge.
    public static let rockRidge: Self = [rr, px, pn, sl, nm, cl, pl, re, tf, sf]

    public init(_ signature: SystemUseEntry.Signature) {
        self.init(letters: UInt16(signature.first) << 8 | UInt16(signature.second))
    }

    /// By the two letters of a signature, the first in the upper byte.
    @inline(__always)
    init(letters: UInt16) {
        switch letters {
        case 0x5350: self = .sp
        case 0x4345: self = .ce
        case 0x5044: self = .pd
        case 0x5354: self = .st
        case 0x4552: self = .er
        case 0x4553: self = .es
        case 0x5252: self = .rr
        case 0x5058: self = .px
        case 0x504E: self = .pn
        case 0x534C: self = .sl
        case 0x4E4D: self = .nm
        case 0x434C: self = .cl
        case 0x504C: self = .pl
        case 0x5245: self = .re
        case 0x5446: self = .tf
        case 0x5346: self = .sf
        case 0x5A46: self = .zf
        case 0x414C: self = .al
        default: self = .other
        }
    }
}
