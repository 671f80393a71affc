public import SystemPackage

/// The files beside an image: those that its descriptor names, and lists of checksums.
///
/// A name is a file in it, or with "/" between names one in a folder below. Images come from anywhere, so no name may lead
/// out of the folder.
public protocol Folder: Sendable {
    /// The names in it, in ascending order of their bytes; empty if it cannot be listed.
    var names: [String] { get }

    /// Those that a person named, wherever they lie.
    var given: [String] { get }

    /// Opens the file of that name.
    ///
    /// - Throws: `.permissionDenied` for a name that does not stay inside (empty, absolute, with a component that is empty,
    ///   "." or "..", or with NUL), and otherwise what the system says, such as `.noSuchFileOrDirectory`.
    func open(_ name: String) throws(Errno) -> any ByteSource
}

extension Folder {
    public var given: [String] { [] }
}

/// Whether a name stays in its folder: none of its components is the folder or its parent.
private func staysInside(_ name: String) -> Bool {
    let components = name.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
    return !name.utf8.contains(0)
        && components.allSatisfy {
            !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
        }
}

/// A directory on disk.
public struct DiskFolder: Folder {
    public let path: FilePath

    public init(_ path: FilePath) { self.path = path }

    /// The directory in which the file at `path` lies.
    public init(of path: FilePath) {
        let parent = path.removingLastComponent()
        self.path = parent.isEmpty ? "." : parent
    }

    public var names: [String] { path.entries }

    public func open(_ name: String) throws(Errno) -> any ByteSource {
        guard staysInside(name) else { throw .permissionDenied }
        return try FileSource(path: path.pushing(FilePath(name)))
    }
}

/// Files in memory: forged examples, tests.
public struct MemoryFolder: Folder {
    private let files: [String: any ByteSource]
    public let given: [String]

    public init(_ files: [String: any ByteSource]) { (self.files, given) = (files, []) }

    public init(_ files: [String: [UInt8]] = [:], given: [String] = []) {
        self.files = files.mapValues(MemorySource.init)
        self.given = given
    }

    public var names: [String] { files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    public func open(_ name: String) throws(Errno) -> any ByteSource {
        guard staysInside(name) else { throw .permissionDenied }
        guard let file = files[name] else { throw .noSuchFileOrDirectory }
        return file
    }
}
