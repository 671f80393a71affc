import Bytes
import Digests

/// An ECM file (Error Code Modeler): the bytes of another, without the codes of sectors that can be computed.
public enum ECMImage: ContainerReader {
    public static let format = ContainerFormat("error-code-stripped image (ECM)", extensions: ["ecm"])

    /// A file that was unpacked, and what it says of itself.
    struct Unpacked {
        let source: ECMStore
        var file: UnpackedFile
    }

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard let unpacked = try unpacked(input) else { return nil }
        let name = input.name.lowercased().hasSuffix(".ecm") ? input.stem : "\(input.name) unpacked"
        return try UnpackedImage.open(
            input, as: unpacked.source, named: name, unpacked.file, format: format)
    }

    /// Nil when the file is none.
    static func unpacked(_ input: ImageInput) throws(OpeningFailure) -> Unpacked? {
        let head = try input.source.record(at: 0, count: 4)
        guard head.has("ECM") else { return nil }
        guard head.has("ECM\u{0}") else {
            // Text may begin so; a successor of the format has a number there.
            guard head.u8(3) < 0x20 else { return nil }
            throw .refused("looks like an ECM file of a kind that is not known (\(head.u8(3)), and 0 is)")
        }
        let records = try ECMRecords(input)
        var file = UnpackedFile(
            name: input.name, kind: "ECM", index: "records", codecs: ["ECM"],
            blockCount: UInt64(records.records.count))
        file.fault = records.fault
        file.trailingBytes = records.trailingBytes
        if let edc = records.edc, let digest = Digest(.edc, bytes: edc) {
            file.sums = [
                StoredSum(what: "EDC of the unpacked file", digest: digest, ranges: [0..<records.size])
            ]
        }
        return Unpacked(source: ECMStore(source: input.source, records: records), file: file)
    }
}
