import CCrypto

/// The digests of OpenSSL's libcrypto, which takes the instructions of the processor where it has some.
///
/// A value: the context of the library is shared until one of two copies goes on.
struct LibraryDigest: DigestFunction {
    private var context: Context

    init(_ algorithm: DigestAlgorithm) { context = Context(algorithm) }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        if !isKnownUniquelyReferenced(&context) { context = Context(copying: context) }
        unsafe context.update(bytes)
    }

    var result: [UInt8] { Context(copying: context).final() }
}

extension RunningDigest {
    /// Version of OpenSSL's libcrypto, such as "3.0.17".
    public static var libraryVersion: String {
        guard let text = unsafe OpenSSL_version(OPENSSL_VERSION_STRING) else { return "unknown" }
        return unsafe String(cString: text)
    }
}

/// Owns a context of the library; it is changed only by the one value that refers to it.
@safe private final class Context: @unchecked Sendable {
    private let pointer: OpaquePointer?

    init(_ algorithm: DigestAlgorithm) {
        unsafe pointer = EVP_MD_CTX_new()
        unsafe EVP_DigestInit_ex(pointer, Self.function(algorithm), nil)
    }

    init(copying other: Context) {
        unsafe pointer = EVP_MD_CTX_new()
        unsafe EVP_MD_CTX_copy_ex(pointer, other.pointer)
    }

    deinit { unsafe EVP_MD_CTX_free(pointer) }

    func update(_ bytes: UnsafeRawBufferPointer) {
        unsafe EVP_DigestUpdate(pointer, bytes.baseAddress, bytes.count)
    }

    /// The digest; the context is used up.
    func final() -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
            var length: UInt32 = 0
            unsafe EVP_DigestFinal_ex(pointer, buffer.baseAddress, &length)
            count = Int(length)
        }
    }

    private static func function(_ algorithm: DigestAlgorithm) -> OpaquePointer? {
        switch algorithm {
        case .md5: unsafe EVP_md5()
        case .sha1: unsafe EVP_sha1()
        case .sha224: unsafe EVP_sha224()
        case .sha256: unsafe EVP_sha256()
        case .sha384: unsafe EVP_sha384()
        case .sha512: unsafe EVP_sha512()
        case .crc32, .edc: nil
        }
    }
}
