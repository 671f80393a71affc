import Bytes
import Digests
import Sectors

/// A CHD with its map and its metadata, and the parent where it has one.
struct OpenedCHD {
    let description: CHDDescription
    let map: HunkMap
    let metadata: CHDMetadata
    let payload: StoredPayload
    /// The file that holds what this one leaves out, before that which holds what that one leaves out.
    let parents: [OpenedImage.Source]
    /// CHDs that a person named and that are no parent.
    let strangers: [CHDFacts.Stranger]
    /// Bytes behind all that the header leads to.
    let trailingBytes: UInt64

    var store: BlockStore { payload.blocks }
    var parentName: String? { parents.first?.name }

    /// Why nothing may be found in it.
    var obstacle: String? {
        if let fault = map.fault { return "its map \(fault)" }
        guard let parent = description.parent, parentName == nil else { return nil }
        let other = strangers.first.map { "; \($0.inWords)" } ?? ""
        return
            "its parent, the CHD with the \(parent.algorithm.title) \(parent.hex), is not beside it (--with FILE)\(other)"
    }

    /// Parents of parents that are looked for, and files that may be one.
    private static let depthLimit = 8
    private static let fileLimit = 256

    init(_ input: ImageInput, depth: Int) throws(OpeningFailure) {
        try input.step()
        let source = input.source
        description = try CHDDescription(
            try source.record(at: 0, count: CHDHeader.length), expansionLimit: input.expansionLimit)
        map = try HunkMap(source, description)
        metadata = try CHDMetadata(source, description)
        var search = ParentSearch()
        if let digest = description.parent, depth < Self.depthLimit {
            try search.find(digest, input, depth)
        }
        let found = search.found
        parents = found.map { [$0.file] + $0.chd.parents } ?? []
        strangers = found == nil ? search.strangers : []
        trailingBytes = Self.trailingBytes(source, description, map, metadata)
        let hunks = Hunks(chd: description, source: source, map: map, parent: found?.chd.store)
        // A parent is read here and there, and has its digests checked when it is looked at itself.
        let (content, length) = (depth == 0 ? description.content : [], description.logicalBytes)
        payload = StoredPayload(
            hunks, codecs: description.codecs.compactMap { $0?.rawValue },
            hasSums: map.entries.allSatisfy { $0.crc != nil || $0.kind != .stored && $0.kind != .codec0 },
            recorded: content.map {
                .init(
                    $0, of: 0..<length, at: "header of the CHD",
                    named: "the \($0.algorithm.title) in the CHD")
            })
    }

    private static func trailingBytes(
        _ source: any ByteSource, _ chd: CHDDescription, _ map: HunkMap, _ metadata: CHDMetadata
    ) -> UInt64 {
        guard map.fault == nil, metadata.fault == nil else { return 0 }
        let ends = [chd.headerLength, chd.mapOffset.adding(map.length), map.end, metadata.end]
        return source.size - min(source.size, ends.reduce(0, max))
    }

    /// Looks for the CHD beside one, or named on the command line, that has a digest.
    private struct ParentSearch {
        private(set) var found: (file: OpenedImage.Source, chd: OpenedCHD)?
        private(set) var strangers: [CHDFacts.Stranger] = []

        mutating func find(_ digest: Digest, _ input: ImageInput, _ depth: Int) throws(OpeningFailure) {
            let names = input.folder.names.filter { $0.lowercased().hasSuffix(".chd") && $0 != input.name }
            for name in names.prefix(fileLimit) {
                guard let source = try? input.folder.open(name),
                    let head = try? source.record(at: 0, count: CHDHeader.length), CHDDescription.isCHD(head),
                    let other = try? CHDDescription(head, expansionLimit: input.expansionLimit)
                else { continue }
                guard other.isNamed(digest) else {
                    if input.folder.given.contains(name) {
                        strangers.append(.init(name: name, digest: other.overall ?? other.content.first))
                    }
                    continue
                }
                found = (
                    OpenedImage.Source(name: name, role: .packed, bytes: source),
                    try OpenedCHD(input.replacing(source, named: name), depth: depth + 1)
                )
                return
            }
        }
    }
}
