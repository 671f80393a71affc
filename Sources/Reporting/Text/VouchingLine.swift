import Rules

/// The line that says what an OK is worth: how much of the content a checksum that held vouches for.
enum VouchingLine {
    /// Checksums that are named.
    private static let shown = 3

    static func lines(_ vouching: Vouching?) -> [(String, String)] {
        guard let vouching else { return [] }
        return [("content", words(vouching))]
    }

    private static func words(_ vouching: Vouching) -> String {
        let all = size(vouching.content)
        guard vouching.vouched > 0 else { return "\(all), no checksum vouches for it" }
        let names = vouching.witnesses.prefix(shown).map(\.told)
        let more = vouching.witnesses.count - names.count
        let by =
            (more > 0 ? names + ["\(grouped(more)) more"] : names).joined(separator: ", ")
        if vouching.vouched == vouching.content { return "\(all), all of it vouched for by \(by)" }
        return "\(size(vouching.vouched)) of \(all) vouched for by \(by); no checksum vouches for the rest"
    }

    /// A size as people write it; a small one in bytes.
    private static func size(_ bytes: UInt64) -> String {
        bytes < 1_000 ? counted(bytes, "byte") : megabytes(bytes)
    }
}
