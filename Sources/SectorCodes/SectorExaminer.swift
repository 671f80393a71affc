public import Bytes

/// Examines sectors of one track: whether sync, header, subheaders, EDC and ECC are right, as far as they are stored, and what
/// correction would make of the sector if not.
public struct SectorExaminer: Sendable {
    /// What the track's sectors are said to be.
    public let form: SectorForm
    /// What the file stores of them.
    public let part: StoredPart

    public init(form: SectorForm, part: StoredPart) {
        self.form = form
        self.part = part
    }

    /// Examines one sector.
    ///
    /// - Parameters:
    ///   - stored: The stored part; bytes behind it are ignored.
    ///   - lba: The number of the sector, if known. Without, any address is as good as another, and the EDC of Mode 1 can be
    ///     checked only where the header is stored.
    /// - Throws: `OutOfBounds` when fewer bytes are at hand than the stored part has.
    public func examine(_ stored: RawSpan, at lba: Int?) throws(OutOfBounds) -> SectorDiagnosis {
        try check(stored)
        if part == .whole, let form = unsafe stored.withUnsafeBytes({ unsafe cleanForm($0, at: lba) }) {
            return SectorDiagnosis(form: form)
        }
        return try examination(of: stored, at: lba).state
    }

    /// The stored part as it was written, if it can be known: corrected by P and Q such that the EDC holds, descrambled, and with
    /// its sync pattern. Nil when the codes do not hold and correction does not help, or when there are none: codes that were never
    /// written are zeros, and would turn data that is mostly zeros into nothing.
    ///
    /// A header of Mode 2 is covered by no code, and left as it is.
    public func corrected(_ stored: RawSpan, at lba: Int?) throws(OutOfBounds) -> [UInt8]? {
        try check(stored)
        let result = try examination(of: stored, at: lba)
        let unknown: [SectorCondition] = [
            .uncorrectable, .uncoded, .empty, .edcAbsent, .codesAbsent, .edcUnwritten,
            .foreignEDC,
        ]
        guard !unknown.contains(where: result.state.conditions.contains) else { return nil }
        return Array(result.sector[part.range])
    }

    private func check(_ stored: RawSpan) throws(OutOfBounds) {
        _ = try stored.u8(at: part.count - 1)
    }

    private func examination(of stored: RawSpan, at lba: Int?) throws(OutOfBounds) -> Examination {
        let bytes = try stored.bytes(at: 0, count: part.count)
        var examination = Examination(track: form, part: part, lba: lba, stored: bytes)
        examination.run()
        return examination
    }

    /// The form of a raw sector without a fault, found without a copy of it; nil for all that needs a closer look. The bytes are
    /// at least those of a raw sector.
    private func cleanForm(_ sector: UnsafeRawBufferPointer, at lba: Int?) -> SectorForm? {
        guard let start = sector.baseAddress, form != .audio else { return nil }
        let mode = unsafe sector[15]
        if let lba {
            guard let bcd = MSF(lba: lba)?.bcd else { return nil }
            let same = unsafe sector[12] == bcd.minute && sector[13] == bcd.second && sector[14] == bcd.frame
            guard same else { return nil }
        } else {
            guard unsafe MSF(bcd: sector[12], sector[13], sector[14]) != nil else { return nil }
        }
        let sync = unsafe (
            start.loadUnaligned(as: UInt64.self), start.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        )
        guard UInt64(littleEndian: sync.0) == 0xFFFF_FFFF_FFFF_FF00,
            UInt32(littleEndian: sync.1) == 0x00FF_FFFF
        else { return nil }
        let found: SectorForm
        switch mode {
        case 1:
            guard unsafe start.loadUnaligned(fromByteOffset: 2068, as: UInt64.self) == 0 else { return nil }
            found = .mode1
        case 2:
            let copies = unsafe (
                start.loadUnaligned(fromByteOffset: 16, as: UInt32.self),
                start.loadUnaligned(fromByteOffset: 20, as: UInt32.self)
            )
            guard copies.0 == copies.1 else { return nil }
            found = unsafe sector[18] & 0x20 == 0 ? .mode2form1 : .mode2form2
        default: return nil
        }
        guard form.allows(found), let codes = found.codes else { return nil }
        return unsafe codes.holdEDC(in: sector) && codes.holdParity(in: sector) ? found : nil
    }
}

extension CodeLayout {
    /// Whether the EDC holds. The bytes are at least those of a raw sector.
    func holdEDC(in sector: UnsafeRawBufferPointer) -> Bool {
        let covered = unsafe UnsafeRawBufferPointer(rebasing: sector[covered])
        return unsafe EDC.of(covered) == EDC.stored(in: sector, at: edc.lowerBound)
    }

    /// Whether P and Q hold, or there are none. The bytes are at least those of a raw sector.
    func holdParity(in sector: UnsafeRawBufferPointer) -> Bool {
        guard hasParity, let start = sector.baseAddress else { return true }
        let header = unsafe start + StoredPart.afterSync.offset
        return unsafe ParityCheck.holdsP(header, countsHeader: countsHeader)
            && ParityCheck.holdsQ(header, countsHeader: countsHeader)
    }
}
