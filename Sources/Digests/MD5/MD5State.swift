// MD5 (RFC 1321) for one, two or three streams at once. All of it stands in one file, because the compiler makes the generic
// function fast only for lanes it sees used.

/// Words that are computed with at the same time: one from each of some independent streams.
///
/// A step of MD5 needs the result of the step before it, so one stream leaves most of a core idle. The steps of two or three
/// streams, written side by side, fill it. That these are plain integers and no SIMD vector is on purpose: a core adds and
/// rotates three integers at once faster than it rotates a vector of four.
protocol Lanes: Sendable {
    init(repeating word: UInt32)

    /// The little-endian word at `offset` of each stream; the bounds are the caller's to check.
    static func load(_ first: RawSpan, _ second: RawSpan, _ third: RawSpan, uncheckedAt offset: Int) -> Self

    static func &+ (left: Self, right: Self) -> Self
    static func & (left: Self, right: Self) -> Self
    static func | (left: Self, right: Self) -> Self
    static func ^ (left: Self, right: Self) -> Self
    static prefix func ~ (word: Self) -> Self
    func rotatedLeft(_ count: UInt32) -> Self
}

/// One lane.
extension UInt32: Lanes {
    @inline(__always)
    init(repeating word: UInt32) { self = word }

    @inline(__always)
    static func load(_ first: RawSpan, _ second: RawSpan, _ third: RawSpan, uncheckedAt offset: Int) -> UInt32
    {
        unsafe UInt32(
            littleEndian: first.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
    }

    @inline(__always)
    func rotatedLeft(_ count: UInt32) -> UInt32 { self &<< count | self &>> (32 &- count) }
}

/// One lane more than `Rest` has.
struct Beside<Rest: Lanes>: Lanes {
    var first: UInt32
    var rest: Rest

    @inline(__always)
    init(_ first: UInt32, _ rest: Rest) {
        self.first = first
        self.rest = rest
    }

    @inline(__always)
    init(repeating word: UInt32) { self.init(word, Rest(repeating: word)) }

    @inline(__always)
    static func load(_ first: RawSpan, _ second: RawSpan, _ third: RawSpan, uncheckedAt offset: Int) -> Self {
        Self(
            .load(first, second, third, uncheckedAt: offset), .load(second, third, third, uncheckedAt: offset)
        )
    }

    @inline(__always)
    static func &+ (left: Self, right: Self) -> Self {
        Self(left.first &+ right.first, left.rest &+ right.rest)
    }

    @inline(__always)
    static func & (left: Self, right: Self) -> Self { Self(left.first & right.first, left.rest & right.rest) }

    @inline(__always)
    static func | (left: Self, right: Self) -> Self { Self(left.first | right.first, left.rest | right.rest) }

    @inline(__always)
    static func ^ (left: Self, right: Self) -> Self { Self(left.first ^ right.first, left.rest ^ right.rest) }

    @inline(__always)
    static prefix func ~ (word: Self) -> Self { Self(~word.first, ~word.rest) }

    @inline(__always)
    func rotatedLeft(_ count: UInt32) -> Self { Self(first.rotatedLeft(count), rest.rotatedLeft(count)) }
}

/// RFC 1321, 3.3 and 3.4: the four words that MD5 carries from block to block, for each lane.
struct MD5State<Words: Lanes>: Sendable {
    var a = Words(repeating: 0x6745_2301)
    var b = Words(repeating: 0xEFCD_AB89)
    var c = Words(repeating: 0x98BA_DCFE)
    var d = Words(repeating: 0x1032_5476)

    /// Adds the whole 64-byte blocks that all streams have, as many from each, and returns how many bytes that was. A state
    /// with fewer lanes leaves the last streams alone; pass one of the others for them.
    fileprivate mutating func run(_ x: ArraySlice<UInt8>, _ y: ArraySlice<UInt8>, _ z: ArraySlice<UInt8>)
        -> Int
    {
        let first = unsafe x.span.bytes
        let second = unsafe y.span.bytes
        let third = unsafe z.span.bytes
        // This bound makes every load below safe.
        let count = min(first.byteCount, second.byteCount, third.byteCount) & ~63
        var (a, b, c, d) = (a, b, c, d)
        var start = 0

        /// The common part of all steps: a = b + ((a + mix + X[k] + T[i]) <<< s).
        @inline(__always)
        func step(_ a: Words, _ b: Words, _ mix: Words, _ k: Int, _ s: UInt32, _ t: UInt32) -> Words {
            let word = Words.load(first, second, third, uncheckedAt: start &+ 4 &* k)
            return (a &+ (word &+ Words(repeating: t)) &+ mix).rotatedLeft(s) &+ b
        }
        // F and G are written with fewer operations than in the RFC; the two terms of G have no bit in common, so they can be
        // added, and only one of them waits for the step before.
        @inline(__always)
        func f(_ a: inout Words, _ b: Words, _ c: Words, _ d: Words, _ k: Int, _ s: UInt32, _ t: UInt32) {
            a = step(a, b, d ^ (b & (c ^ d)), k, s, t)
        }
        @inline(__always)
        func g(_ a: inout Words, _ b: Words, _ c: Words, _ d: Words, _ k: Int, _ s: UInt32, _ t: UInt32) {
            a = step(a &+ (~d & c), b, b & d, k, s, t)
        }
        @inline(__always)
        func h(_ a: inout Words, _ b: Words, _ c: Words, _ d: Words, _ k: Int, _ s: UInt32, _ t: UInt32) {
            a = step(a, b, b ^ c ^ d, k, s, t)
        }
        @inline(__always)
        func i(_ a: inout Words, _ b: Words, _ c: Words, _ d: Words, _ k: Int, _ s: UInt32, _ t: UInt32) {
            a = step(a, b, c ^ (b | ~d), k, s, t)
        }

        while start < count {
            let before = (a: a, b: b, c: c, d: d)
            // Round 1
            f(&a, b, c, d, 0, 7, 0xD76A_A478)
            f(&d, a, b, c, 1, 12, 0xE8C7_B756)
            f(&c, d, a, b, 2, 17, 0x2420_70DB)
            f(&b, c, d, a, 3, 22, 0xC1BD_CEEE)
            f(&a, b, c, d, 4, 7, 0xF57C_0FAF)
            f(&d, a, b, c, 5, 12, 0x4787_C62A)
            f(&c, d, a, b, 6, 17, 0xA830_4613)
            f(&b, c, d, a, 7, 22, 0xFD46_9501)
            f(&a, b, c, d, 8, 7, 0x6980_98D8)
            f(&d, a, b, c, 9, 12, 0x8B44_F7AF)
            f(&c, d, a, b, 10, 17, 0xFFFF_5BB1)
            f(&b, c, d, a, 11, 22, 0x895C_D7BE)
            f(&a, b, c, d, 12, 7, 0x6B90_1122)
            f(&d, a, b, c, 13, 12, 0xFD98_7193)
            f(&c, d, a, b, 14, 17, 0xA679_438E)
            f(&b, c, d, a, 15, 22, 0x49B4_0821)
            // Round 2
            g(&a, b, c, d, 1, 5, 0xF61E_2562)
            g(&d, a, b, c, 6, 9, 0xC040_B340)
            g(&c, d, a, b, 11, 14, 0x265E_5A51)
            g(&b, c, d, a, 0, 20, 0xE9B6_C7AA)
            g(&a, b, c, d, 5, 5, 0xD62F_105D)
            g(&d, a, b, c, 10, 9, 0x0244_1453)
            g(&c, d, a, b, 15, 14, 0xD8A1_E681)
            g(&b, c, d, a, 4, 20, 0xE7D3_FBC8)
            g(&a, b, c, d, 9, 5, 0x21E1_CDE6)
            g(&d, a, b, c, 14, 9, 0xC337_07D6)
            g(&c, d, a, b, 3, 14, 0xF4D5_0D87)
            g(&b, c, d, a, 8, 20, 0x455A_14ED)
            g(&a, b, c, d, 13, 5, 0xA9E3_E905)
            g(&d, a, b, c, 2, 9, 0xFCEF_A3F8)
            g(&c, d, a, b, 7, 14, 0x676F_02D9)
            g(&b, c, d, a, 12, 20, 0x8D2A_4C8A)
            // Round 3
            h(&a, b, c, d, 5, 4, 0xFFFA_3942)
            h(&d, a, b, c, 8, 11, 0x8771_F681)
            h(&c, d, a, b, 11, 16, 0x6D9D_6122)
            h(&b, c, d, a, 14, 23, 0xFDE5_380C)
            h(&a, b, c, d, 1, 4, 0xA4BE_EA44)
            h(&d, a, b, c, 4, 11, 0x4BDE_CFA9)
            h(&c, d, a, b, 7, 16, 0xF6BB_4B60)
            h(&b, c, d, a, 10, 23, 0xBEBF_BC70)
            h(&a, b, c, d, 13, 4, 0x289B_7EC6)
            h(&d, a, b, c, 0, 11, 0xEAA1_27FA)
            h(&c, d, a, b, 3, 16, 0xD4EF_3085)
            h(&b, c, d, a, 6, 23, 0x0488_1D05)
            h(&a, b, c, d, 9, 4, 0xD9D4_D039)
            h(&d, a, b, c, 12, 11, 0xE6DB_99E5)
            h(&c, d, a, b, 15, 16, 0x1FA2_7CF8)
            h(&b, c, d, a, 2, 23, 0xC4AC_5665)
            // Round 4
            i(&a, b, c, d, 0, 6, 0xF429_2244)
            i(&d, a, b, c, 7, 10, 0x432A_FF97)
            i(&c, d, a, b, 14, 15, 0xAB94_23A7)
            i(&b, c, d, a, 5, 21, 0xFC93_A039)
            i(&a, b, c, d, 12, 6, 0x655B_59C3)
            i(&d, a, b, c, 3, 10, 0x8F0C_CC92)
            i(&c, d, a, b, 10, 15, 0xFFEF_F47D)
            i(&b, c, d, a, 1, 21, 0x8584_5DD1)
            i(&a, b, c, d, 8, 6, 0x6FA8_7E4F)
            i(&d, a, b, c, 15, 10, 0xFE2C_E6E0)
            i(&c, d, a, b, 6, 15, 0xA301_4314)
            i(&b, c, d, a, 13, 21, 0x4E08_11A1)
            i(&a, b, c, d, 4, 6, 0xF753_7E82)
            i(&d, a, b, c, 11, 10, 0xBD3A_F235)
            i(&c, d, a, b, 2, 15, 0x2AD7_D2BB)
            i(&b, c, d, a, 9, 21, 0xEB86_D391)
            a = a &+ before.a
            b = b &+ before.b
            c = c &+ before.c
            d = d &+ before.d
            start &+= 64
        }
        (self.a, self.b, self.c, self.d) = (a, b, c, d)
        return count
    }
}

extension MD5State {
    /// A state with one lane more than `rest`.
    fileprivate init<Rest: Lanes>(_ first: MD5State<UInt32>, _ rest: MD5State<Rest>)
    where Words == Beside<Rest> {
        a = Beside(first.a, rest.a)
        b = Beside(first.b, rest.b)
        c = Beside(first.c, rest.c)
        d = Beside(first.d, rest.d)
    }

    /// The state of the first lane.
    fileprivate func first<Rest: Lanes>() -> MD5State<UInt32> where Words == Beside<Rest> {
        MD5State<UInt32>(a: a.first, b: b.first, c: c.first, d: d.first)
    }

    /// The state of the other lanes.
    fileprivate func rest<Rest: Lanes>() -> MD5State<Rest> where Words == Beside<Rest> {
        MD5State<Rest>(a: a.rest, b: b.rest, c: c.rest, d: d.rest)
    }
}

extension MD5State<UInt32> {
    /// Adds the whole 64-byte blocks of a stream, and returns how many bytes that was.
    mutating func add(_ bytes: ArraySlice<UInt8>) -> Int { run(bytes, bytes, bytes) }

    /// Adds to up to three streams, side by side, the whole blocks that all of them have, and returns how many bytes that was
    /// for each.
    static func add(_ bytes: [ArraySlice<UInt8>], to states: inout [MD5State]) -> Int {
        guard states.count == bytes.count else { return 0 }
        switch states.count {
        case 1: return states[0].add(bytes[0])
        case 2:
            var both = MD5State<Beside<UInt32>>(states[0], states[1])
            defer { states = [both.first(), both.rest()] }
            return both.run(bytes[0], bytes[1], bytes[1])
        case 3:
            var all = MD5State<Beside<Beside<UInt32>>>(states[0], .init(states[1], states[2]))
            defer { states = [all.first(), all.rest().first(), all.rest().rest()] }
            return all.run(bytes[0], bytes[1], bytes[2])
        default: return 0
        }
    }
}
