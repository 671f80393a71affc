import Bytes
import DiscModel
import FileSystems
import Specimens

/// Two extents are the same or have no byte in common (ECMA-119, 6.4).
enum ExtentsDoNotOverlap: Rule {
    static let card = RuleCard(
        id: "dir-extent-overlap",
        title: "No two extents share a part of their bytes",
        rationale: """
            Files may share a whole extent, as hard links and files in several trees do. Sharing a part means that a length \
            or a block number is wrong: one of the files ends in the bytes of the other.
            """,
        remedy: "Compare both files with their source to see which one is damaged.",
        severity: .warning,
        clause: .ecma119("6.4"))

    /// Structures of the volume that never share bytes; an overlap of two of them damages what all readers need.
    private static let structures: Set<Claim.Kind> = [.descriptor, .pathTable, .directory]

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        disc.map.eachOverlap(between: \.owner.isFile, and: \.owner.isFile) { overlap in
            guard !disc.isInterleaved(overlap.first), !disc.isInterleaved(overlap.second) else { return }
            report(overlap, disc, nil, &findings)
        }
        let isStructure: (DiscMap.Span) -> Bool = {
            !$0.owner.isFile && structures.contains(disc.kind(of: $0.owner))
        }
        disc.map.eachOverlap(between: isStructure, and: isStructure) { report($0, disc, .error, &findings) }
        // A boot image may be a file, or lie in one from the start; it does not begin in the middle of one.
        let isBootImage: (DiscMap.Span) -> Bool = {
            !$0.owner.isFile && disc.kind(of: $0.owner) == .bootImage
        }
        disc.map.eachOverlap(between: \.owner.isFile, and: isBootImage) { overlap in
            if overlap.first.owner.isFile { report(overlap, disc, nil, &findings) }
        }
    }

    private static func report(
        _ overlap: DiscMap.Overlap, _ disc: Disc, _ severity: Severity?, _ findings: inout Findings
    ) {
        findings.report(
            "the \(disc.words(for: overlap.first)) and the \(disc.words(for: overlap.second)) share \(overlap.shared.length.of("byte"))",
            expected: "no byte in common", actual: "\(overlap.shared.length.of("byte"))",
            at: disc.place(of: overlap.first, overlap.shared), severity: severity,
            causedBy: disc.halves(of: overlap.first) ?? disc.halves(of: overlap.second),
            about: disc.path(of: overlap))
    }

    static var examples: [Example] {
        [
            .fires("a file that runs into the next", .plain, at: "data:/DOCS/MANUAL.TXT") {
                $0.set(DirectoryRecord.dataLength, of: "record:/README.TXT", 3_000)
            },
            .fires("a directory that runs into the next", .plain, at: "dir:/EMPTYDIR", severity: .error) {
                $0.set(DirectoryRecord.dataLength, of: "record:/DOCS", 4_096)
            },
            .passes("a hard link", .plain) {
                $0.set("record:/DOCS/EMPTY.DAT", 2, $0.get("record:/DOCS/MANUAL.TXT", 2, count: 16))
            },
            .passes("one file in three trees, and boot images that are files", .everything),
        ]
    }
}

extension Disc {
    /// Whether a file leaves room between its units, where others may lie (6.4.3).
    func isInterleaved(_ span: DiscMap.Span) -> Bool {
        guard let (tree, slot) = record(of: span) else { return false }
        let record = tree.record(slot)
        return record.fileUnitSize > 0 && record.interleaveGap > 0
    }
}
