/// What a file's name says about whether it is a list of checksums of other files of the image. Sources and packages
/// have names such as `md5.c` or `sha1.deb`, so only names that tools really write count.
enum PayloadListName {
    /// A list of the tree that begins where it lies: `md5sum.txt`, `SHA256SUMS`.
    case tree
    /// Such a list, if it is one, under a name that may mean other things: `CHECKSUMS.md5`, `hashes.txt`.
    case general
    /// A list of a few chosen files: `.treeinfo`.
    case selection
    /// The sum of one file beside it: `airootfs.sha512`, `filesystem.squashfs.md5`.
    case single

    init?(_ name: String) {
        let lower = name.lowercased()
        if lower == ".treeinfo" || lower == "treeinfo" {
            self = .selection
            return
        }
        let parts = lower.split(separator: ".", omittingEmptySubsequences: false)
        guard let stem = parts.first, let last = parts.last, !stem.isEmpty else { return nil }
        let isList = Self.stems.contains(String(stem)) || Self.generalStems.contains(String(stem))
        if isList,
            parts.count == 1 || parts.count == 2 && Self.endings.contains(String(last))
        {
            self = Self.generalStems.contains(String(stem)) ? .general : .tree
        } else if parts.count > 1, Self.algorithms.contains(String(last)) {
            self = .single
        } else {
            return nil
        }
    }

    private static let algorithms: Set<String> = [
        "md5", "sha1", "sha256", "sha384", "sha512", "md5sum", "sha1sum", "sha256sum", "sha512sum",
    ]
    private static let endings = algorithms.union(["txt", "lst"])
    private static let generalStems: Set<String> = ["checksum", "checksums", "hashdeep", "hashes", "shasum"]
    private static let stems: Set<String> = [
        "md5sum", "md5sums", "sha1sum", "sha1sums", "sha256sum", "sha256sums", "sha384sums", "sha512sum",
        "sha512sums", "shasums",
    ]
}
