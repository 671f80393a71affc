/// Whether a sector's P and Q parity hold (ECMA-130, annex A), many codewords at once.
///
/// A codeword v₀ … vₙ₋₁ over GF(2⁸), generator x⁸ + x⁴ + x³ + x² + 1 and α = 2, holds when Σ vₖ = 0 and Σ αⁿ⁻¹⁻ᵏ vₖ = 0. Both sums
/// are run with Horner's rule in lanes: the codewords lie side by side in the sector, so that one load brings the next symbol of
/// each, and no table or division is needed.
enum ParityCheck {
    /// Bytes of one row: 26 of them, from the header on, are the 86 P codewords in its columns.
    private static let row = 86
    typealias Lanes = SIMD4<UInt64>

    /// Each byte times α.
    @inline(__always)
    private static func doubled(_ lanes: Lanes) -> Lanes {
        let high = lanes & Lanes(repeating: 0x8080_8080_8080_8080)
        // 0x7F in each byte whose highest bit was set, of which the field's polynomial wants 0x1D.
        let carried = (high &- (high &>> Lanes(repeating: 7))) & Lanes(repeating: 0x1D1D_1D1D_1D1D_1D1D)
        return ((lanes ^ high) &<< Lanes(repeating: 1)) ^ carried
    }

    @inline(__always)
    private static func load(_ start: UnsafeRawPointer, _ offset: Int) -> Lanes {
        unsafe start.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
    }

    /// The bytes of the header that Mode 2 counts as 0, as lanes of the first row.
    @inline(__always)
    private static func header(_ start: UnsafeRawPointer) -> Lanes {
        Lanes(UInt64(unsafe start.loadUnaligned(as: UInt32.self)), 0, 0, 0)
    }

    /// Whether all 86 P codewords hold. `start` is the sector's header, with 2340 bytes behind it.
    @inline(__always)
    static func holdsP(_ start: UnsafeRawPointer, countsHeader: Bool) -> Bool {
        // Lanes at bytes 0, 32 and 54 of the row; the last two overlap.
        let (b, c) = (32, row - 32)
        var (sumA, sumB, sumC) = unsafe (load(start, 0), load(start, b), load(start, c))
        if !countsHeader { sumA ^= unsafe header(start) }
        var (hornerA, hornerB, hornerC) = (sumA, sumB, sumC)
        var offset = row
        while offset < 26 &* row {
            let (first, second, third) = unsafe (
                load(start, offset), load(start, offset &+ b), load(start, offset &+ c)
            )
            sumA ^= first
            sumB ^= second
            sumC ^= third
            hornerA = doubled(hornerA) ^ first
            hornerB = doubled(hornerB) ^ second
            hornerC = doubled(hornerC) ^ third
            offset &+= row
        }
        return (sumA | sumB | sumC | hornerA | hornerB | hornerC) == .zero
    }

    /// Whether all 52 Q codewords hold. `start` is the sector's header, with 2340 bytes behind it.
    ///
    /// Symbol m of the codeword that begins in row e lies in column m of row (m + e) mod 26, a column being two bytes wide for
    /// two codewords. So 26 columns of one row, from column t of row t mod 26 on, are one symbol of each codeword: lane j is
    /// column t + j, and always the codeword that begins in row -j mod 26. Columns that do not exist are masked. Lane j has its
    /// last symbol j steps before the end, and so ends with the factor αʲ.
    @inline(__always)
    static func holdsQ(_ start: UnsafeRawPointer, countsHeader: Bool) -> Bool {
        // Lanes at bytes 0 and 20 of the 52; they overlap.
        let b = 52 - 32
        var (sumA, sumB, hornerA, hornerB) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
        @inline(__always) func step(_ first: Lanes, _ second: Lanes) {
            sumA ^= first
            sumB ^= second
            hornerA = doubled(hornerA) ^ first
            hornerB = doubled(hornerB) ^ second
        }
        unsafe masks.withUnsafeBytes { masks in
            guard let mask = masks.baseAddress else { return }
            @inline(__always) func masked(_ row: Int, _ column: Int) {
                let at = row &* Self.row &+ column &* 2
                let maskAt = (column &+ 25) &* 2
                unsafe step(
                    load(start, at) & load(mask, maskAt), load(start, at &+ b) & load(mask, maskAt &+ b))
            }
            for column in -25..<0 { masked(column &+ 26, column) }
            unsafe step(countsHeader ? load(start, 0) : load(start, 0) ^ header(start), load(start, b))
            for column in 1...17 {
                let at = column &* (Self.row &+ 2)
                unsafe step(load(start, at), load(start, at &+ b))
            }
            for column in 18...25 { masked(column, column) }
            for column in 26...42 { masked(column &- 26, column) }
        }
        return unsafe parityEquals(
            sums: (sumA, sumB), horner: (hornerA, hornerB), parity: start + 26 &* row)
    }

    /// Whether the sums over the data of the Q codewords, lanes as above, are those that their parity bytes ask for.
    @inline(__always)
    private static func parityEquals(
        sums: (Lanes, Lanes), horner: (Lanes, Lanes), parity: UnsafeRawPointer
    ) -> Bool {
        let b = 52 - 32
        return unsafe withUnsafeTemporaryAllocation(byteCount: 4 * 52, alignment: 8) { buffer in
            guard let sum = buffer.baseAddress else { return false }
            let (lane, wantedSum, wanted) = unsafe (sum + 52, sum + 104, sum + 156)
            // Of the codeword in lane j, α² · lane = αʲ · (α · first ^ second).
            for (at, sumLanes, hornerLanes) in [(0, sums.0, horner.0), (b, sums.1, horner.1)] {
                let (first, second) = unsafe (load(parity, at), load(parity, 52 &+ at))
                unsafe (sum + at).storeBytes(of: sumLanes, as: Lanes.self)
                unsafe (lane + at).storeBytes(of: doubled(doubled(hornerLanes)), as: Lanes.self)
                unsafe (wantedSum + at).storeBytes(of: first ^ second, as: Lanes.self)
                unsafe (wanted + at).storeBytes(of: doubled(first) ^ second, as: Lanes.self)
            }
            return unsafe powers.withUnsafeBufferPointer { powers in
                var differences: UInt8 = 0
                for index in 0..<52 {
                    let codeword = index < 2 ? index : 52 &- (index & ~1) &+ (index & 1)
                    let expected = unsafe powers[
                        (index &>> 1) &* 256 &+ Int(wanted.load(fromByteOffset: codeword, as: UInt8.self))]
                    differences |= unsafe expected ^ lane.load(fromByteOffset: index, as: UInt8.self)
                    differences |=
                        unsafe sum.load(fromByteOffset: index, as: UInt8.self)
                        ^ wantedSum.load(fromByteOffset: codeword, as: UInt8.self)
                }
                return differences == 0
            }
        }
    }

    /// 0xFF for each byte of the 43 columns that exist, with 25 columns at both sides that do not.
    private static let masks: [UInt8] =
        [UInt8](repeating: 0, count: 50) + [UInt8](repeating: 0xFF, count: 86)
        + [UInt8](repeating: 0, count: 50)

    /// Entry 256·j + b is αʲ · b.
    private static let powers: [UInt8] = {
        var powers = (0..<256).map { UInt8($0) }
        for index in 256..<26 * 256 { powers.append(GaloisField.doubled(powers[index - 256])) }
        return powers
    }()
}
