public import Digests

extension ChecksumList {
    /// What is wrong with a line, or with the name that an entry gives.
    public enum Fault: Error, Sendable, Hashable {
        /// Neither a checksum nor a comment.
        case malformed
        /// An algorithm that is not computed here, by the name the list gives it.
        case unknownAlgorithm(String)
        /// A digest of so many hexadecimal digits; with the algorithm it claims to be of, if it claims one.
        case wrongLength(digits: Int, of: DigestAlgorithm?)
        case notHexadecimal(DigestAlgorithm)
        /// The line says that its name is escaped, and the name has an escape that nobody writes.
        case badEscape
        case emptyName
        case zeroByteInName
        /// A hashdeep row with fewer columns than its header.
        case missingColumns(found: Int, expected: Int)
        /// A hashdeep row before any header, or a header without a column that must be there.
        case noColumns
        case badSize
        /// More than `lineBytes` bytes; not read.
        case lineTooLong(Int)
        /// The list goes on after as many lines or bytes as we read.
        case tooManyLines(Int)
        case tooManyBytes(Int)
        /// Text in UTF-16, as some shells of Windows redirect it; no checksum tool reads that.
        case utf16
        /// A clear-signed message whose header holds something else than `Hash:` and the like.
        case signatureHeader
        /// A line in a clear-signed message that begins with a dash and is not escaped.
        case unescapedDash
        /// The message or its armour ends before its last line.
        case signatureCut
        /// A second signature; only the first is looked at.
        case secondSignature
        /// The name leads out of the image.
        case leadsOutside
        /// The entry has no name.
        case nameless
    }
}

extension ChecksumList.Problem: CustomStringConvertible {
    public var description: String { "line \(line): \(what)" }
}

extension ChecksumList.Fault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed: "neither a checksum nor a comment"
        case .unknownAlgorithm(let name): "algorithm \(name) is not among those computed here"
        case .wrongLength(let digits, nil):
            "a digest of \(digits) hexadecimal digits is of no known algorithm"
        case .wrongLength(let digits, let algorithm?):
            "the digest has \(digits) hexadecimal digits; \(algorithm) has \(algorithm.hexLength)"
        case .notHexadecimal(let algorithm): "the \(algorithm) digest is not hexadecimal"
        case .badEscape: "the name holds a backslash escape other than \\n, \\r and \\\\"
        case .emptyName: "the name is empty"
        case .zeroByteInName: "the name holds a zero byte"
        case .missingColumns(let found, let expected): "\(found) columns where the header has \(expected)"
        case .noColumns:
            "the line that names the columns size, digests and filename is missing or not understood"
        case .badSize: "the size is not a decimal number"
        case .lineTooLong(let count): "\(count) bytes long, more than are read of one line"
        case .tooManyLines(let count): "the list goes on, but only its first \(count) lines are read"
        case .tooManyBytes(let count): "the list goes on, but only its first \(count) bytes are read"
        case .utf16: "the list is UTF-16 text, which no checksum tool reads"
        case .signatureHeader: "not a header of a clear-signed message, nor the empty line that ends it"
        case .unescapedDash: "begins with a dash that is not escaped, inside a clear-signed message"
        case .signatureCut: "the signature that begins here has no end"
        case .secondSignature: "a second signature; only the first is looked at"
        case .leadsOutside: "the name leads out of the image"
        case .nameless: "the entry names no file"
        }
    }
}
