import Bytes

/// A CSO, an ISO of the PSP cut into blocks that are packed one by one; version 1 by deflate, version 2 by LZ4 as well.
public enum CSOImage: ContainerReader {
    public static let format = ContainerFormat(
        "compressed ISO (CSO)", extensions: ["cso", "ciso"], versions: ["1", "2"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        try CSOKindOpener.open(input, .cso, format)
    }
}

/// A ZSO: the same, packed by LZ4.
public enum ZSOImage: ContainerReader {
    public static let format = ContainerFormat("compressed ISO (ZSO)", extensions: ["zso"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        try CSOKindOpener.open(input, .zso, format)
    }
}

/// A DAX, the older sibling: blocks of 8192 bytes, packed by zlib.
public enum DAXImage: ContainerReader {
    public static let format = ContainerFormat("compressed ISO (DAX)", extensions: ["dax"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        try CSOKindOpener.open(input, .dax, format)
    }
}

private enum CSOKindOpener {
    static func open(_ input: ImageInput, _ kind: CSODescription.Kind, _ format: ContainerFormat)
        throws(OpeningFailure) -> OpenedImage?
    {
        let head = try input.source.record(at: 0, count: DAXHeader.length)
        guard head.has(kind.mark) else { return nil }
        if kind == .cso, try CSODescription.isOfGameCube(input.source) {
            throw .refused(
                "looks like a disc of a GameCube or Wii (CISO), which has nothing but its first letters in common with a compressed ISO of the PSP; Dolphin makes an ISO of it"
            )
        }
        let iso = try CSODescription(kind, head, expansionLimit: input.expansionLimit)
        let index = try CSOIndex(input.source, iso)
        guard index.reached > 0 else {
            throw .refused(
                "looks like a \(kind.rawValue); its index of blocks \(index.fault ?? "leads to none")")
        }
        var file = UnpackedFile(name: input.name, kind: kind.rawValue, index: "index of blocks")
        file.fault = index.fault
        file.trailingBytes = index.trailingBytes
        let payload = StoredPayload(
            CSOBlocks(source: input.source, iso: iso, index: index), codecs: iso.codecs,
            hasSums: kind == .dax, recorded: [])
        return try UnpackedImage.open(
            input, as: payload, named: "\(input.stem).iso", file, format: format,
            version: kind == .cso ? "\(max(1, iso.version))" : nil)
    }
}
