public import Digests

/// A signature of Authenticode: PKCS#7 SignedData whose content is an SpcIndirectData, which holds the digest of a program
/// (RFC 2315, 9; Microsoft, Windows Authenticode Portable Executable Signature Format).
public struct SignedData: Sendable, Hashable {
    /// The certificate of who signed.
    public let signer: Certificate
    /// All that come with it.
    public let certificates: [Certificate]
    /// What the program's digest was when it was signed.
    public let digest: Digest
    /// Whether the signature is the signer's: nobody changed what was signed.
    public let isGenuine: Bool
    private let bytes: [UInt8]

    /// Nil for bytes that do not begin with such a signature.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count <= Self.limit else { return nil }
        let bytes = [UInt8](bytes)
        guard let parts = CryptoLibrary.signedData(bytes), let signer = parts.signer else { return nil }
        self.signer = signer
        certificates = parts.certificates
        digest = parts.digest
        isGenuine = parts.isGenuine
        self.bytes = bytes
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(signer.digest)
        hasher.combine(digest)
    }

    /// Whether it leads to a certificate as firmware and shim follow it: by any certificate of the chain, whatever its date
    /// and purpose (edk2, CryptPkcs7VerifyCommon.c).
    public func leads(to certificate: Certificate) -> Bool {
        // What nobody names as the one who certified it is asked for nothing.
        let isNamed = certificates.contains { $0 == certificate || $0.issuer == certificate.subject }
        return isGenuine && isNamed && CryptoLibrary.verify(bytes, by: certificate.bytes)
    }

    /// Signatures have some ten kilobytes.
    private static let limit = 1 << 18
}
