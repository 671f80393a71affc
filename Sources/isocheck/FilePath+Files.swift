import Glibc
import SystemPackage

extension FilePath {
    /// Renames the file, replacing what has the other name (rename(2)).
    func rename(to other: FilePath) throws(Errno) {
        guard unsafe Glibc.rename(string, other.string) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Removes the file; a file that is not there is no fault.
    func remove() { _ = unsafe unlink(string) }
}
