import Glibc
public import SystemPackage

/// A file or block device on disk, read with `pread` and never mapped: a file that shrinks under a mapping
/// kills the process, a failed `pread` is a value.
public final class FileSource: ByteSource {
    public let size: UInt64
    private let descriptor: FileDescriptor

    /// Opens `path` for reading.
    ///
    /// - Throws: `Errno` as the system gives it; `.isDirectory` for a directory; `.notSupported` for a pipe,
    ///   a terminal or a socket, which have no size and no offsets.
    public init(path: FilePath) throws(Errno) {
        do {
            // Non-blocking, so that opening a named pipe fails below instead of waiting for a writer.
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
        } catch {
            throw error as? Errno ?? .ioError
        }
        do {
            size = try Self.length(of: descriptor)
        } catch {
            try? descriptor.close()
            throw error as? Errno ?? .ioError
        }
    }

    /// Takes over an open file, and closes it in the end.
    init(adopting descriptor: FileDescriptor) throws(Errno) {
        self.descriptor = descriptor
        do {
            size = try Self.length(of: descriptor)
        } catch {
            try? descriptor.close()
            throw error as? Errno ?? .ioError
        }
    }

    /// Spools everything `input` delivers into a temporary file that has no name any more, so that a stream
    /// can be read by offset and nothing is left behind.
    ///
    /// - Parameter goesOn: asked before each piece; false stops it.
    /// - Throws: `Errno` as the system gives it; `.interrupted` when it was stopped.
    public init(
        spooling input: FileDescriptor, in directory: FilePath, goesOn: () -> Bool = { true }
    ) throws(Errno) {
        do {
            descriptor = try Self.unlinkedFile(in: directory)
            size = try Self.copy(input, to: descriptor, goesOn)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    deinit { try? descriptor.close() }

    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        let wanted = buffer.byteCount
        guard let start = Int64(exactly: offset) else { return 0 }
        var done = 0
        while done < wanted {
            do {
                let came = try unsafe buffer.withUnsafeMutableBytes { bytes in
                    try unsafe descriptor.read(
                        fromAbsoluteOffset: start + Int64(done),
                        into: UnsafeMutableRawBufferPointer(rebasing: bytes[done...]))
                }
                if came == 0 { break }
                done += came
            } catch {
                let reason = (error as? Errno).map { "\($0)" } ?? "unknown error"
                throw ReadFailure(offset: offset + UInt64(done), count: wanted - done, reason: reason)
            }
        }
        return done
    }

    /// What tells the file from others and from itself when it is changed; nil for what is no file with a name.
    public var stamp: FileStamp? {
        guard let state = try? descriptor.stat(), state.type == .regular, state.linkCount > 0 else {
            return nil
        }
        return FileStamp(
            device: UInt64(truncatingIfNeeded: state.deviceID.rawValue), inode: UInt64(state.inode.rawValue),
            size: UInt64(max(0, state.size)), modified: .init(state.st_mtim), changed: .init(state.st_ctim))
    }

    /// The size from the inode of a file, or from the end of a block device, which has none in its inode.
    private static func length(of descriptor: FileDescriptor) throws -> UInt64 {
        switch try descriptor.stat().type {
        case .regular: return UInt64(max(0, try descriptor.stat().size))
        case .directory: throw Errno.isDirectory
        case .blockSpecial: return UInt64(max(0, try descriptor.seek(offset: 0, from: .end)))
        default: throw Errno.notSupported
        }
    }

    /// A new file to write and read that no name leads to, so that nothing is left behind.
    public static func unlinkedFile(in directory: FilePath) throws(Errno) -> FileDescriptor {
        do {
            return try createUnlinked(in: directory)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    private static func createUnlinked(in directory: FilePath) throws -> FileDescriptor {
        for attempt in 0..<100 {
            let name = directory.appending("isocheck-\(UInt64.random(in: .min ... .max))")
            do {
                let file = try FileDescriptor.open(
                    name, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
                    permissions: .ownerReadWrite)
                guard unsafe Glibc.unlink(name.string) == 0 else { throw Errno(rawValue: errno) }
                return file
            } catch Errno.fileExists where attempt < 99 {
                continue
            }
        }
        throw Errno.fileExists
    }

    private static func copy(
        _ input: FileDescriptor, to output: FileDescriptor, _ goesOn: () -> Bool
    ) throws -> UInt64 {
        var total: UInt64 = 0
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            guard goesOn() else { throw Errno.interrupted }
            let came = try unsafe chunk.withUnsafeMutableBytes { try unsafe input.read(into: $0) }
            if came == 0 { return total }
            try unsafe chunk.withUnsafeBytes {
                _ = try unsafe output.writeAll(UnsafeRawBufferPointer(rebasing: $0[..<came]))
            }
            total += UInt64(came)
        }
    }
}
