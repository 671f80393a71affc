import Bytes

/// The standard identifiers that open a volume descriptor.
enum VolumeSignature {
    /// "CD001" at byte 1 (ECMA-119, 8.1.2) with at most one wrong letter or crossed out, "CD-I " there, "BEA01" (UDF), or "CDROM" at
    /// byte 9 (High Sierra).
    static func recognised(in descriptor: ArraySlice<UInt8>) -> Bool {
        let bytes = [UInt8](descriptor)
        func distance(_ text: StaticString, at offset: Int) -> Int {
            let count = text.utf8CodeUnitCount
            guard offset + count <= bytes.count else { return count }
            return (0..<count).count { unsafe text.utf8Start[$0] != bytes[offset + $0] }
        }
        // xorriso blanks a medium by crossing the letters out, and the rest stays.
        return distance("CD001", at: 1) <= 1 || distance("CDXX1", at: 1) == 0 || distance("CD-I ", at: 1) == 0
            || distance("BEA01", at: 1) == 0
            || distance("CDROM", at: 9) == 0
    }

    /// Whether an anchor of UDF stands in block 256, whatever size blocks have: its tag adds up and names its place (ECMA-167, 3/7.2).
    static func anchors(_ source: any ByteSource) throws(OpeningFailure) -> Bool {
        for size in [.sector, 512, 4096] as [UInt64] {
            let tag = try source.record(at: 256 * size, count: 16)
            guard tag.count == 16, tag.u16le(0) == 2, tag.u32le(12) == 256 else { continue }
            let sum = (0..<16).reduce(UInt8(0)) { $1 == 4 ? $0 : $0 &+ tag.u8($1) }
            if sum == tag.u8(4) { return true }
        }
        return false
    }

    /// Whether the header of an HFS or HFS+ volume stands at byte 1024, with a version or a size of blocks that there is (Inside Macintosh: Files, 2-61;
    /// TN1150, Volume Header).
    static func apple(_ source: any ByteSource) throws(OpeningFailure) -> Bool {
        let header = try source.record(at: 1_024, count: 512)
        guard header.count == 512 else { return false }
        if header.has("H+", at: 0) || header.has("HX", at: 0) {
            let size = header.u32be(40)
            return [4, 5].contains(header.u16be(2)) || size >= 512 && size & (size - 1) == 0
        }
        let size = header.u32be(20)
        return header.has("BD", at: 0) && size > 0 && size % 512 == 0 && header.u16be(18) > 0
            && 1...27 ~= header.u8(36)
    }
}
