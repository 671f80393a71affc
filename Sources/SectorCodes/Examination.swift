internal import Bytes

/// The examination of one sector in which something is unusual, or that is not stored whole: what is missing is added, then one
/// reading of the sector after the other is tried until the EDC of one holds.
struct Examination {
    private let track: SectorForm
    private let part: StoredPart
    private let lba: Int?
    private(set) var state: SectorDiagnosis
    /// The raw sector: what is stored, what is known without being stored, and otherwise 0; in the end, as corrected.
    private(set) var sector: [UInt8]

    /// - Parameter stored: As many bytes as the part has.
    init(track: SectorForm, part: StoredPart, lba: Int?, stored: [UInt8]) {
        self.track = track
        self.part = part
        self.lba = lba
        state = SectorDiagnosis(form: track)
        sector =
            SectorEncoder.sync
            + [UInt8](repeating: 0, count: StoredPart.sectorSize - SectorEncoder.sync.count)
        if let msf = lba.flatMap(MSF.init(lba:)) {
            sector.replaceSubrange(
                SectorHeader.range, with: SectorHeader(msf: msf, mode: track.mode ?? 1).bytes)
        }
        sector.replaceSubrange(part.range, with: stored)
    }

    private var storesHeader: Bool { part.offset <= SectorHeader.range.lowerBound }
    private var storesSubheader: Bool {
        part.offset <= Subheader.range.lowerBound && part.range.upperBound >= Subheader.range.upperBound
    }
    private var header: SectorHeader? { unsafe try? SectorHeader(sector.span.bytes) }

    mutating func run() {
        guard track != .audio, storesSubheader, part.range.upperBound >= CodeLayout.endOfForm2Data else {
            state.conditions.insert(.uncoded)
            state.conditions.insert(
                .subheadersDiffer, if: storesSubheader && track.mode == 2 && subheadersDiffer)
            return
        }
        // Without a header, zeros are what zeros look like in Mode 2.
        if storesHeader || track.mode == 1, sector[part.range].allSatisfy({ $0 == 0 }) {
            state.conditions.insert(.empty)
            return
        }
        guard restoreSync() else { return }
        if storesHeader, looksScrambled {
            Scrambler.apply(to: &sector)
            state.conditions.insert(.scrambled)
        }
        let isMode2 = storesHeader ? header?.mode == 2 : track.mode != 1
        if !isMode2, sector[SectorHeader.range.upperBound...].allSatisfy({ $0 == 0 }) {
            state.conditions.insert(.empty)
        } else {
            examineCodes()
        }
        // Where neither the pattern nor the codes are there, what stands in the place of a header is none.
        let codeless: [SectorCondition] = [.uncorrectable, .uncoded, .edcAbsent, .codesAbsent, .edcUnwritten]
        if state.conditions.contains(.badSync), codeless.contains(where: state.conditions.contains) { return }
        examineHeader()
    }

    /// Notes a wrong sync pattern, and puts the right one in its place. False when there is nothing like a sync pattern, and
    /// nobody said that there should be.
    private mutating func restoreSync() -> Bool {
        let wrong = zip(sector, SectorEncoder.sync).count { $0 != $1 }
        guard wrong > 0 else { return true }
        state.conditions.insert(.badSync)
        guard track != .unknown || wrong < 6 else {
            state.conditions.insert(.uncoded)
            return false
        }
        sector.replaceSubrange(SectorEncoder.sync.indices, with: SectorEncoder.sync)
        return true
    }

    /// Whether the header makes sense after descrambling, and the sector makes none as it is.
    private var looksScrambled: Bool {
        guard let header else { return false }
        let plain = zip(header.bytes, Scrambler.sequence).map { $0 ^ $1 }
        guard plain[3] <= 2, let msf = MSF(bcd: plain[0], plain[1], plain[2]) else { return false }
        if let lba, let expected = MSF(lba: lba) {
            return msf == expected || header.msf != expected && header.mode == nil
        }
        return header.msf == nil || header.mode == nil || header.blockIndicator != 0
    }

    private mutating func examineHeader() {
        guard let header, storesHeader || lba != nil else { return }
        let expected = lba.map { MSF(lba: $0) } ?? header.msf
        state.conditions.insert(.unexpectedAddress, if: header.msf == nil || header.msf != expected)
        if let place = expected?.lba, let named = header.msf?.lba, named != place {
            state.addressShift = named - place
        }
        guard storesHeader else { return }
        let fits = header.mode.map { mode in track.mode.map { $0 == mode } ?? true } ?? false
        state.conditions.insert(.unexpectedMode, if: !fits || !track.allows(state.form))
        state.conditions.insert(.linkBlock, if: header.blockIndicator != 0)
    }

    private var subheadersDiffer: Bool { sector[16..<20] != sector[20..<24] }

    /// The forms that the sector may have, the likeliest first: what the track says, then what the header says.
    private var candidates: [SectorForm] {
        var forms: [SectorForm] = []
        func add(mode: UInt8?) {
            if mode == 1 { forms.append(.mode1) }
            if mode == 2 {
                let copies = [16, 20].compactMap { unsafe try? Subheader(sector.span.bytes, at: $0).form }
                forms.append(contentsOf: copies)
                if track.codes != nil, track.mode == 2 { forms.append(track) }
            }
        }
        add(mode: track.mode)
        if storesHeader { add(mode: header?.mode) }
        if track == .unknown { forms.append(contentsOf: [.mode1, .mode2form1, .mode2form2]) }
        return forms.enumerated().filter { !forms[..<$0.offset].contains($0.element) }.map(\.element)
    }

    /// Looks for the form whose EDC holds, then for one whose EDC does after correction.
    private mutating func examineCodes() {
        let candidates = candidates.filter { $0 != .mode1 || storesHeader || lba != nil }
        state.form = candidates.first ?? track
        if let form = candidates.first(where: { holdsEDC(of: $0) }) {
            state.form = form
            examineParity()
        } else if hasNoEDC(state.form) {
            state.conditions.insert(.edcAbsent)
        } else if let (form, condition) = candidates.lazy.compactMap(unwrittenCodes).first {
            state.form = form
            state.conditions.insert(condition)
        } else if let form = candidates.first(where: { corrects(as: $0) }) {
            state.form = form
        } else if let form = formWithOneSubheader() {
            state.form = form
        } else if let form = candidates.first(where: { holdsParity(of: $0) }) {
            state.form = form
            state.conditions.insert(.foreignEDC)
        } else if candidates.isEmpty || !stores(state.form) {
            state.conditions.insert(.uncoded)
        } else if state.form.mode == 2, subheadersDiffer, track.codes == nil {
            // As likely as two damaged subheaders: a sector of Mode 2 that has none, and no codes either.
            state.form = .mode2mixed
            state.conditions.insert(.uncoded)
        } else {
            state.conditions.insert(.uncorrectable)
        }
        state.conditions.insert(.subheadersDiffer, if: state.form.mode == 2 && subheadersDiffer)
        let hasIntermediateField = state.form == .mode1 && !state.conditions.contains(.uncorrectable)
        state.conditions.insert(
            .intermediateFieldUsed,
            if: hasIntermediateField && sector[CodeLayout.intermediate].contains { $0 != 0 })
    }

    /// The form in which the EDC holds once one of two differing subheaders stands in for the other: all that corrects a
    /// sector of Form 2. The sector is left corrected.
    private mutating func formWithOneSubheader() -> SectorForm? {
        guard state.form.mode == 2, subheadersDiffer else { return nil }
        let recorded = sector
        for copy in [16..<20, 20..<24] {
            sector.replaceSubrange(16..<24, with: recorded[copy] + recorded[copy])
            guard let form = unsafe try? Subheader(sector.span.bytes, at: 16).form, holdsEDC(of: form) else {
                continue
            }
            state.corrections = Subheader.range.filter { sector[$0] != recorded[$0] }
            state.conditions.insert(.correctable)
            return form
        }
        sector = recorded
        return nil
    }

    /// Whether the EDC of `form` is in the file.
    private func stores(_ form: SectorForm) -> Bool {
        form.codes.map { $0.edc.upperBound <= part.range.upperBound } ?? false
    }

    private func holdsEDC(of form: SectorForm) -> Bool {
        guard let codes = form.codes, stores(form) else { return false }
        return unsafe sector.withUnsafeBytes { unsafe codes.holdEDC(in: $0) }
    }

    /// Whether both subheaders say Form 2, and its EDC is 0.
    private func hasNoEDC(_ form: SectorForm) -> Bool {
        form == .mode2form2 && stores(form) && !subheadersDiffer
            && sector[CodeLayout.form2.edc].allSatisfy { $0 == 0 }
    }

    /// Whether the codes of `form` were left out by whoever wrote the sector, all of them or the EDC alone.
    private func unwrittenCodes(of form: SectorForm) -> (SectorForm, SectorCondition)? {
        guard let codes = form.codes, codes.hasParity, stores(form) else { return nil }
        let field = sector[codes.edc.lowerBound..<part.range.upperBound]
        guard let filler = field.first else { return nil }
        if field.allSatisfy({ $0 == filler }) {
            // Where the data ends in the same byte, other than 0, it was filled up together with the codes.
            let isFilled =
                filler != 0 && sector[..<codes.edc.lowerBound].suffix(32).allSatisfy { $0 == filler }
            return isFilled ? nil : (form, .codesAbsent)
        }
        guard sector[codes.edc].allSatisfy({ $0 == 0 }) else { return nil }
        return holdsParity(of: form) ? (form, .edcUnwritten) : nil
    }

    /// Whether P and Q of `form` are there and hold, whatever the EDC.
    private func holdsParity(of form: SectorForm) -> Bool {
        guard let codes = form.codes, codes.hasParity, stores(form) else { return false }
        var whole = self
        whole.completeParity(of: codes)
        return unsafe whole.sector.withUnsafeBytes { unsafe codes.holdParity(in: $0) }
    }

    /// Notes parity that does not hold although the EDC does, and makes it right.
    private mutating func examineParity() {
        guard let codes = state.form.codes, codes.hasParity else { return }
        let recorded = sector
        completeParity(of: codes)
        guard unsafe !sector.withUnsafeBytes({ unsafe codes.holdParity(in: $0) }) else { return }
        state.conditions.insert(.badParity)
        if !corrects(as: state.form) {
            sector = recorded
            if state.form == .mode1 { for position in CodeLayout.intermediate { sector[position] = 0 } }
            ProductCode.encode(&sector, countsHeader: codes.countsHeader)
        }
    }

    /// Whether P and Q lead to a sector whose EDC holds; it takes the place of the one recorded. Nothing is corrected when all
    /// that was wrong is a header that is not stored: then the sector is at another place than we thought.
    private mutating func corrects(as form: SectorForm) -> Bool {
        guard let codes = form.codes, codes.hasParity, stores(form) else { return false }
        let recorded = sector
        completeParity(of: codes)
        guard ProductCode.correct(&sector, countsHeader: codes.countsHeader), holdsEDC(of: form) else {
            sector = recorded
            return false
        }
        state.corrections = part.range.filter { sector[$0] != recorded[$0] }
        if storesHeader, !state.corrections.isEmpty,
            state.corrections.allSatisfy(SectorHeader.range.contains)
        {
            // The header alone is wrong; the EDC, which counts it, says that the data is right.
            let isMode = state.corrections == [SectorHeader.range.upperBound - 1]
            state.conditions.insert(isMode ? .unexpectedMode : .unexpectedAddress)
        } else if state.conditions.contains(.badParity) || state.corrections.isEmpty {
            return true
        } else if state.corrections.allSatisfy({ $0 >= codes.edc.lowerBound }) {
            state.conditions.insert(.badEDC)
        } else {
            let patch = Patch(changed: state.corrections, in: recorded, of: codes)
            state.conditions.insert(patch.isWritten ? .patched : .correctable)
        }
        return true
    }

    /// Adds the end of the Q parity where the file lacks it.
    private mutating func completeParity(of codes: CodeLayout) {
        let end = part.range.upperBound
        if end < StoredPart.sectorSize {
            ProductCode.completeQ(&sector, from: end, countsHeader: codes.countsHeader)
        }
    }
}
