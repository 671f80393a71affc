import Bytes
import ContentTypes
public import DiscModel
import FileSystems

/// What boot images hold, in libmagic's words: a boot sector, a FAT file system, or something that no firmware starts.
public struct BootContents: Facts {
    /// By the first byte of the image; nothing where libmagic knows no more than that there are bytes.
    public let names: [UInt64: String]

    /// Boot images that are named; a catalog can list thousands, which takes a millisecond for each.
    private static let limit = 64

    /// Nil where there are none.
    public init?(of disc: DiscBuilder) {
        let images = disc.facts(ElToritoFacts.self)?.images ?? []
        guard !images.isEmpty, let types = ContentTypes() else { return nil }
        var names: [UInt64: String] = [:]
        for image in images.prefix(Self.limit) where names[image.offset] == nil && !image.head.bytes.isEmpty {
            // What follows are numbers out of a boot parameter block, which loaders write over.
            let name = types.name(of: Array(image.head.bytes))?.prefix { $0 != "," && $0 != ";" }
            names[image.offset] = name.map(String.init)
        }
        self.names = names
    }
}
