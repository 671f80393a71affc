/// The algorithms that checksum lists, implanted sums and reports name.
public enum DigestAlgorithm: String, CaseIterable, Sendable, Codable {
    case md5, sha1, sha224, sha256, sha384, sha512, crc32
    /// The error detection code of CD-ROM sectors over any number of bytes, as ECM files have it.
    case edc

    /// Those that people ask for.
    public static let allCases: [DigestAlgorithm] = [.md5, .sha1, .sha224, .sha256, .sha384, .sha512, .crc32]

    /// The name as people write it, such as "SHA-256".
    public var title: String {
        switch self {
        case .md5: "MD5"
        case .sha1: "SHA-1"
        case .sha224: "SHA-224"
        case .sha256: "SHA-256"
        case .sha384: "SHA-384"
        case .sha512: "SHA-512"
        case .crc32: "CRC-32"
        case .edc: "EDC"
        }
    }

    /// How many bytes a digest has.
    public var byteCount: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        case .crc32, .edc: 4
        }
    }

    /// How many hexadecimal digits a digest is written with.
    public var hexLength: Int { 2 * byteCount }

    /// About how many nanoseconds a kilobyte took on the core it was measured on, for spreading the work over lanes; only the relation counts.
    public var cost: Int {
        switch self {
        case .md5: 1350
        case .sha1: 540
        case .sha224, .sha256: 570
        case .sha384, .sha512: 1700
        case .crc32: 240
        case .edc: 500
        }
    }
}
