public import Bytes

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

    public init(
        name: String, source: any ByteSource, folder: any Folder = MemoryFolder(),
        spoolFolder: String = "/tmp", expansionLimit: UInt64 = 64 << 30
    ) {
        self.name = name
        self.source = source
        self.folder = folder
        self.spoolFolder = spoolFolder
        self.expansionLimit = expansionLimit
    }

    /// The same surroundings for another file.
    func replacing(_ source: any ByteSource, named name: String) -> ImageInput {
        ImageInput(
            name: name, source: source, folder: folder, spoolFolder: spoolFolder,
            expansionLimit: expansionLimit)
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
