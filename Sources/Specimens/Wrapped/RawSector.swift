/// Makes raw CD sectors, by the plain arithmetic of ECMA-130, so that nothing of the code under test has a part in them.
enum RawSector {
    static let size = 2352
    static let sync: [UInt8] = [0] + [UInt8](repeating: 0xFF, count: 10) + [0]

    /// Mode 1 (14.2 to 14.5): sync, header, data, EDC, eight zeros, parity.
    static func mode1(lba: Int, _ data: ArraySlice<UInt8>) -> [UInt8] {
        var sector = sync + header(lba, mode: 1) + data + [UInt8](repeating: 0, count: 288)
        sector.place(edc(sector[0..<2064]).little, at: 2064)
        addParity(&sector)
        return sector
    }

    /// Mode 2 Form 1 (CD-ROM XA): the header counts as zero for the parity.
    static func mode2form1(lba: Int, _ data: ArraySlice<UInt8>) -> [UInt8] {
        let subheader: [UInt8] = [0, 0, 8, 0]
        var sector = sync + [0, 0, 0, 0] + subheader + subheader + data + [UInt8](repeating: 0, count: 280)
        sector.place(edc(sector[16..<2072]).little, at: 2072)
        addParity(&sector)
        sector.place(header(lba, mode: 2), at: 12)
        return sector
    }

    /// Mode 2 Form 2 with 2324 bytes of data.
    static func mode2form2(lba: Int, _ data: ArraySlice<UInt8>) -> [UInt8] {
        let subheader: [UInt8] = [0, 0, 0x20, 0]
        var sector = sync + header(lba, mode: 2) + subheader + subheader + data + [0, 0, 0, 0]
        sector.place(edc(sector[16..<2348]).little, at: 2348)
        return sector
    }

    /// Samples that are no silence and differ from sector to sector.
    static func audio(_ number: Int) -> [UInt8] {
        (0..<size).map {
            UInt8(truncatingIfNeeded: ($0 / 4 * 37 + number * 101) >> ($0 % 2 == 0 ? 0 : 3)) | 1
        }
    }

    static func header(_ lba: Int, mode: UInt8) -> [UInt8] { msf(lba + 150).map(bcd) + [mode] }

    /// Minutes, seconds and frames.
    static func msf(_ frames: Int) -> [Int] { [frames / 4500, frames / 75 % 60, frames % 75] }
    static func bcd(_ number: Int) -> UInt8 { UInt8(truncatingIfNeeded: (number / 10) * 16 + number % 10) }

    /// x³² + x³¹ + x¹⁶ + x¹⁵ + x⁴ + x³ + x + 1, bit by bit, least significant first (14.3).
    static func edc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var sum: UInt32 = 0
        for byte in bytes { sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8) }
        return sum
    }

    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xD801_8001 : sum >> 1 }
    }

    /// P over 86 columns of 24 bytes, then Q over 52 diagonals of 43 (annex A).
    fileprivate static func addParity(_ sector: inout [UInt8]) {
        for column in 0..<86 {
            let parity = parity((0..<24).map { sector[12 + column + 86 * $0] })
            sector[2076 + column] = parity.0
            sector[2162 + column] = parity.1
        }
        for diagonal in 0..<52 {
            let start = diagonal / 2 * 86 + diagonal % 2
            let parity = parity((0..<43).map { sector[12 + (start + 88 * $0) % 2236] })
            sector[2248 + diagonal] = parity.0
            sector[2300 + diagonal] = parity.1
        }
    }

    /// Two bytes that make both syndromes of the vector zero, over GF(2⁸) with x⁸ + x⁴ + x³ + x² + 1.
    private static func parity(_ data: [UInt8]) -> (UInt8, UInt8) {
        var (weighted, sum): (UInt8, UInt8) = (0, 0)
        for byte in data {
            weighted = double(weighted ^ byte)
            sum ^= byte
        }
        let first = third[Int(double(weighted) ^ sum)]
        return (first, first ^ sum)
    }

    private static func double(_ value: UInt8) -> UInt8 { value << 1 ^ (value & 0x80 != 0 ? 0x1D : 0) }

    /// Division by 3.
    private static let third: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 256)
        for value in 0...255 as ClosedRange<UInt8> { table[Int(value ^ double(value))] = value }
        return table
    }()
}

extension Wrapped {
    /// Turns a bit of the EDC of a raw sector of Mode 1, and makes P and Q anew where that is asked for.
    public mutating func spoilEDC(ofSector number: Int, renewingParity: Bool) {
        let range = number * RawSector.size..<(number + 1) * RawSector.size
        var sector = Array(bytes[range])
        sector[2064] ^= 0x10
        if renewingParity { RawSector.addParity(&sector) }
        bytes.replaceSubrange(range, with: sector)
    }

    /// Blanks the codes of a sector of 2352 bytes.
    ///
    /// - Parameter keepingParity: whether P and Q are computed with an EDC of zero.
    public mutating func leaveOutCodes(ofSector number: Int, xa: Bool = false, keepingParity: Bool = false) {
        let range = number * RawSector.size..<(number + 1) * RawSector.size
        var sector = Array(bytes[range])
        let edc = xa ? 2072 : 2064
        sector.place([UInt8](repeating: 0, count: RawSector.size - edc), at: edc)
        if keepingParity {
            // The header of Mode 2 counts as zero.
            let header = Array(sector[12..<16])
            if xa { sector.place([0, 0, 0, 0], at: 12) }
            RawSector.addParity(&sector)
            sector.place(header, at: 12)
        }
        bytes.replaceSubrange(range, with: sector)
    }
}
