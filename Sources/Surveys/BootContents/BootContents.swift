import Bytes
public import ContentTypes
public import DiscModel
import FileSystems
public import Readers

/// What boot images hold, in libmagic's words: a boot sector, a FAT file system, or something that no firmware starts.
public struct BootContents: Facts {
    public static let subject = "boot contents"

    /// By the first byte of the image; nothing where libmagic knows no more than that there are bytes.
    public let names: [UInt64: String]
}

/// Asks libmagic about the boot images.
public struct BootNames: WindowReader {
    public static let needs: [any Facts.Type] = [ElToritoFacts.self]
    public static let scope = Scope.content
    public static let roles: Set<InnerWindow.Role> = [.disc]

    /// Boot images that are named; a catalog can list thousands, which takes a millisecond for each.
    private static let limit = 64

    private let types: ContentTypes

    public init(by types: ContentTypes) { self.types = types }

    /// Nil where there are none.
    public func read(_ context: WindowContext) -> BootContents? {
        let images = context.known.facts(ElToritoFacts.self)?.images ?? []
        guard !images.isEmpty, types.isAvailable else { return nil }
        var names: [UInt64: String] = [:]
        for image in images.prefix(Self.limit) where names[image.offset] == nil && !image.head.bytes.isEmpty {
            // What follows are numbers out of a boot parameter block, which loaders write over.
            let name = types.name(of: Array(image.head.bytes))?.prefix { $0 != "," && $0 != ";" }
            names[image.offset] = name.map(String.init)
        }
        return BootContents(names: names)
    }
}
