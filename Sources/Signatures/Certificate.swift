public import Digests

/// An X.509 certificate: whom it names, and the bytes that are compared.
public struct Certificate: Sendable, Hashable {
    /// DER.
    public let bytes: [UInt8]
    /// The common name of whom it is for, or the whole name where there is none.
    public let subject: String
    /// The common name of who signed it.
    public let issuer: String
    /// What lists of certificates know it by: the SHA-256 of its bytes.
    public let digest: Digest

    /// Nil for bytes that do not begin with a certificate; what follows it is left out. DER, or PEM.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count <= Self.limit, let found = CryptoLibrary.certificate([UInt8](bytes)) else {
            return nil
        }
        self = found
    }

    init(bytes: [UInt8], subject: String, issuer: String) {
        self.bytes = bytes
        self.subject = subject
        self.issuer = issuer
        digest = RunningDigest.digest(.sha256, of: bytes)
    }

    /// Certificates have two kilobytes.
    private static let limit = 1 << 16
}
