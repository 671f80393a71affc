public import Digests
public import DiscModel

/// A checksum that somebody recorded: in the image, in a list of its files, or in a list beside it. What the bytes
/// really give is another fact, `DigestFacts`, under the same request.
public struct ChecksumStatement: Sendable {
    /// Who records it.
    public enum Origin: String, Sendable, Hashable, CaseIterable {
        /// Implanted by isomd5sum (Red Hat, Fedora, CentOS).
        case isomd5sum
        /// Written by SUSE's tagmedia.
        case tagmedia
        /// A block with a checksum tag of libisofs.
        case libisofsTag
        /// The array of MD5 sums that libisofs keeps of its files.
        case libisofsFile
        /// In the header of error correction data by dvdisaster, in the image or beside it.
        case dvdisaster
        /// In a jigdo template or file beside the image.
        case jigdo
        /// The container that the image lies in.
        case container
        /// A list among the files of the image, such as `md5sum.txt`.
        case payloadList
        /// A list beside the image, such as `SHA256SUMS`.
        case sidecar
    }

    /// What the sum is of.
    public enum Subject: Sendable, Hashable {
        case image
        /// Bytes of the volume, in words such as "the session".
        case range(String)
        /// A file, by its tree and node.
        case file(tree: Int, node: Int)
    }

    public let origin: Origin
    public let subject: Subject
    public let expected: Digest
    /// What to digest, so that it can be compared.
    public let request: DigestRequest
    /// Where the sum is recorded: bytes of the volume, or the list and its line.
    public let recorded: Place
    /// Why other bytes would tell nothing: they were expected to change after the sum was recorded, or are stored
    /// in another form than the one that was summed.
    public let caveat: String?

    public init(
        _ origin: Origin, of subject: Subject, expected: Digest, request: DigestRequest, recorded: Place,
        caveat: String? = nil
    ) {
        self.origin = origin
        self.subject = subject
        self.expected = expected
        self.request = request
        self.recorded = recorded
        self.caveat = caveat
    }
}

/// Facts that state checksums. The scan computes what they are to be compared with.
public protocol ChecksumFacts: Facts {
    var statements: [ChecksumStatement] { get }
}

extension Disc {
    /// All recorded checksums, in the order of the readers.
    public var checksumStatements: [ChecksumStatement] {
        facts.flatMap { ($0 as? any ChecksumFacts)?.statements ?? [] }
    }

    /// What became of a digest; nil when the content was not read.
    public func outcome(of request: DigestRequest) -> DigestOutcome? { facts(DigestFacts.self)?[request] }
}
