public import Bytes
public import Foundation

/// The repository's folders, found from the place of this file.
public enum Repository {
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    public static var corpus: URL { root.appending(path: "Corpus") }
}

/// An image of the corpus, whether committed, a crasher, or fetched from a Debian package.
public struct CorpusImage: Sendable, CustomStringConvertible {
    public let url: URL

    public init(url: URL) { self.url = url }

    /// Its path below `Corpus/`, by which tests name it.
    public var description: String { String(url.path(percentEncoded: false).dropFirst(Self.prefixLength)) }

    private static let prefixLength = Repository.corpus.path(percentEncoded: false).count + 1

    /// The committed images, by path.
    public static let all = below("images")
    /// Every input that ever broke isocheck.
    public static let crashers = below("crashers")
    /// Images out of Debian packages (`make corpus-real`); empty where they were not fetched.
    public static let real = below("real")

    private static func below(_ folder: String) -> [CorpusImage] {
        let files = FileManager.default.enumerator(
            at: Repository.corpus.appending(path: folder), includingPropertiesForKeys: nil)
        let found = (files?.allObjects as? [URL] ?? []).filter {
            !$0.hasDirectoryPath && !$0.lastPathComponent.hasPrefix(".")
        }
        return found.filter { folder == "crashers" || ["iso", "sparse"].contains($0.pathExtension) }
            .sorted { $0.path < $1.path }.map(CorpusImage.init)
    }

    /// The image's bytes by offset; a `.sparse` file is read as the image it stands for.
    public func source() throws -> any ByteSource {
        guard url.pathExtension == "sparse" else { return MemorySource([UInt8](try Data(contentsOf: url))) }
        return try SparseSource([UInt8](try Data(contentsOf: url)))
    }

    /// All bytes, for images small enough to hold them.
    public func bytes() throws -> [UInt8] {
        let source = try source()
        return try source.bytes(at: 0, count: Int(source.size))
    }

    /// Runs `body` with the path of a plain image file, for programs that know nothing of `.sparse`.
    public func withPlainFile<R>(_ body: (String) throws -> R) throws -> R {
        guard url.pathExtension == "sparse" else { return try body(url.path(percentEncoded: false)) }
        let name = url.deletingPathExtension().lastPathComponent
        let plain = FileManager.default.temporaryDirectory.appending(
            path: "isocheck-\(UUID().uuidString)-\(name).iso")
        let sparse = try SparseSource([UInt8](try Data(contentsOf: url)))
        _ = FileManager.default.createFile(atPath: plain.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: plain) }
        let handle = try FileHandle(forWritingTo: plain)
        try handle.truncate(atOffset: sparse.size)
        for span in sparse.spans {
            try handle.seek(toOffset: span.offset)
            try handle.write(contentsOf: Data(try sparse.bytes(at: span.offset, count: span.length)))
        }
        try handle.close()
        return try body(plain.path(percentEncoded: false))
    }
}

/// An image stored as the spans that are not zero; see `Corpus/README.md` for the format.
public struct SparseSource: ByteSource {
    public struct Span: Sendable {
        public let offset: UInt64
        public let length: Int
        let start: Int
    }

    public struct Malformed: Error {}

    public let size: UInt64
    public let spans: [Span]
    private let packed: [UInt8]

    public init(_ packed: [UInt8]) throws {
        var at = 0
        func line() throws -> String {
            guard let end = packed[at...].firstIndex(of: 0x0A) else { throw Malformed() }
            defer { at = end + 1 }
            return String(decoding: packed[at..<end], as: UTF8.self)
        }
        let head = try line().split(separator: " ")
        guard head.count == 3, head[0] == "isocheck-sparse", head[1] == "1", let size = UInt64(head[2]) else {
            throw Malformed()
        }
        var ranges: [(UInt64, Int)] = []
        while case let text = try line(), !text.isEmpty {
            let parts = text.split(separator: " ")
            guard parts.count == 2, let offset = UInt64(parts[0]), let length = Int(parts[1]) else {
                throw Malformed()
            }
            ranges.append((offset, length))
        }
        var start = at
        spans = ranges.map { offset, length in
            defer { start += length }
            return Span(offset: offset, length: length, start: start)
        }
        guard start == packed.count else { throw Malformed() }
        self.size = size
        self.packed = packed
    }

    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        guard offset < size else { return 0 }
        let count = Int(min(UInt64(buffer.byteCount), size - offset))
        unsafe buffer.withUnsafeMutableBytes { target in
            // Gigabytes of zeros go by here: never one by one.
            unsafe UnsafeMutableRawBufferPointer(rebasing: target[..<count])
                .initializeMemory(as: UInt8.self, repeating: 0)
            for span in spans
            where span.offset < offset + UInt64(count) && offset < span.offset + UInt64(span.length) {
                let from = max(span.offset, offset)
                let to = min(span.offset + UInt64(span.length), offset + UInt64(count))
                let source = span.start + Int(from - span.offset)
                for index in 0..<Int(to - from) {
                    unsafe target[Int(from - offset) + index] = packed[source + index]
                }
            }
        }
        return count
    }
}
