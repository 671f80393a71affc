import SystemPackage

/// A file on its way: written under a temporary name beside its place and renamed when it is whole, so that nobody ever
/// reads half of it. What is not finished is removed, whatever the reason. What is no plain file, such as a pipe or a terminal, is
/// written to as it stands; a link leads to the file that is replaced. Of a file that nothing is written to, the old one stays.
final class PendingFile {
    private let path: FilePath
    private let what: String
    /// Nil for what is no plain file.
    private let temporary: TemporaryName?
    private let descriptor: FileDescriptor
    private var isOpen = true
    private var isEmpty = true

    /// Creates the temporary file now, so that an unwritable place is known before any work is done.
    ///
    /// - Parameters:
    ///   - what: what is written, for messages.
    ///   - inputs: what is read, as named on the command line, and so not written over.
    init(_ path: FilePath, for what: String = "the report", sparing inputs: [String] = []) throws {
        self.path = path.resolved
        self.what = what
        for input in inputs where ImageFile(path: input).isSame(as: path) || input == path.string {
            throw UsageError("\(path): is an input and is not written over")
        }
        let type = (try? path.stat())?.type
        if type == .directory { throw UsageError("\(path): cannot write \(what): Is a directory") }
        let isPlain = type == nil || type == .regular
        temporary = isPlain ? TemporaryName(beside: self.path) : nil
        do {
            descriptor =
                try temporary.map {
                    try FileDescriptor.open(
                        $0.path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                        permissions: [.ownerReadWrite, .groupRead, .otherRead])
                } ?? FileDescriptor.open(path, .writeOnly, options: [.closeOnExec])
        } catch {
            throw UsageError("\(path): cannot write \(what): \(error)")
        }
    }

    deinit {
        if isOpen { try? descriptor.close() }
        temporary?.remove()
    }

    /// Adds to the end of what is written.
    func write(_ text: String) throws { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws {
        isEmpty = isEmpty && bytes.isEmpty
        try saying { _ = try descriptor.writeAll(bytes) }
    }

    /// Writes a part of it; what no part covers is zero.
    func write(_ bytes: [UInt8], at offset: UInt64) throws {
        isEmpty = false
        try saying { _ = try descriptor.writeAll(toAbsoluteOffset: Int64(clamping: offset), bytes) }
    }

    /// Brings everything to the disk, so that all that is left to do is to give it its name.
    ///
    /// - Parameter length: bytes of the file, where it was written in parts.
    func close(length: UInt64? = nil) throws {
        guard isOpen else { return }
        if temporary != nil, ReadFiles.contain(path) {
            throw UsageError("\(path): is an input and is not written over")
        }
        try saying {
            if let length { try descriptor.resize(to: Int64(clamping: length)) }
            try descriptor.synchronize()
            isOpen = false
            try descriptor.close()
        }
    }

    /// Gives the file its name, which then stands for all of it even after a power failure.
    func finish() throws {
        try close()
        guard let temporary, !isEmpty else { return }
        try saying { try temporary.path.rename(to: path) }
        path.synchronizeFolder()
    }

    /// Finishes files that belong together: none gets its name before all are on the disk.
    static func finish(_ files: [PendingFile]) throws {
        for file in files { try file.close() }
        for file in files { try file.finish() }
    }

    private func saying(_ work: () throws -> Void) throws {
        do { try work() } catch { throw UsageError("\(path): cannot write \(what): \(error)") }
    }
}
