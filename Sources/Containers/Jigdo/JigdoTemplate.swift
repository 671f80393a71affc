public import Bytes
public import Digests

/// The template of a jigdo download: what the parts of an image are, and their digests. The data between the parts stands packed before
/// the list of them and is not looked at (jigdo-file(1); jigit, jigdump.c).
public struct JigdoTemplate: Sendable {
    /// Bytes of the image that are those of a file.
    public struct Part: Sendable, Hashable {
        public let offset: UInt64
        public let length: UInt64
        public let digest: Digest
    }

    /// Why a template cannot be used, in words that follow its name.
    public struct Fault: Error, Sendable, Hashable {
        public let words: String
    }

    public private(set) var parts: [Part] = []
    /// Bytes of the image, and its digest.
    public let imageLength: UInt64
    public let imageDigest: Digest

    /// Bytes of the list of parts that are read, and parts that are kept: images of Debian have some ten thousand.
    private static let listLimit: UInt64 = 64 << 20
    private static let partLimit = 200_000

    public static func isTemplate(_ head: Record) -> Bool { head.has("JigsawDownload template ") }

    public init(_ source: any ByteSource) throws(Fault) {
        guard Self.isTemplate(try Self.record(source, at: 0, count: 64)) else {
            throw Fault(words: "is no jigdo template")
        }
        // The last six bytes say how far before the end the list of parts begins.
        let ending: UInt64 = 6
        let tail = try Self.record(source, at: source.size - min(source.size, ending), count: Int(ending))
        let length = Self.u48(tail, 0)
        guard length >= 16, length <= source.size else {
            throw Fault(words: "is cut: no list of parts stands at its end")
        }
        guard length <= Self.listLimit else {
            throw Fault(words: "has a list of parts of \(length) bytes, more than isocheck reads")
        }
        let list = try Self.record(source, at: source.size - length, count: Int(length))
        guard list.count == Int(length), list.has("DESC"), Self.u48(list, 4) == length else {
            throw Fault(words: "is cut: no list of parts stands at its end")
        }
        var at: UInt64 = 0
        var image: (length: UInt64, digest: Digest)?
        var entry = 10
        while entry < list.count - Int(ending) {
            let kind = list.u8(entry)
            guard let form = Self.forms[kind], entry + form.length <= list.count - Int(ending) else {
                throw Fault(words: "has an entry of a kind that is not known (\(kind)) in its list of parts")
            }
            let count = Self.u48(list, entry + 1)
            let digest = form.digest.flatMap { field in
                Digest(
                    field.algorithm, bytes: Array(list.slice(entry + field.at, field.algorithm.byteCount)))
            }
            if form.isImage {
                image = digest.map { (count, $0) }
            } else {
                if let digest { parts.append(Part(offset: at, length: count, digest: digest)) }
                at = at.adding(count)
            }
            guard parts.count <= Self.partLimit else {
                throw Fault(words: "has more than \(Self.partLimit) parts, which is more than isocheck keeps")
            }
            entry += form.length
        }
        guard let image else { throw Fault(words: "does not say what the whole image is") }
        guard at == image.length else {
            throw Fault(
                words:
                    "contradicts itself: its parts are \(at) bytes long together, and the image \(image.length)"
            )
        }
        (imageLength, imageDigest) = image
    }

    /// What an entry of the list of parts is made of: a number of six bytes always stands behind its kind.
    private struct Form {
        let length: Int
        var digest: (algorithm: DigestAlgorithm, at: Int)?
        var isImage = false
    }

    private static let forms: [UInt8: Form] = [
        2: Form(length: 7),
        5: Form(length: 27, digest: (.md5, 7), isImage: true),
        6: Form(length: 31, digest: (.md5, 15)), 7: Form(length: 31, digest: (.md5, 15)),
        8: Form(length: 43, digest: (.sha256, 7), isImage: true),
        9: Form(length: 47, digest: (.sha256, 15)), 10: Form(length: 47, digest: (.sha256, 15)),
    ]

    private static func u48(_ record: Record, _ at: Int) -> UInt64 {
        UInt64(record.u32le(at)) | UInt64(record.u16le(at + 4)) << 32
    }

    private static func record(_ source: any ByteSource, at offset: UInt64, count: Int) throws(Fault)
        -> Record
    {
        do throws(ReadFailure) {
            return Record(offset: offset, try source.bytes(at: offset, count: count))
        } catch {
            throw Fault(words: "cannot be read: \(error.reason)")
        }
    }
}
