/// The Reed-Solomon product code of Mode 1 and Mode 2 Form 1 (ECMA-130, annex A): every byte from the header on lies in one
/// codeword of P and one of Q. Each codeword has two parity bytes at its end, and can correct one byte at an unknown place.
///
/// This is the code as the standard writes it, one codeword at a time, to compute and to correct; `ParityCheck` is the fast way
/// to know whether there is anything to correct.
struct ProductCode {
    private let codewords: Int
    /// Symbols of a codeword, parity included.
    private let length: Int
    /// Positions in the raw sector of all symbols, codeword after codeword.
    private let positions: [Int]

    private init(codewords: Int, length: Int, position: (_ codeword: Int, _ symbol: Int) -> Int) {
        self.codewords = codewords
        self.length = length
        positions = (0..<codewords).flatMap { codeword in
            (0..<length).map { StoredPart.afterSync.offset + position(codeword, $0) }
        }
    }

    /// 86 codewords of 24 + 2 symbols: the columns of rows of 86 bytes.
    static let p = ProductCode(codewords: 86, length: 26) { codeword, symbol in codeword + 86 * symbol }

    /// 52 codewords of 43 + 2 symbols: diagonals through the 2236 bytes of data and P parity.
    static let q = ProductCode(codewords: 52, length: 45) { codeword, symbol in
        symbol < 43
            ? (codeword / 2 * 86 + codeword % 2 + 88 * symbol) % 2236 : 2236 + codeword + 52 * (symbol - 43)
    }

    /// Puts the parity of both codes into a raw sector.
    static func encode(_ sector: inout [UInt8], countsHeader: Bool) {
        withHeader(of: &sector, counted: countsHeader) { sector in
            p.encode(&sector)
            q.encode(&sector)
        }
    }

    /// Corrects what can be corrected, by P and Q in turn for as long as fewer codewords fail than before. Whether all codewords
    /// hold then: only an EDC that matches tells that they are those that were written.
    static func correct(_ sector: inout [UInt8], countsHeader: Bool) -> Bool {
        withHeader(of: &sector, counted: countsHeader) { sector in
            let first = countsHeader ? 0 : StoredPart.afterHeader.offset
            var failing = Int.max
            while true {
                let now = p.correct(&sector, from: first) + q.correct(&sector, from: first)
                if now == 0 { return true }
                if now >= failing { return false }
                failing = now
            }
        }
    }

    /// Restores the last bytes of the Q parity, which a file with 2332 bytes of each sector lacks, so that their codewords add
    /// up to 0. The other sum of these codewords can still fail.
    static func completeQ(_ sector: inout [UInt8], from position: Int, countsHeader: Bool) {
        withHeader(of: &sector, counted: countsHeader) { sector in
            for codeword in 0..<q.codewords {
                let last = q.positions[(codeword + 1) * q.length - 1]
                guard last >= position else { continue }
                sector[last] = 0
                sector[last] = q.syndromes(of: codeword, in: sector).sum
            }
        }
    }

    /// Runs `body` on the sector with a header of 0 unless it is counted, as Mode 2 demands, and puts the header back.
    private static func withHeader<R>(of sector: inout [UInt8], counted: Bool, _ body: (inout [UInt8]) -> R)
        -> R
    {
        if counted { return body(&sector) }
        let header = Array(sector[SectorHeader.range])
        sector.replaceSubrange(SectorHeader.range, with: [0, 0, 0, 0])
        defer { sector.replaceSubrange(SectorHeader.range, with: header) }
        return body(&sector)
    }

    private func encode(_ sector: inout [UInt8]) {
        for codeword in 0..<codewords {
            let (first, second) = (
                positions[(codeword + 1) * length - 2], positions[(codeword + 1) * length - 1]
            )
            (sector[first], sector[second]) = (0, 0)
            // first + second = sum and α · first + second = weighted.
            let (sum, weighted) = syndromes(of: codeword, in: sector)
            sector[first] = GaloisField.quotient(sum ^ weighted, 3)
            sector[second] = sum ^ sector[first]
        }
    }

    /// Corrects each codeword that has the syndromes of one wrong byte, at `first` or behind it, and returns how many failed.
    private func correct(_ sector: inout [UInt8], from first: Int) -> Int {
        var failing = 0
        for codeword in 0..<codewords {
            let (sum, weighted) = syndromes(of: codeword, in: sector)
            if sum == 0, weighted == 0 { continue }
            failing += 1
            // One error e in symbol k has the sums e and αⁿ⁻¹⁻ᵏ · e.
            guard sum != 0, weighted != 0 else { continue }
            let power = GaloisField.logarithms[Int(GaloisField.quotient(weighted, sum))]
            guard power < length else { continue }
            let position = positions[(codeword + 1) * length - 1 - power]
            if position >= first { sector[position] ^= sum }
        }
        return failing
    }

    /// Σ vₖ and Σ αⁿ⁻¹⁻ᵏ vₖ, which are 0 when the codeword holds.
    private func syndromes(of codeword: Int, in sector: [UInt8]) -> (sum: UInt8, weighted: UInt8) {
        var (sum, weighted): (UInt8, UInt8) = (0, 0)
        for index in codeword * length..<(codeword + 1) * length {
            let symbol = sector[positions[index]]
            sum ^= symbol
            weighted = GaloisField.doubled(weighted) ^ symbol
        }
        return (sum, weighted)
    }
}
