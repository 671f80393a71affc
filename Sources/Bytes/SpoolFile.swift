import Glibc
public import SystemPackage

/// A temporary file without a name, filled from front to end and then read by offset. Nothing is left of it when the
/// process ends, however it ends.
public final class SpoolFile {
    private let descriptor: FileDescriptor
    private var isOpen = true

    public init(in directory: FilePath) throws(Errno) {
        descriptor = try FileSource.unlinkedFile(in: directory)
    }

    deinit { if isOpen { try? descriptor.close() } }

    /// Bytes that the file system has left for us.
    public var available: UInt64 {
        var status = statvfs()
        guard unsafe fstatvfs(descriptor.rawValue, &status) == 0 else { return .max }
        return UInt64(status.f_bavail).times(UInt64(status.f_frsize))
    }

    public func append(_ bytes: RawSpan) throws(Errno) {
        do {
            _ = try unsafe bytes.withUnsafeBytes { try unsafe descriptor.writeAll($0) }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// The file as a source; nothing can be appended any more.
    public func finished() throws(Errno) -> FileSource {
        isOpen = false
        return try FileSource(adopting: descriptor)
    }
}
