import Glibc
import SystemPackage

extension FilePath {
    /// The names in the directory, in ascending order of their bytes, without "." and ".."; empty if it cannot be
    /// listed. At most 100,000, since a directory can hold anything.
    var entries: [String] {
        guard let stream = unsafe opendir(string) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while names.count < 100_000, let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
