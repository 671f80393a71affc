import Bytes
import Sectors

/// Opens what a container unpacks to.
enum UnpackedImage {
    /// Opens bytes in a row that a file unpacks to, as the image that they are.
    ///
    /// - Parameters:
    ///   - name: that of the unpacked file; lists of checksums beside the image may name it.
    ///   - obstacle: why nothing may be found in it, as a clause.
    ///   - asSectors: whether it is taken for sectors of 2048 bytes where nothing knows better.
    static func open(
        _ input: ImageInput, as source: any ByteSource, named name: String, _ file: UnpackedFile,
        format: ContainerFormat, version: String? = nil, asSectors: Bool = false
    ) throws(OpeningFailure) -> OpenedImage {
        guard let inner = input.unpacked(source, named: name) else {
            throw .refused("\(file.inWords) in too many other containers")
        }
        var found = try Containers.open(inner)
        if found == nil, asSectors { found = try PlainISO.opened(inner) }
        guard let image = found else {
            let what = try Lookalike.name(of: inner).map { "looks like \($0)" } ?? "is no disc image"
            let why = file.fault.map { "; its \(file.index) \($0)" } ?? ""
            throw .refused("looks like \(file.inWords); what is in it \(what)\(why)")
        }
        var facts = image.facts
        facts.fileName = input.name
        // What holds sectors is told by what they are; what holds a disc with tracks keeps that disc's name.
        facts.format = format
        facts.version = version
        var file = file
        // What was unpacked is the only file, or is itself one that others were unpacked from.
        let others = image.sources.last?.role == .packed ? image.sources.dropLast() : []
        let before = others.reduce(0 as UInt64) { $0.adding($1.bytes.size) }
        file.sums = file.sums.map { $0.behind(before) }
        facts.unpacked.append(file)
        return OpenedImage(
            sources: image.sources + [.init(name: input.name, role: .packed, bytes: input.source)],
            map: image.map, start: image.volume.start, facts: facts)
    }
}
