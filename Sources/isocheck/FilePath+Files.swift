import Glibc
import SystemPackage

/// The words of the command line as they were given: names of files are bytes, and need not be UTF-8.
enum Arguments {
    /// Words that are not UTF-8, by what the parser makes of them.
    private static let raw: [String: [UInt8]] = {
        var words: [String: [UInt8]] = [:]
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let word = unsafe CommandLine.unsafeArgv[index] else { break }
            let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: word, count: strlen(word)))
            let text = String(decoding: bytes, as: UTF8.self)
            if !text.utf8.elementsEqual(bytes) { words[text] = bytes }
        }
        return words
    }()

    /// The bytes of a word.
    static func bytes(of word: String) -> [UInt8] { raw[word] ?? [UInt8](word.utf8) }
}

extension FilePath {
    /// The path that a word of the command line names.
    init(argument word: String) {
        let bytes = Arguments.bytes(of: word).map(CInterop.PlatformChar.init(bitPattern:))
        self = unsafe (bytes + [0]).withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe FilePath(platformString: $0) } ?? FilePath()
        }
    }

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
