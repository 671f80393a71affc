public import Bytes
public import ContentTypes

/// A file to be opened as an image, and what lies beside it.
public struct ImageInput: Sendable {
    /// Last component of its path, for formats that are known by it and for the names of files beside it.
    public let name: String
    public let source: any ByteSource
    /// The files beside it, which its descriptor may name.
    public let folder: any Folder
    /// Where compressed images are unpacked, into a file without a name.
    public let spoolFolder: String
    /// Bytes that a compressed image may unpack to.
    public let expansionLimit: UInt64
    /// Names what is no image.
    public let types: ContentTypes
    /// Containers that it was unpacked from.
    private(set) var depth = 0
    /// Told how far opening is, before each step; false stops it.
    public let goesOn: @Sendable (WorkProgress) -> Bool

    public init(
        name: String, source: any ByteSource, folder: any Folder = MemoryFolder(),
        spoolFolder: String = "/tmp", expansionLimit: UInt64 = 64 << 30, types: ContentTypes = ContentTypes(),
        goesOn: @escaping @Sendable (WorkProgress) -> Bool = { _ in true }
    ) {
        self.name = name
        self.source = source
        self.folder = folder
        self.spoolFolder = spoolFolder
        self.expansionLimit = expansionLimit
        self.types = types
        self.goesOn = goesOn
    }

    /// Ends the opening when a person wants that.
    func step(_ done: UInt64 = 0, of total: UInt64 = 0) throws(OpeningFailure) {
        guard goesOn(WorkProgress(done: done, total: max(done, total))) else { throw .stopped }
    }

    /// The same surroundings for another file.
    func replacing(_ source: any ByteSource, named name: String) -> ImageInput {
        var other = ImageInput(
            name: name, source: source, folder: folder, spoolFolder: spoolFolder,
            expansionLimit: expansionLimit, types: types, goesOn: goesOn)
        other.depth = depth
        return other
    }

    /// Containers in containers that are opened; people pack an image once or twice.
    private static let depthLimit = 8

    /// What was unpacked from the file, with the same surroundings; nil where that was unpacked too often already.
    func unpacked(_ source: any ByteSource, named name: String) -> ImageInput? {
        guard depth < Self.depthLimit else { return nil }
        var inner = replacing(source, named: name)
        inner.depth = depth + 1
        return inner
    }
}

extension ByteSource {
    /// Up to `count` bytes from `offset` as a record; empty behind the end.
    func record(at offset: UInt64, count: Int) throws(OpeningFailure) -> Record {
        do throws(ReadFailure) {
            return Record(offset: offset, try bytes(at: offset, count: count))
        } catch {
            throw .read(error)
        }
    }
}
