import Bytes

/// Evidence files that are known and not read: those with files in place of a medium, and the second version of the format.
enum OtherEvidence {
    /// What finishes "not a disc image that can be checked:"; nil for anything else.
    static func refusal(_ head: Record, of source: any ByteSource) throws(OpeningFailure) -> String? {
        if head.has("LVF\u{9}\u{D}\u{A}") {
            return "a logical evidence file (L01), which holds copies of files and no medium"
        }
        if head.has("LEF2\u{D}\u{A}") {
            return "a logical evidence file of EnCase 7 (Lx01), which holds copies of files and no medium"
        }
        guard head.has("EVF2\u{D}\u{A}") else { return nil }
        return try isEncrypted(source)
            ? "an encrypted evidence file of EnCase 7 (Ex01); decrypt it with EnCase, and make an E01 or a raw image of it"
            : "an evidence file of EnCase 7 (Ex01), which is not read yet; make an E01 or a raw image of it (ewfexport, FTK Imager)"
    }

    /// Descriptors that are looked at.
    private static let countLimit = 100

    /// Whether a section is said to be encrypted: descriptors of 64 bytes stand behind their data, and lead from the last to the first.
    private static func isEncrypted(_ source: any ByteSource) throws(OpeningFailure) -> Bool {
        var at = source.size - min(source.size, 64)
        for _ in 0..<countLimit {
            let descriptor = try source.record(at: at, count: 64)
            if descriptor.u32le(4) & 2 != 0, descriptor.u32le(24) == 64 { return true }
            let before = descriptor.u64le(8)
            guard descriptor.u32le(24) == 64, before >= 32, before < at else { return false }
            at = before
        }
        return false
    }
}
