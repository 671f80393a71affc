/// A digest of bytes that come piece by piece. It is a value: a copy goes its own way.
public struct RunningDigest: Sendable {
    public let algorithm: DigestAlgorithm
    private var function: any DigestFunction

    public init(_ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        function =
            switch algorithm {
            case .md5, .sha1, .sha224, .sha256, .sha384, .sha512: LibraryDigest(algorithm)
            case .crc32: CRC32()
            case .edc: RunningEDC()
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
