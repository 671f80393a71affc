import Bytes
import SectorCodes
import Sectors

/// Finds sectors that have no synchronisation pattern by the distance of two neighbouring volume descriptors: it is the
/// length of a sector, and what stands before a descriptor tells what surrounds the data.
struct DescriptorDistance {
    /// The layout, and the byte at which sector 0 begins.
    let layout: SectorLayout
    let leading: UInt64

    /// Bytes searched for the first descriptor: a pregap of 150 of the longest sectors, sixteen more, and then some.
    private static let window = 1 << 20

    /// Looks for descriptors near the start of the file.
    init?(in source: any ByteSource) throws(OpeningFailure) {
        let head = try source.record(at: 0, count: Self.window)
        let found = Self.descriptors(in: head)
        for (index, first) in found.enumerated() {
            for second in found.dropFirst(index + 1).prefix(4) {
                for part in 1...3 as ClosedRange<Int> where (second - first) % part == 0 {
                    let stride = UInt64((second - first) / part)
                    guard let fit = Self.fit(head, at: first, stride: stride, source.size) else { continue }
                    // Sector 16 may be blank, and these the descriptors of a session, whose blocks count from the start.
                    let isSession = try Self.isSession(head, at: first, in: source)
                    self = isSession && fit.layout == .plain ? Self(layout: .plain, leading: 0) : fit
                    return
                }
            }
        }
        // One descriptor alone tells the length where the file begins with sector 0.
        guard let only = found.first else { return nil }
        for layout in Self.layouts where UInt64(only) == 16 * layout.stride + layout.prefix {
            guard Self.agrees(head, at: only, layout) else { continue }
            self.init(layout: layout, leading: 0)
            return
        }
        return nil
    }

    /// Whether the root directory of a primary descriptor stands where its block number leads from the start of the file, and
    /// not where it leads from sixteen sectors before the descriptor.
    private static func isSession(_ head: Record, at first: Int, in source: any ByteSource)
        throws(OpeningFailure) -> Bool
    {
        guard first % .sector == 0, first > 16 * .sector, head.u8(first) == 1 else { return false }
        let block = head.u32le(first + 158)
        for (start, stands) in [(0, true), (UInt64(first - 16 * .sector), false)] {
            let record = try source.record(at: start + UInt64(block) * .sector, count: 34)
            let isRoot = record.u8(0) >= 34 && record.u8(33) == 0 && record.u32le(2) == block
            if isRoot != stands { return false }
        }
        return true
    }

    private init(layout: SectorLayout, leading: UInt64) {
        self.layout = layout
        self.leading = leading
    }

    /// Every way in which the field stores sectors that hold 2048 bytes of user data, with each kind of sub-channel.
    private static let layouts: [SectorLayout] = {
        let parts: [(SectorForm, StoredPart)] = [
            (.mode1, .whole), (.mode2mixed, .whole), (.mode1, .afterSync), (.mode2mixed, .afterSync),
            (.mode2mixed, .afterHeader), (.mode1, .afterHeader), (.mode2mixed, .subheaderAndForm2Data),
            (.mode2form2, .form2Data), (.mode2form1, .subheaderAndForm1Data), (.mode1, .mode1Data),
        ]
        return parts.flatMap { form, part in
            ([0, 16, 96] as [UInt64]).map { sub in
                form == .mode1 && part == .mode1Data && sub == 0
                    ? .plain : SectorLayout(form: form, part: part, subchannel: sub)
            }
        }
    }()

    /// Offsets of what may be volume descriptors, in ascending order; not more than a set can have.
    private static func descriptors(in head: Record) -> [Int] {
        var found: [Int] = []
        var at = 1
        // "CD001" preceded by a type and followed by a version (ECMA-119, 8.1), or the same of High Sierra.
        while found.count < 32, let next = head.index(of: 0x43, from: at) {
            if [0, 1, 2, 3, 255].contains(head.u8(next - 1)), head.has("CD001", at: next) {
                found.append(next - 1)
            } else if next >= 9, head.has("CDROM", at: next) {
                found.append(next - 9)
            }
            at = next + 1
        }
        return found
    }

    private static func fit(_ head: Record, at first: Int, stride: UInt64, _ size: UInt64)
        -> DescriptorDistance?
    {
        for layout in layouts where layout.stride == stride && agrees(head, at: first, layout) {
            let before = 16 * layout.stride + layout.prefix
            guard UInt64(first) >= before else { continue }
            return DescriptorDistance(layout: layout, leading: UInt64(first) - before)
        }
        return nil
    }

    /// Whether what stands before a descriptor at `at` is what the layout wants there.
    private static func agrees(_ head: Record, at: Int, _ layout: SectorLayout) -> Bool {
        let start = at - Int(layout.prefix)
        guard start >= 0 else { return false }
        let isMode2 = layout.form == .mode2mixed || layout.form == .mode2form1
        // The subheader is recorded twice; bit 5 of its third byte says Form 2.
        let hasSubheader =
            at >= 8 && head.slice(at - 8, 4).elementsEqual(head.slice(at - 4, 4))
            && head.u8(at - 6) & 0x20 == 0
        let isBlank = at >= 8 && head.slice(at - 8, 8).allSatisfy { $0 == 0 }
        switch layout.part {
        case .whole:
            guard head.isSync(start), let header = SectorPlace(head, at: start + 12) else { return false }
            return header.mode == (isMode2 ? 2 : 1)
        case .afterSync:
            guard let header = SectorPlace(head, at: start) else { return false }
            return header.mode == (isMode2 ? 2 : 1)
        // Sub-channel of zeros must not pass for a subheader.
        case .afterHeader: return isMode2 == (hasSubheader && (layout.subchannel == 0 || !isBlank))
        case .subheaderAndForm2Data, .subheaderAndForm1Data: return hasSubheader
        default: return true
        }
    }
}
