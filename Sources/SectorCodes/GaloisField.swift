/// Arithmetic in GF(2⁸) with the polynomial x⁸ + x⁴ + x³ + x² + 1 and α = x (ECMA-130, annex A). Addition is exclusive or.
enum GaloisField {
    /// The order of α: every element but 0 is one of its powers.
    static let order = 255

    static func doubled(_ byte: UInt8) -> UInt8 { byte << 1 ^ (byte & 0x80 == 0 ? 0 : 0x1D) }

    /// α to the power of the index, from 0 to 254.
    static let powers: [UInt8] = (1..<order).reduce(into: [1]) { powers, _ in
        powers.append(doubled(powers[powers.count - 1]))
    }

    /// The power of α that an element is; the entry of 0, which is none, is 0.
    static let logarithms: [Int] = powers.indices.reduce(into: [Int](repeating: 0, count: 256)) {
        logarithms, power in
        logarithms[Int(powers[power])] = power
    }

    /// The quotient of two elements; 0 when the divisor is 0.
    static func quotient(_ dividend: UInt8, _ divisor: UInt8) -> UInt8 {
        guard dividend != 0, divisor != 0 else { return 0 }
        let power = logarithms[Int(dividend)] - logarithms[Int(divisor)]
        return powers[power < 0 ? power + order : power]
    }
}
