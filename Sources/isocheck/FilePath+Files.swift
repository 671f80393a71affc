import Glibc
import SystemPackage

extension FilePath {
    /// Renames the file, replacing what has the other name (rename(2)).
    func rename(to other: FilePath) throws(Errno) {
        guard unsafe Glibc.rename(string, other.string) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Brings the names in the folder of the file to the disk (fsync(2)). A folder that cannot be read, or a file system
    /// that knows no such thing, keeps its names in its own time.
    func synchronizeFolder() {
        let name = removingLastComponent()
        let folder = try? FileDescriptor.open(
            name.isEmpty ? "." : name, .readOnly, options: [.directory, .closeOnExec])
        try? folder?.closeAfter { try folder?.synchronize() }
    }
}

extension FileDescriptor {
    /// Brings everything that was written to the disk (fsync(2)).
    func synchronize() throws(Errno) {
        while fsync(rawValue) != 0 {
            // What has no disk behind it has nothing to wait for.
            if errno == EINVAL || errno == ENOTSUP { return }
            guard errno == EINTR else { throw Errno(rawValue: errno) }
        }
    }
}
