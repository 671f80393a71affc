public import Bytes
public import DiscModel
import Sectors

/// A plain ISO: 2048-byte sectors from the first byte of the file, nothing before, between, or behind them.
public enum PlainISO: ContainerFormat {
    public static let name = "plain ISO"

    /// Recognised by a volume descriptor where ECMA-119 (6.7.1), High Sierra or CD-i wants one: in sector 16.
    ///
    /// A descriptor with one damaged letter still counts, and so does a set whose first descriptor is gone while the
    /// second is there: a damaged image must reach the rules.
    public static func open(_ source: any ByteSource) throws(ReadFailure) -> OpenedImage? {
        let head = try source.bytes(at: 16 * 2048, count: 2 * 2048)
        guard head.count >= 2048 else { return nil }
        let found = [0, 2048].contains {
            VolumeSignature.recognised(in: head[min($0, head.count)...].prefix(16))
        }
        guard found else { return nil }
        let sectors = source.size / 2048
        let map = SectorMap(
            extents: [.init(source: 0, offset: 0, layout: .plain, first: 0, count: sectors)],
            remainder: source.size % 2048)
        return OpenedImage(
            format: name, volume: Volume(sources: [source], map: map),
            facts: PlainISOFacts(size: source.size))
    }
}

/// What the plain container knows: how long the file is, and what hangs over its last whole sector.
public struct PlainISOFacts: Facts {
    public static let subject = "plain ISO"

    /// Bytes of the file.
    public let size: UInt64
    /// Bytes behind the last whole sector (ECMA-119, 6.1.2 knows only whole ones).
    public var oddBytes: UInt64 { size % 2048 }
}

/// The standard identifiers that open a volume descriptor.
enum VolumeSignature {
    /// "CD001" at byte 1 (ECMA-119, 8.1.2) with at most one wrong letter, "CD-I " there, or "CDROM" at byte 9 (High
    /// Sierra).
    static func recognised(in descriptor: ArraySlice<UInt8>) -> Bool {
        let bytes = [UInt8](descriptor)
        func distance(_ text: StaticString, at offset: Int) -> Int {
            let count = text.utf8CodeUnitCount
            guard offset + count <= bytes.count else { return count }
            return (0..<count).count { unsafe text.utf8Start[$0] != bytes[offset + $0] }
        }
        return distance("CD001", at: 1) <= 1 || distance("CD-I ", at: 1) == 0 || distance("CDROM", at: 9) == 0
    }
}
