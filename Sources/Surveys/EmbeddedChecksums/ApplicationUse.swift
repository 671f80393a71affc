import Bytes
import Checksums
import Digests
public import DiscModel
import FileSystems

/// The application use area of the primary descriptor (ECMA-119, 8.4.32), where programs implant checksums: 512 bytes that
/// count as spaces in every such sum.
public struct ApplicationUse: Sendable, Hashable {
    public let offset: UInt64
    public let bytes: [UInt8]
    /// Bytes of the volume as each half of its size tells.
    public let declaredLittle, declaredBig: UInt64
    /// Whether the primary descriptor stands in sector 16, as all such programs expect.
    public let isInSector16: Bool

    init?(of disc: DiscBuilder) {
        guard let primary = disc.facts(ISO9660Facts.self)?.primary else { return nil }
        offset = primary.offset + UInt64(VolumeDescriptor.applicationUse.offset)
        bytes = Array(primary[VolumeDescriptor.applicationUse])
        declaredLittle = UInt64(primary.volumeSpaceSize.little) * .sector
        declaredBig = UInt64(primary.volumeSpaceSize.big) * .sector
        isInSector16 = primary.offset == 16 * .sector
    }

    public var range: Range<UInt64> { offset..<offset + 512 }
    var blank: DigestRequest.Fill { DigestRequest.Fill(range, with: 0x20) }

    /// The bytes as text; what is not ASCII as "?".
    var text: String { String(decoding: bytes.map { $0 < 0x80 && $0 != 0 ? $0 : 0x3F }, as: UTF8.self) }

    public func place(_ field: String = "applicationUse") -> Place {
        Place(offset: offset, length: 512, field: "pvd/\(field)")
    }
}
