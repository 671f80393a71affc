import Bytes
import Checksums
public import Digests
public import DiscModel
public import Readers
import Sectors

/// What the files of the image are at the end of the look.
public struct SourceFacts: Facts {
    /// A file that was read once more.
    public struct File: Sendable {
        public let name: DisplayName
        /// SHA-256 at the beginning, and at the end; nil where it could not be read.
        public let before: Digest?
        public let after: Digest?

        public init(name: DisplayName, before: Digest?, after: Digest?) {
            self.name = name
            self.before = before
            self.after = after
        }
    }

    public let files: [File]

    public init(files: [File]) { self.files = files }
}

/// Reads the files of the image once more when all else is done, so that a report can say that they are the same as before: evidence is
/// handed on with that sentence.
public struct SourceRereading: LastReader {
    public static let needs: [any Facts.Type] = [ImageDigests.self, DigestFacts.self]
    public static let scope = Scope.content

    /// Bytes that are read at once.
    private static let piece = 1 << 20

    private let isWanted: Bool

    /// - Parameter isWanted: whether somebody asked for it.
    public init(isWanted: Bool) { self.isWanted = isWanted }

    public func read(_ context: DiscContext) -> SourceFacts? {
        guard isWanted, let image = context.disc.facts(ImageDigests.self) else { return nil }
        // What was unpacked is no file that anybody hands on.
        let packed = image.files.indices.filter { image.files[$0].role == .packed }
        let files = (packed.isEmpty ? Array(image.files.indices) : packed).map { index in
            let file = image.files[index]
            let before = file.requests.first { $0.algorithm == .sha256 }.flatMap(context.disc.outcome)?.digest
            let after = before.flatMap { _ in
                context.volume.sources.indices.contains(index)
                    ? digest(context.volume.sources[index], context) : nil
            }
            return SourceFacts.File(name: file.name, before: before, after: after)
        }
        return SourceFacts(files: files)
    }

    private func digest(_ source: any ByteSource, _ context: DiscContext) -> Digest? {
        var (digest, at) = (RunningDigest(.sha256), 0 as UInt64)
        while at < source.size {
            guard context.goesOn(), let bytes = try? source.bytes(at: at, count: Self.piece), !bytes.isEmpty
            else {
                return nil
            }
            digest.update(bytes[...])
            at += UInt64(bytes.count)
        }
        return digest.digest()
    }
}
