import Bytes
import Glibc
import Rules
import SystemPackage

/// The images of a run: files as they were named, those in folders, and those that patterns name which no shell has replaced.
struct ImageList {
    /// What is looked at, in order; of a folder its files by name.
    let paths: [String]
    /// Folders and patterns that came to nothing, and why.
    let empty: [String: String]

    /// Names that files in a folder are taken for images by. Files of sectors come with the sheet that describes them.
    static let usual = [
        "*.iso", "*.img", "*.cue", "*.toc", "*.ccd", "*.nrg", "*.mds", "*.cif", "*.c2d", "*.cdi", "*.gdi",
        "*.udf", "*.iso.gz",
        "*.iso.bz2", "*.iso.xz", "*.iso.zst",
    ]

    private static let depthLimit = 64

    /// - Parameter include: globs of the names that are looked at in folders; those of images, if there are none.
    init(_ words: [String], include: [String]) {
        var paths: [String] = []
        var empty: [String: String] = [:]
        let globs = include.isEmpty ? Self.usual : include
        for word in words {
            let path = FilePath(argument: word)
            let state = word == "-" ? nil : try? path.stat()
            var found = [word]
            if state?.type == .directory {
                found = Self.files(in: path, globs, depth: 0).map(\.string)
                if found.isEmpty { empty[word] = "no file in this folder is called \(Self.listed(globs))" }
            } else if state == nil, word.contains(where: { "*?[".contains($0) }), word != "-" {
                found = Self.matches(word)
                if found.isEmpty { empty[word] = "no file is called so" }
            }
            paths += found.isEmpty ? [word] : found
        }
        self.paths = paths
        self.empty = empty
    }

    private static func listed(_ globs: [String]) -> String {
        globs.count > 4 ? "as images are (--include says which)" : globs.joined(separator: " or ")
    }

    /// Files in a folder and those below it, in the order of their names; links to folders are not followed, and what is hidden is not
    /// looked for.
    private static func files(in folder: FilePath, _ globs: [String], depth: Int) -> [FilePath] {
        guard depth < depthLimit else { return [] }
        return DiskFolder(folder).names.filter { !$0.hasPrefix(".") }.flatMap { name -> [FilePath] in
            let path = folder.appending(name)
            switch (try? path.stat(followTargetSymlink: false))?.type {
            case .directory: return files(in: path, globs, depth: depth + 1)
            case .regular, .symbolicLink:
                let isFile = (try? path.stat())?.type == .regular
                return isFile
                    && globs.contains { Glob.matches($0, name.lowercased()) || Glob.matches($0, name) }
                    ? [path] : []
            default: return []
            }
        }
    }

    /// What a pattern names (glob(3)).
    private static func matches(_ pattern: String) -> [String] {
        var found = unsafe glob_t()
        defer { unsafe globfree(&found) }
        guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(unsafe found.gl_pathc)).compactMap { index in
            unsafe found.gl_pathv[index].map { unsafe String(cString: $0) }
        }
    }
}
