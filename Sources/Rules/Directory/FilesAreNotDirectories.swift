import Bytes
import DiscModel
import FileSystems
import Specimens

/// No file has the extent of a directory (ECMA-119, 6.8.1).
enum FilesAreNotDirectories: Rule {
    static let card = RuleCard(
        id: "dir-extent-aliasing-dir",
        title: "No file begins where a directory lies",
        rationale: """
            One block as a file here and a directory there hides content from some readers, or shows a flag bit that was \
            flipped. The placeholder that Rock Ridge leaves for a moved directory is no such file.
            """,
        remedy: "Compare the image with its source; if that is the same, look at both records.",
        severity: .error,
        clause: .ecma119("6.8.1, 9.1.6"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        disc.eachSharedStart { file, other in
            guard disc.kind(of: other.owner) == .directory else { return }
            findings.report(
                "the \(disc.words(for: file)) begins at block \(file.offset / .sector), as the \(disc.words(for: other)) does",
                at: disc.place(of: file), causedBy: cause(at: file.offset, disc) ?? disc.halves(of: file))
        }
    }

    /// A directory that lies there since sectors stand in each other's place.
    private static func cause(at offset: UInt64, _ disc: Disc) -> (any Rule.Type)? {
        let isAstray = (disc.iso?.isoTrees ?? []).lazy.flatMap(\.detours).contains {
            if case .displaced = $0.reason { $0.used == offset } else { false }
        }
        return isAstray ? DirectoriesLieWhereTablesSay.self : nil
    }

    static var examples: [Example] {
        [
            .fires("a file at the block of /DOCS", .plain, at: "dir:/DOCS") {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", $0.block("dir:/DOCS"))
            },
            .passes("the placeholder of a relocated directory", .relocation) {
                $0.set("record:/DEEP/L3/L4/L5/L6/L7/L8/L9", 2, $0.get("record:/RR_MOVED/L9", 2, count: 16))
            },
        ]
    }
}
