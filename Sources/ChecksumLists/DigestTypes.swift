// Until the target Digests is here, whose types these are: this file goes then, and nothing else changes but an import.

public enum DigestAlgorithm: String, CaseIterable, Sendable {
    case md5, sha1, sha256, sha384, sha512, crc32

    public var byteCount: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        case .crc32: 4
        }
    }

    public var hexLength: Int { 2 * byteCount }
}

public struct Digest: Sendable, Hashable {
    public let algorithm: DigestAlgorithm
    public let bytes: [UInt8]

    public init?(_ algorithm: DigestAlgorithm, bytes: [UInt8]) {
        guard bytes.count == algorithm.byteCount else { return nil }
        self.algorithm = algorithm
        self.bytes = bytes
    }
}
