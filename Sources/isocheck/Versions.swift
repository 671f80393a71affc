import CCommit
import Containers
import ContentTypes
import Digests
import Reporting
import Rules

/// What `--version` tells: enough to know whether two reports come of the same program, rules and libraries.
enum Versions {
    static var text: String {
        let commit = unsafe String(cString: isocheck_commit())
        let libraries = [
            ("libarchive", Containers.libarchiveVersion), ("libcrypto", RunningDigest.libraryVersion),
            ("libmagic", ContentTypes.libraryVersion), ("libxml2", ReportFormats.libxml2Version),
            ("zlib", ZlibStream.libraryVersion),
        ]
        return """
            isocheck \(Isocheck.version)
            commit     \(commit.isEmpty ? "none" : commit)
            rules      \(RuleBook.cards.count), SHA-256 of their cards \(RuleCatalogue.digest)
            libraries  \(libraries.map { "\($0) \($1)" }.joined(separator: ", "))

            """
    }
}
