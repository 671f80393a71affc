public import Bytes
public import Sectors

/// What a container reader hands on: where the sectors are, and what it learnt on the way.
public struct OpenedImage: Sendable {
    /// A file of the image.
    public struct Source: Sendable {
        /// The name in its folder.
        public let name: String
        public let role: SourceRole
        public let bytes: any ByteSource

        public init(name: String, role: SourceRole, bytes: any ByteSource) {
            self.name = name
            self.role = role
            self.bytes = bytes
        }
    }

    /// The files, in the order of `ContainerFacts.files`, and the compressed one that they were unpacked from, if they
    /// were.
    public let sources: [Source]
    public let map: SectorMap
    public let volume: Volume
    public internal(set) var facts: ContainerFacts

    public var format: ContainerFormat { facts.format }

    init(sources: [Source], map: SectorMap, start: LBA, facts: ContainerFacts) {
        self.sources = sources
        self.map = map
        self.facts = facts
        volume = Volume(sources: sources.map(\.bytes), map: map, start: start)
    }

    /// The same image, read from the session that begins at a sector, as if it ended with another.
    public func beginning(at start: LBA, endingBefore end: LBA? = nil) -> OpenedImage {
        OpenedImage(sources: sources, map: end.map(map.endingBefore) ?? map, start: start, facts: facts)
    }
}
