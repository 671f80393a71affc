import Bytes

/// Makes raw sectors of 2352 bytes out of user data, as an authoring program or a recorder does (ECMA-130, 14; CD-ROM XA).
///
/// User data that is shorter than a sector's is filled up with 0, what is longer is cut.
public enum SectorEncoder {
    static let sync: [UInt8] = [0] + [UInt8](repeating: 0xFF, count: 10) + [0]

    /// A sector of Mode 1 with 2048 bytes of user data; nil when no place on a disc has the number `lba`.
    public static func mode1(_ userData: [UInt8], lba: Int) -> [UInt8]? {
        sector(mode: 1, lba: lba, subheader: [], userData: userData, count: .sector).map { sector in
            var sector = sector
            putEDC(.mode1, in: &sector)
            ProductCode.encode(&sector, countsHeader: true)
            return sector
        }
    }

    /// A sector of Mode 2 Form 1 with 2048 bytes of user data; the submode's form bit is cleared.
    public static func mode2form1(_ userData: [UInt8], subheader: Subheader, lba: Int) -> [UInt8]? {
        let bytes = Subheader(
            file: subheader.file, channel: subheader.channel, submode: subheader.submode & ~0x20,
            coding: subheader.coding
        ).bytes
        return sector(mode: 2, lba: lba, subheader: bytes + bytes, userData: userData, count: .sector).map {
            sector in
            var sector = sector
            putEDC(.form1, in: &sector)
            ProductCode.encode(&sector, countsHeader: false)
            return sector
        }
    }

    /// A sector of Mode 2 Form 2 with 2324 bytes of user data; the submode's form bit is set. Its EDC may be left out, as 0.
    public static func mode2form2(_ userData: [UInt8], subheader: Subheader, lba: Int, withEDC: Bool = true)
        -> [UInt8]?
    {
        let bytes = Subheader(
            file: subheader.file, channel: subheader.channel, submode: subheader.submode | 0x20,
            coding: subheader.coding
        ).bytes
        return sector(mode: 2, lba: lba, subheader: bytes + bytes, userData: userData, count: 2324).map {
            sector in
            var sector = sector
            if withEDC { putEDC(.form2, in: &sector) }
            return sector
        }
    }

    /// Puts the pattern that every sector of data begins with, and the parity over its header and data, in a sector that lacks them; in
    /// Mode 2 the header counts as zeros.
    public static func completeSyncAndParity(_ sector: inout [UInt8]) {
        guard sector.count == StoredPart.sectorSize else { return }
        sector.replaceSubrange(0..<sync.count, with: sync)
        ProductCode.encode(&sector, countsHeader: sector[15] != 2)
    }

    /// Puts in a sector of data all that is computed from its header and its data: the pattern at its start, EDC and parity.
    ///
    /// - Parameter form: of a sector that has codes; with any other nothing is put in.
    public static func completeCodes(_ sector: inout [UInt8], form: SectorForm) {
        guard sector.count == StoredPart.sectorSize, let codes = form.codes else { return }
        sector.replaceSubrange(0..<sync.count, with: sync)
        putEDC(codes, in: &sector)
        if codes.hasParity { ProductCode.encode(&sector, countsHeader: codes.countsHeader) }
    }

    private static func sector(mode: UInt8, lba: Int, subheader: [UInt8], userData: [UInt8], count: Int)
        -> [UInt8]?
    {
        guard let msf = MSF(lba: lba) else { return nil }
        let sector = sync + SectorHeader(msf: msf, mode: mode).bytes + subheader + userData.prefix(count)
        return sector + [UInt8](repeating: 0, count: StoredPart.sectorSize - sector.count)
    }

    private static func putEDC(_ codes: CodeLayout, in sector: inout [UInt8]) {
        let edc = unsafe EDC.of(sector.span.bytes.extracting(codes.covered))
        unsafe withUnsafeBytes(of: edc.littleEndian) { unsafe sector.replaceSubrange(codes.edc, with: $0) }
    }
}
