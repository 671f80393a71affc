import Bytes
import Digests
import DiscModel

/// An ECM file (Error Code Modeler): the bytes of another, without the codes of sectors that can be computed.
public enum ECMImage: ContainerReader {
    public static let format = ContainerFormat("error-code-stripped image (ECM)", extensions: ["ecm"])

    /// A file that was unpacked, and what it says of itself.
    struct Unpacked {
        let payload: StoredPayload
        let file: UnpackedFile
    }

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard let unpacked = try unpacked(input) else { return nil }
        let name = input.name.lowercased().hasSuffix(".ecm") ? input.stem : "\(input.name) unpacked"
        return try UnpackedImage.open(
            input, as: unpacked.payload, named: name, unpacked.file, format: format)
    }

    /// Nil when the file is none.
    static func unpacked(_ input: ImageInput) throws(OpeningFailure) -> Unpacked? {
        let head = try input.source.record(at: 0, count: 4)
        guard head.has("ECM") else { return nil }
        guard head.has("ECM\u{0}") else {
            // Text may begin so; a successor of the format has a number there.
            guard head.count == 4, head.u8(3) < 0x20 else { return nil }
            throw .refused("looks like an ECM file of a kind that is not known (\(head.u8(3)), and 0 is)")
        }
        let records = try ECMRecords(input)
        var file = UnpackedFile(name: input.name, kind: "ECM", index: "records")
        file.fault = records.fault
        file.trailingBytes = records.trailingBytes
        let name = DisplayName(input.name).escaped
        let sum = records.edc.flatMap { Digest(.edc, bytes: $0) }.map { edc in
            StoredPayload.Recorded(
                edc, of: 0..<records.size, at: "\(name): EDC", named: "the EDC in \(name)")
        }
        let payload = StoredPayload(
            ECMBlocks(source: input.source, records: records), codecs: ["ECM"], hasSums: false,
            recorded: sum.map { [$0] } ?? [])
        return Unpacked(payload: payload, file: file)
    }
}
