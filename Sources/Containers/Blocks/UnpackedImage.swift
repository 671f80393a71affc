import Bytes
import Sectors

/// Opens what a container unpacks to.
enum UnpackedImage {
    /// Opens what the blocks of a file unpack to as the image that it is.
    ///
    /// - Parameters:
    ///   - name: that of the unpacked file; lists of checksums beside the image may name it.
    ///   - asSectors: whether it is taken for sectors of 2048 bytes where nothing knows better.
    static func open(
        _ input: ImageInput, as payload: StoredPayload, named name: String, _ file: UnpackedFile,
        format: ContainerFormat, version: String? = nil, asSectors: Bool = false
    ) throws(OpeningFailure) -> OpenedImage {
        let inner = input.replacing(payload.blocks, named: name)
        let isIndexSound = file.fault == nil && file.obstacle == nil
        let opened = try inner.openedInside(blockBytes: payload.blocks.blockBytes) { failure in
            asSectors || failure != nil && isIndexSound
        }
        guard let image = opened else {
            let what = (try? Lookalike.name(of: inner)).map { "looks like \($0)" } ?? "is no disc image"
            let why = (file.fault.map { "its \(file.index) \($0)" } ?? file.obstacle).map { "; \($0)" } ?? ""
            throw .refused("looks like \(file.inWords); what is in it \(what)\(why)")
        }
        var facts = image.facts
        facts.fileName = input.name
        facts.inside = facts.inside ?? facts.format
        facts.format = format
        facts.version = version
        facts.payload = payload
        var file = file
        if let sum = file.ownSum {
            // It stands behind the others in the list of files.
            file.sums.append(sum.behind(image.sources.reduce(0) { $0.adding($1.bytes.size) }))
        }
        facts.unpacked.append(file)
        return OpenedImage(
            sources: image.sources + [.init(name: input.name, role: .packed, bytes: input.source)],
            map: image.map, start: image.volume.start, facts: facts)
    }
}
