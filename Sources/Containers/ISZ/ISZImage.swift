import Bytes
import Digests
import DiscModel

/// An UltraISO compressed image (ISZ): an ISO in chunks, each packed by zlib or bzip2.
public enum ISZImage: ContainerReader {
    public static let format = ContainerFormat("UltraISO compressed image (ISZ)", extensions: ["isz"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard try input.source.record(at: 0, count: 4).has("IsZ!") else { return nil }
        let isz = try ISZDescription(input.source, expansionLimit: input.expansionLimit)
        let chunks = try ISZChunks(input.source, isz)
        guard chunks.size > 0 else {
            throw .refused("looks like an ISZ; its table of chunks \(chunks.fault ?? "leads to none")")
        }
        let name = DisplayName(input.name).escaped
        var file = UnpackedFile(name: input.name, kind: "ISZ", index: "table of chunks")
        file.fault = chunks.fault
        if let sum = isz.storedSum.flatMap(digest), chunks.fault == nil {
            file.ownSum = StoredSum(
                name: "the CRC-32 of the stored chunks in \(name)", digest: sum,
                range: isz.dataOffset..<chunks.end)
        }
        // Nothing but the tables and a copy of the header may follow, so bytes behind the chunks say nothing.
        let recorded = (chunks.fault == nil ? isz.imageSum : nil).flatMap(digest).map { sum in
            StoredPayload.Recorded(
                sum, of: 0..<chunks.size, at: "\(name): CRC-32 of the image", named: "the CRC-32 in \(name)")
        }
        let payload = StoredPayload(
            chunks, codecs: chunks.codecs, hasSums: !chunks.codecs.isEmpty,
            recorded: recorded.map { [$0] } ?? [])
        return try UnpackedImage.open(
            input, as: payload, named: "\(input.stem).iso", file, format: format)
    }

    /// The complement is what is recorded.
    private static func digest(_ sum: UInt32) -> Digest? {
        Digest(.crc32, bytes: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: ~sum >> $0) })
    }
}
