/// The standard identifiers that open a volume descriptor.
enum VolumeSignature {
    /// "CD001" at byte 1 (ECMA-119, 8.1.2) with at most one wrong letter or crossed out, "CD-I " there, or "CDROM" at byte 9 (High
    /// Sierra).
    static func recognised(in descriptor: ArraySlice<UInt8>) -> Bool {
        let bytes = [UInt8](descriptor)
        func distance(_ text: StaticString, at offset: Int) -> Int {
            let count = text.utf8CodeUnitCount
            guard offset + count <= bytes.count else { return count }
            return (0..<count).count { unsafe text.utf8Start[$0] != bytes[offset + $0] }
        }
        // xorriso blanks a medium by crossing the letters out, and the rest stays.
        return distance("CD001", at: 1) <= 1 || distance("CDXX1", at: 1) == 0 || distance("CD-I ", at: 1) == 0
            || distance("CDROM", at: 9) == 0
    }
}
