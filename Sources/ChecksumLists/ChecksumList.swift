public import Digests

/// A list of checksums as some tool wrote it: `SHA256SUMS`, `image.iso.md5`, `Fedora-39-CHECKSUM`, `.treeinfo`.
///
/// It says what is listed and what could not be understood, each with its place; it has looked at no file and
/// judges nothing.
public struct ChecksumList: Sendable, Hashable {
    /// How a line, and a list that begins with such a line, is written.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// `hex  name`, `hex *name`, `hex name`: GNU coreutils, `openssl dgst -r`, BSD `sha256 -r`.
        case gnu
        /// `SHA256 (name) = hex`: BSD, `sha256sum --tag`, `cksum -a`, `openssl dgst`.
        case bsd
        /// `name: hex`.
        case nameFirst = "name-first"
        /// `name hex`, with CRC-32 only.
        case sfv
        /// A digest and nothing else; what it is of, only the name of the list tells.
        case lone
        case hashdeep
        /// Section `[checksums]` of Red Hat's description of an installable tree.
        case treeinfo
    }

    /// One digest of one file. A row of hashdeep with several digests is as many entries.
    public struct Entry: Sendable, Hashable {
        public let format: Format
        public let digest: Digest
        public var algorithm: DigestAlgorithm { digest.algorithm }
        /// The file's name as bytes in no known encoding, escapes undone; empty for a lone digest.
        public let name: [UInt8]
        /// The mark before the name: true for `*` (read as binary), false for the space of text mode, nil where
        /// the format has none.
        public let isBinary: Bool?
        /// Length of the file in bytes, where the list gives it.
        public internal(set) var size: UInt64?
        /// Number of the line, from 1.
        public let line: Int
        /// Where the line begins in the list's bytes.
        public let offset: Int

        /// Whether the digest is that of nothing in particular: of standard input, or of a file that only the
        /// name of the list tells.
        public var isNameless: Bool {
            switch format {
            case .lone: true
            case .gnu: name == Array("-".utf8) || name == Array("stdin".utf8) && isBinary == true
            case .bsd: name == Array("stdin".utf8)
            case .hashdeep: name == Array("stdin".utf8)
            case .nameFirst: name == Array("(stdin)".utf8)
            case .sfv, .treeinfo: false
            }
        }
    }

    /// A place of which we could not make sense.
    public struct Problem: Error, Sendable, Hashable {
        /// Number of the line, from 1.
        public let line: Int
        /// Where the line begins in the list's bytes.
        public let offset: Int
        public let what: Fault
    }

    /// An OpenPGP signature in the list itself. Whether it is good, only gpgv can tell.
    public struct Signature: Sendable, Hashable {
        public enum Kind: Sendable, Hashable {
            /// The list stands in a clear-signed message (RFC 9580, section 7).
            case clear
            /// A signature in armour stands below the list: detached, but in the same file.
            case appended
        }
        public let kind: Kind
        /// The whole message, wrapper included: what to hand to gpgv if it is clear-signed.
        public internal(set) var message: Range<Int>
        /// The text that the signature is about: still dash-escaped in a clear-signed message.
        public internal(set) var text: Range<Int>
        /// From `-----BEGIN PGP SIGNATURE-----` to the end of the last line of the armour.
        public internal(set) var armour: Range<Int>
        /// Whether the armour has its end.
        public internal(set) var isWhole: Bool
    }

    /// What a list may make us do.
    public struct Limits: Sendable {
        public var bytes = 64 << 20
        public var lines = 1_000_000
        public var lineBytes = 64 << 10

        public init() {}
    }

    /// The list's own file name, without its folder.
    public let name: String
    /// How the first entry is written; an entry knows its own.
    public internal(set) var format: Format
    public internal(set) var entries: [Entry] = []
    public internal(set) var problems: [Problem] = []
    public internal(set) var signature: Signature?

    /// Whether the entry stands inside the text that the signature is about. What stands above or below a
    /// clear-signed message, anybody can have written.
    public func isSigned(_ entry: Entry) -> Bool {
        guard let signature, signature.isWhole else { return false }
        return signature.text.contains(entry.offset)
    }
}
