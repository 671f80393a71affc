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
        let space = HiddenSpace(of: disc)
        let isAllOwned = space.map { $0.doubt == nil && $0.inside.isEmpty } ?? false
        disc.map.eachOverlap(between: \.owner.isFile, and: \.owner.isFile) { overlap in
            guard !disc.isInterleaved(overlap.first), !disc.isInterleaved(overlap.second) else { return }
            report(overlap, disc, nil, isAllOwned ? length(of: overlap, disc) : "", &findings)
        }
        weighStarts(disc, &findings)
        let isStructure: (DiscMap.Span) -> Bool = {
            !$0.owner.isFile && structures.contains(disc.kind(of: $0.owner))
        }
        disc.map.eachOverlap(between: isStructure, and: isStructure) {
            report($0, disc, .error, "", &findings)
        }
        // A boot image may be a file, or lie in one from the start; it does not begin in the middle of one.
        let isBootImage: (DiscMap.Span) -> Bool = {
            !$0.owner.isFile && disc.kind(of: $0.owner) == .bootImage
        }
        disc.map.eachOverlap(between: \.owner.isFile, and: isBootImage) { overlap in
            if overlap.first.owner.isFile { report(overlap, disc, nil, "", &findings) }
        }
    }

    /// Files of one tree that begin together and end apart: a program that stores equal files once gives them one length.
    private static func weighStarts(_ disc: Disc, _ findings: inout Findings) {
        disc.map.eachCommonStart { spans in
            for tree in disc.trees.indices {
                let files = spans.filter { span in
                    guard case .file(let owner, _) = span.owner, Int(owner) == tree else { return false }
                    return disc.isWhole(span) && !disc.isInterleaved(span) && !disc.isLink(span)
                }
                guard let longest = files.max(by: { $0.end < $1.end }),
                    let shortest = files.min(by: { $0.end < $1.end }), shortest.end < longest.end
                else { continue }
                let count = shortest.end - shortest.offset
                findings.report(
                    "the \(disc.words(for: shortest)) and the \(disc.words(for: longest)) begin together and have \(count) and \((longest.end - longest.offset).of("byte"))",
                    expected: "no byte in common, or all", actual: "\(count.of("byte"))",
                    at: disc.place(of: shortest),
                    causedBy: disc.halves(of: shortest) ?? disc.halves(of: longest),
                    about: disc.name(of: longest.owner).text)
            }
        }
    }

    /// What speaks for a length that is too large, where no data is left that could be the second file's.
    private static func length(of overlap: DiscMap.Overlap, _ disc: Disc) -> String {
        let (first, second) =
            overlap.first.offset <= overlap.second.offset
            ? (overlap.first, overlap.second) : (overlap.second, overlap.first)
        guard first.offset < second.offset, first.end < second.blockEnd, disc.isWhole(first) else {
            return ""
        }
        let name = disc.name(of: first.owner).escaped
        return
            "; all data of the image has an owner, so that \(disc.name(of: second.owner).escaped) lies nowhere else, and the length of \(name) is probably too large: up to there it has \((second.offset - first.offset).of("byte")), not \((first.end - first.offset).of("byte"))"
    }

    private static func report(
        _ overlap: DiscMap.Overlap, _ disc: Disc, _ severity: Severity?, _ more: String,
        _ findings: inout Findings
    ) {
        findings.report(
            "the \(disc.words(for: overlap.first)) and the \(disc.words(for: overlap.second)) share \(overlap.shared.length.of("byte"))\(more)",
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
            .fires("a file that begins with a longer one", .plain, at: "data:/DOCS/MANUAL.TXT") {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", $0.block("data:/DOCS/MANUAL.TXT"))
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

extension DiscMap {
    /// Calls `body` with the spans that begin at one byte, where several do.
    func eachCommonStart(_ body: (ArraySlice<Span>) -> Void) {
        var start = 0
        while start < spans.count {
            var end = start + 1
            while end < spans.count, spans[end].offset == spans[start].offset { end += 1 }
            if end - start > 1, spans[start..<end].contains(where: { $0.end != spans[start].end }) {
                body(spans[start..<end])
            }
            start = end
        }
    }
}

extension Disc {
    /// Whether a span is all that its file has, as the tree of the span tells.
    func isWhole(_ span: DiscMap.Span) -> Bool {
        guard case .file(let tree, let node) = span.owner else { return false }
        return trees[Int(tree)].nodes[Int(node)].extentCount == 1
    }

    /// Whether a span belongs to a link, whose record may count the bytes of its target and has no data (makefs).
    fileprivate func isLink(_ span: DiscMap.Span) -> Bool {
        record(of: span).map { $0.tree.slots[$0.slot].traits.kinds.contains(.sl) } ?? false
    }

    /// Whether a file leaves room between its units, where others may lie (6.4.3).
    func isInterleaved(_ span: DiscMap.Span) -> Bool {
        guard let (tree, slot) = record(of: span) else { return false }
        let record = tree.record(slot)
        return record.fileUnitSize > 0 && record.interleaveGap > 0
    }
}
