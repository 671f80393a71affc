public import Bytes
public import Sectors

/// What a container reader hands on: where the sectors are, and what it learnt on the way.
public struct OpenedImage: Sendable {
    /// A file whose bytes the sector map names, and the descriptor files that describe them.
    public struct Source: Sendable {
        /// The name in its folder.
        public let name: String
        public let bytes: any ByteSource

        public init(name: String, bytes: any ByteSource) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// The files, in the order of `ContainerFacts.files`; last the compressed file that they were unpacked from, if they
    /// were. It holds no sectors of the map, but has a name and digests like the others.
    public let sources: [Source]
    public let map: SectorMap
    public let volume: Volume
    public let facts: ContainerFacts

    public var format: String { facts.format }

    init(sources: [Source], map: SectorMap, start: UInt64, facts: ContainerFacts) {
        self.sources = sources
        self.map = map
        self.facts = facts
        volume = Volume(sources: sources.map(\.bytes), map: map, start: start)
    }
}
