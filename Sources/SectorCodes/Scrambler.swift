/// The scrambler of ECMA-130, annex B: drives undo it, but some dumps hold sectors as they are on the disc.
public enum Scrambler {
    /// Scrambles all bytes of a raw sector behind the sync pattern, or descrambles them: it is the same.
    ///
    /// - Parameter sector: A raw sector; of other counts, what lies within its 2352 bytes.
    public static func apply(to sector: inout [UInt8]) {
        apply(to: &sector, sector.indices, from: 0)
    }

    /// Descrambles a part of a raw sector.
    ///
    /// - Parameter position: of the first byte of `range` in its sector; bytes before the 12th or behind the 2351st stay.
    public static func apply(to bytes: inout [UInt8], _ range: Range<Int>, from position: Int) {
        for (index, place) in zip(range.clamped(to: bytes.indices), position...)
        where sequence.indices.contains(place - StoredPart.afterSync.offset) {
            bytes[index] ^= sequence[place - StoredPart.afterSync.offset]
        }
    }

    /// What is added to the bytes from position 12 on: a register of 15 bits that begins with 1, its lowest bit first, with the
    /// polynomial x¹⁵ + x + 1.
    static let sequence: [UInt8] = {
        var register: UInt16 = 1
        return (0..<StoredPart.afterSync.count).map { _ in
            (0..<8).reduce(UInt8(0)) { byte, bit in
                defer { register = register >> 1 | ((register ^ register >> 1) & 1) << 14 }
                return byte | UInt8(register & 1) << UInt8(bit)
            }
        }
    }()
}
