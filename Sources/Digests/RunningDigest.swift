import Crypto

/// A digest of bytes that come piece by piece. It is a value: a copy goes its own way.
public struct RunningDigest: Sendable {
    public let algorithm: DigestAlgorithm
    private var function: any DigestFunction

    public init(_ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        function =
            switch algorithm {
            case .md5: LibraryFunction<Insecure.MD5>()
            case .sha1: LibraryFunction<Insecure.SHA1>()
            case .sha256: LibraryFunction<SHA256>()
            case .sha384: LibraryFunction<SHA384>()
            case .sha512: LibraryFunction<SHA512>()
            case .crc32: CRC32()
            }
    }

    public mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe function.add($0) }
    }

    public mutating func update(_ bytes: ArraySlice<UInt8>) {
        unsafe bytes.withUnsafeBytes { unsafe function.add($0) }
    }

    /// The digest of what has come so far; more may follow.
    public func digest() -> Digest { Digest(algorithm, of: function.result) }

    /// The digest of bytes that are all at hand.
    public static func digest(_ algorithm: DigestAlgorithm, of bytes: [UInt8]) -> Digest {
        var running = RunningDigest(algorithm)
        running.update(bytes[...])
        return running.digest()
    }
}

/// What does the work behind a `RunningDigest`.
protocol DigestFunction: Sendable {
    mutating func add(_ bytes: UnsafeRawBufferPointer)
    var result: [UInt8] { get }
}

/// One of swift-crypto's functions.
private struct LibraryFunction<Function: HashFunction>: DigestFunction {
    private var function = Function()
    mutating func add(_ bytes: UnsafeRawBufferPointer) { unsafe function.update(bufferPointer: bytes) }
    var result: [UInt8] { Array(function.finalize()) }
}
