import ArgumentParser
import Reporting
import SystemPackage

/// Where one report goes: `FORMAT` on standard output, or `FORMAT=PATH` to a file.
struct Output: ExpressibleByArgument {
    let format: any ReportFormat.Type
    let path: FilePath?

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let format = ReportFormats.format(named: String(name)) else {
            return nil
        }
        self.format = format
        path = parts.count == 2 && !parts[1].isEmpty ? FilePath(String(parts[1])) : nil
        if parts.count == 2, path == nil { return nil }
    }

    init(_ format: any ReportFormat.Type) {
        self.format = format
        path = nil
    }

    static var allValueStrings: [String] { ReportFormats.all.map { $0.name } }
}

/// A report or an image on its way to a file: written under a temporary name beside it and renamed when it is whole, so
/// that nobody ever reads half of it.
struct PendingFile {
    let path: FilePath
    private let what: String
    private let temporary: FilePath
    private let descriptor: FileDescriptor

    /// Creates the temporary file now, so that an unwritable place is known before any work is done.
    ///
    /// - Parameter what: what is written, for messages.
    init(_ path: FilePath, for what: String = "the report") throws {
        self.path = path
        self.what = what
        if (try? path.stat())?.type == .directory {
            throw UsageError("\(path): cannot write \(what): Is a directory")
        }
        temporary = FilePath("\(path).isocheck-\(UInt32.random(in: .min ... .max))")
        do {
            descriptor = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw UsageError("\(path): cannot write \(what): \(error)")
        }
    }

    func finish(_ text: String) throws { try finish([UInt8](text.utf8)) }

    func finish(_ bytes: [UInt8]) throws {
        do {
            try descriptor.closeAfter { _ = try descriptor.writeAll(bytes) }
            try temporary.rename(to: path)
        } catch {
            discard()
            throw UsageError("\(path): cannot write \(what): \(error)")
        }
    }

    /// Writes a part of it; what no part covers is zero.
    func write(_ bytes: [UInt8], at offset: UInt64) throws {
        _ = try descriptor.writeAll(toAbsoluteOffset: Int64(clamping: offset), bytes)
    }

    /// Ends a file of `length` bytes that was written in parts.
    func finish(length: UInt64) throws {
        do {
            try descriptor.closeAfter { try descriptor.resize(to: Int64(clamping: length)) }
            try temporary.rename(to: path)
        } catch {
            discard()
            throw UsageError("\(path): cannot write \(what): \(error)")
        }
    }

    func discard() { temporary.remove() }
}
