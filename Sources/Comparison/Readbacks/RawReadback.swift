import Bytes
import SectorCodes
public import Sectors

/// A readback that is stored with what surrounds the user data of its sectors: headers and error codes are checked,
/// and what they say goes along with the bytes. Equal data does not excuse a wrong code: such a sector is not as it
/// was written.
public final class RawReadback: Readback {
    private let volume: Volume
    private let data: StoredReadback

    /// Nil when the container stores no codes.
    public init?(_ volume: Volume, manner: String) {
        guard volume.map.extents.contains(where: \.layout.hasCodes) else { return nil }
        self.volume = volume
        data = StoredReadback(volume, manner: manner)
    }

    public var size: UInt64 { data.size }
    public var sectorsPerRead: Int { data.sectorsPerRead }
    public var sectorsPerBlock: Int { data.sectorsPerBlock }
    public var canVary: Bool { data.canVary }
    public var manner: String { data.manner }
    public var identity: String? { data.identity }

    public func read(_ first: UInt64, count: Int, into buffer: SectorBuffer, at index: Int) -> ReadOutcome {
        var outcome = data.read(first, count: count, into: buffer, at: index)
        let came = first..<first.adding(UInt64(outcome.sectors))
        for extent in volume.map.extents where extent.layout.hasCodes {
            let held = UInt64(clamping: extent.first.number)..<UInt64(clamping: extent.end.number)
            let sectors = came.clamped(to: held)
            if !sectors.isEmpty { examine(sectors, of: extent, &outcome.codeFaults) }
        }
        return outcome
    }

    public func dropCache(of sector: UInt64) {}

    private func examine(
        _ sectors: Range<UInt64>, of extent: SectorMap.Extent, _ faults: inout [UInt64: ReadbackFault]
    ) {
        let layout = extent.layout
        let part = extent.dropping(UInt64(clamping: LBA(clamping: sectors.lowerBound) - extent.first)).prefix(
            UInt64(sectors.count))
        guard volume.sources.indices.contains(part.source),
            let stored = try? volume.sources[part.source].bytes(
                at: part.offset, count: Int(part.count.times(layout.stride)))
        else { return }
        let examiner = SectorExaminer(form: layout.form, part: layout.part)
        let span = unsafe stored.span.bytes
        for (index, sector) in sectors.enumerated() {
            let start = index * Int(layout.stride)
            guard start + layout.part.count <= stored.count else { return }
            let bytes = span.extracting(start..<start + layout.part.count)
            guard let found = try? examiner.examine(bytes, at: Int(exactly: sector)) else { return }
            if let words = Self.words(found.conditions) {
                faults[sector] = ReadbackFault(.codeMismatch, words)
            }
        }
    }

    /// What is wrong with a sector, or nil. A wrong parity under a right EDC hurts no data.
    private static func words(_ conditions: SectorConditions) -> String? {
        if conditions.contains(.unexpectedAddress) { return "its header names another sector, or none" }
        if conditions.contains(.empty) { return "its error detection code was never written" }
        let wrong: [SectorCondition] = [.correctable, .patched, .uncorrectable, .badEDC, .foreignEDC]
        return wrong.contains(where: conditions.contains) ? "its own error detection code is wrong" : nil
    }
}
