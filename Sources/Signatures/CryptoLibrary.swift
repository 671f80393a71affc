import CCrypto
import Digests

/// What OpenSSL's libcrypto does for us with ASN.1, X.509 and PKCS#7. It bounds how deep structures are nested by itself; how
/// long they are, and how many certificates stand in one, is bounded here.
enum CryptoLibrary {
    /// Certificates that come with a signature, and who signed.
    private static let certificateLimit: Int32 = 16
    private static let signerLimit: Int32 = 4
    /// Certificates between a signer and whom a machine trusts.
    private static let chainLimit: Int32 = 8

    // MARK: Certificates

    static func certificate(_ bytes: [UInt8]) -> Certificate? {
        defer { ERR_clear_error() }
        return unsafe bytes.withUnsafeBufferPointer { buffer -> Certificate? in
            guard let found = unsafe decoded(buffer) ?? armored(buffer) else { return nil }
            defer { unsafe X509_free(found) }
            return unsafe certificate(found)
        }
    }

    private static func decoded(_ buffer: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
        var at = buffer.baseAddress
        return unsafe d2i_X509(nil, &at, buffer.count)
    }

    private static func armored(_ buffer: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
        guard unsafe buffer.starts(with: "-----".utf8), let memory = unsafe bio(buffer) else { return nil }
        defer { unsafe BIO_free(memory) }
        return unsafe PEM_read_bio_X509(memory, nil, nil, nil)
    }

    private static func certificate(_ pointer: OpaquePointer) -> Certificate? {
        let length = unsafe i2d_X509(pointer, nil)
        guard length > 0 else { return nil }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var at = buffer.baseAddress
            count = unsafe Int(max(0, i2d_X509(pointer, &at)))
        }
        return unsafe Certificate(
            bytes: bytes, subject: name(X509_get_subject_name(pointer)),
            issuer: name(X509_get_issuer_name(pointer)))
    }

    /// Bytes of a name that are kept.
    private static let nameLimit = 256

    private static func name(_ name: OpaquePointer?) -> String {
        guard let name = unsafe name else { return "" }
        let index = unsafe X509_NAME_get_index_by_NID(name, NID_commonName, -1)
        var text: UnsafeMutablePointer<UInt8>?
        if index >= 0, let entry = unsafe X509_NAME_get_entry(name, index) {
            let length = unsafe ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry))
            defer { unsafe CRYPTO_free(text, nil, 0) }
            guard length >= 0, let text = unsafe text else { return "" }
            let bytes = unsafe UnsafeBufferPointer(start: text, count: Int(length))
            return unsafe String(decoding: bytes.prefix(nameLimit), as: UTF8.self)
        }
        guard let line = unsafe X509_NAME_oneline(name, nil, 0) else { return "" }
        defer { unsafe CRYPTO_free(line, nil, 0) }
        return unsafe String(String(cString: line).prefix(nameLimit))
    }

    // MARK: Signatures

    struct Parts {
        let signer: Certificate?
        let certificates: [Certificate]
        let digest: Digest
        let isGenuine: Bool
    }

    static func signedData(_ bytes: [UInt8]) -> Parts? {
        defer { ERR_clear_error() }
        return unsafe withSignedData(bytes) { data -> Parts? in
            guard let sign = unsafe data.pointee.d.sign,
                unsafe (0...certificateLimit).contains(OPENSSL_sk_num(sign.pointee.cert)),
                unsafe (1...signerLimit).contains(OPENSSL_sk_num(sign.pointee.signer_info)),
                let content = unsafe content(of: data), let digest = digest(in: content)
            else { return nil }
            let certificates = unsafe (0..<OPENSSL_sk_num(sign.pointee.cert)).compactMap { index in
                unsafe OPENSSL_sk_value(sign.pointee.cert, index).flatMap {
                    unsafe certificate(OpaquePointer($0))
                }
            }
            return unsafe Parts(
                signer: signer(of: data), certificates: certificates, digest: digest,
                isGenuine: verify(data, content, trusting: nil))
        }
    }

    static func verify(_ bytes: [UInt8], by trusted: [UInt8]) -> Bool {
        defer { ERR_clear_error() }
        return unsafe trusted.withUnsafeBufferPointer { buffer in
            guard let certificate = unsafe decoded(buffer) else { return false }
            defer { unsafe X509_free(certificate) }
            return unsafe withSignedData(bytes) { data in
                guard let content = unsafe content(of: data) else { return false }
                return unsafe verify(data, content, trusting: certificate)
            } ?? false
        }
    }

    private static func withSignedData<Result>(
        _ bytes: [UInt8], _ body: (UnsafeMutablePointer<PKCS7>) -> Result?
    ) -> Result? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var at = buffer.baseAddress
            guard let data = unsafe d2i_PKCS7(nil, &at, buffer.count) else { return nil }
            defer { unsafe PKCS7_free(data) }
            guard unsafe OBJ_obj2nid(data.pointee.type) == NID_pkcs7_signed else { return nil }
            return unsafe body(data)
        }
    }

    private static func signer(of data: UnsafeMutablePointer<PKCS7>) -> Certificate? {
        guard let signers = unsafe PKCS7_get0_signers(data, nil, 0) else { return nil }
        defer { unsafe OPENSSL_sk_free(signers) }
        return unsafe OPENSSL_sk_value(signers, 0).flatMap { unsafe certificate(OpaquePointer($0)) }
    }

    /// SPC_INDIRECT_DATA_OBJID, 1.3.6.1.4.1.311.2.1.4.
    private static let indirectData: [UInt8] = [0x2B, 6, 1, 4, 1, 0x82, 0x37, 2, 1, 4]

    /// The octets of the SpcIndirectData without its tag and length, which are what is signed.
    private static func content(of data: UnsafeMutablePointer<PKCS7>) -> [UInt8]? {
        guard let inner = unsafe data.pointee.d.sign?.pointee.contents, let kind = unsafe inner.pointee.type,
            let name = unsafe OBJ_get0_data(kind),
            unsafe UnsafeBufferPointer(start: name, count: OBJ_length(kind)).elementsEqual(indirectData),
            let other = unsafe inner.pointee.d.other, unsafe other.pointee.type == V_ASN1_SEQUENCE,
            let sequence = unsafe other.pointee.value.sequence
        else { return nil }
        let bytes = unsafe octets(sequence)
        return element(of: bytes[...]).map { [UInt8]($0.content) }
    }

    private static func octets(_ string: UnsafePointer<ASN1_STRING>) -> [UInt8] {
        guard let start = unsafe ASN1_STRING_get0_data(string) else { return [] }
        return unsafe [UInt8](
            UnsafeBufferPointer(start: start, count: Int(max(0, ASN1_STRING_length(string)))))
    }

    /// The first element of DER: its content, and what stands behind it.
    private static func element(of bytes: ArraySlice<UInt8>) -> (
        content: ArraySlice<UInt8>, rest: ArraySlice<UInt8>
    )? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var at = buffer.baseAddress
            var (length, tag, kind): (Int, Int32, Int32) = (0, 0, 0)
            let flags = unsafe ASN1_get_object(&at, &length, &tag, &kind, buffer.count)
            guard flags & 0x80 == 0, let base = buffer.baseAddress, let at = unsafe at else {
                return nil
            }
            let head = unsafe base.distance(to: at)
            guard length >= 0, length <= bytes.count - head else { return nil }
            let start = bytes.startIndex + head
            return (bytes[start..<start + length], bytes[(start + length)...])
        }
    }

    /// The digest in an SpcIndirectData: its second member is a DigestInfo.
    private static func digest(in content: [UInt8]) -> Digest? {
        guard let rest = element(of: content[...])?.rest else { return nil }
        return unsafe rest.withUnsafeBufferPointer { buffer -> Digest? in
            var at = buffer.baseAddress
            guard let info = unsafe d2i_X509_SIG(nil, &at, buffer.count) else { return nil }
            defer { unsafe X509_SIG_free(info) }
            var kind: UnsafePointer<X509_ALGOR>?
            var value: UnsafePointer<ASN1_OCTET_STRING>?
            unsafe X509_SIG_get0(info, &kind, &value)
            guard let kind = unsafe kind, let value = unsafe value,
                let algorithm = unsafe algorithm(OBJ_obj2nid(kind.pointee.algorithm))
            else { return nil }
            return unsafe Digest(algorithm, bytes: octets(value))
        }
    }

    private static func algorithm(_ number: Int32) -> DigestAlgorithm? {
        switch number {
        case NID_sha1: .sha1
        case NID_sha256: .sha256
        case NID_sha384: .sha384
        case NID_sha512: .sha512
        default: nil
        }
    }

    private static func bio(_ buffer: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
        unsafe BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count))
    }

    /// - Parameter trusted: whom the chain must lead to; nil asks only for the signature itself.
    private static func verify(
        _ data: UnsafeMutablePointer<PKCS7>, _ content: [UInt8], trusting trusted: OpaquePointer?
    ) -> Bool {
        unsafe content.withUnsafeBufferPointer { buffer in
            guard let memory = unsafe bio(buffer) else { return false }
            defer { unsafe BIO_free(memory) }
            guard let trusted = unsafe trusted else {
                return unsafe PKCS7_verify(data, nil, nil, memory, nil, PKCS7_BINARY | PKCS7_NOVERIFY) == 1
            }
            guard let store = unsafe X509_STORE_new() else { return false }
            defer { unsafe X509_STORE_free(store) }
            unsafe X509_STORE_add_cert(store, trusted)
            unsafe X509_STORE_set_flags(
                store, UInt(X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME))
            unsafe X509_STORE_set_purpose(store, X509_PURPOSE_ANY)
            unsafe X509_STORE_set_depth(store, chainLimit)
            return unsafe PKCS7_verify(data, nil, store, memory, nil, PKCS7_BINARY) == 1
        }
    }

    // MARK: Base64

    /// The bytes that a text in Base64 stands for; the text has no line breaks.
    static func decoded(base64 text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { source in
            unsafe [UInt8](unsafeUninitializedCapacity: source.count / 4 * 3 + 3) { buffer, count in
                let length = unsafe EVP_DecodeBlock(
                    buffer.baseAddress, source.baseAddress, Int32(clamping: source.count))
                let padding = unsafe source.suffix(2).count { $0 == UInt8(ascii: "=") }
                count = max(0, Int(length) - padding)
            }
        }
    }
}
