import SystemPackage

/// Small files that are read whole: what people write, and what programs keep. They may be pipes.
enum TextFile {
    /// Why a file cannot be had, in words that follow its name.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameter path: "-" for standard input.
    static func bytes(of path: String, limit: Int) throws(Failure) -> [UInt8] {
        do throws(Errno) {
            let isStandard = path == "-"
            let file =
                isStandard
                ? .standardInput
                : try Result {
                    try FileDescriptor.open(FilePath(argument: path), .readOnly, options: [.closeOnExec])
                }
                .mapError { $0 as? Errno ?? .ioError }.get()
            defer { if !isStandard { try? file.close() } }
            guard let bytes = try read(file, limit: limit) else { throw Errno.fileTooLarge }
            return bytes
        } catch {
            throw Failure(
                description: error == .fileTooLarge
                    ? "has more than \(limit) bytes" : "cannot be opened: \(error)")
        }
    }

    /// The text of a file that people write; what is none is a bad command line.
    static func read(_ path: String, limit: Int = 32 << 20) throws(UsageError) -> String {
        let bytes: [UInt8]
        do throws(Failure) {
            bytes = try self.bytes(of: path, limit: limit)
        } catch {
            throw UsageError("\(path): \(error)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw UsageError("\(path): is no text in UTF-8")
        }
        return text
    }

    /// Nil for more than is read at most.
    private static func read(_ file: FileDescriptor, limit: Int) throws(Errno) -> [UInt8]? {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count: Int
            do {
                count = try unsafe part.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
            } catch {
                throw error as? Errno ?? .ioError
            }
            if count == 0 { return bytes }
            bytes += part[..<count]
            if bytes.count > limit { return nil }
        }
    }
}
