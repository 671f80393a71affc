import Bytes
import DiscModel
import FileSystems
import Specimens

/// No file covers a path table, a directory or the boot catalog (ECMA-119, 6.2).
enum FilesLeaveStructuresAlone: Rule {
    static let card = RuleCard(
        id: "dir-file-overlaps-metadata",
        title: "No file covers a path table, a directory or the boot catalog",
        rationale: """
            A file that holds structure of the volume has a wrong block or length. It also shows readers of the file what is \
            none of its content. The boot catalog may be a file, from its first byte on.
            """,
        remedy: "Compare the file with its source, and the image with its own.",
        severity: .error,
        clause: .ecma119("6.2"))

    private static let structures: Set<Claim.Kind> = [.pathTable, .directory, .bootCatalog]

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let isStructure: (DiscMap.Span) -> Bool = {
            !$0.owner.isFile && structures.contains(disc.kind(of: $0.owner))
        }
        disc.map.eachOverlap(between: isStructure, and: \.owner.isFile) { overlap in
            let (file, other) =
                overlap.first.owner.isFile ? (overlap.first, overlap.second) : (overlap.second, overlap.first)
            guard !disc.isInterleaved(file) else { return }
            report(file, other, overlap.shared, disc, &findings)
        }
        // A file that begins where a path table does; directories have a rule of their own, the catalog may.
        disc.eachSharedStart { file, other in
            guard disc.kind(of: other.owner) == .pathTable else { return }
            let end = min(file.end, other.end)
            report(file, other, .init(offset: file.offset, length: end - file.offset), disc, &findings)
        }
    }

    private static func report(
        _ file: DiscMap.Span, _ other: DiscMap.Span, _ shared: DiscMap.Run, _ disc: Disc,
        _ findings: inout Findings
    ) {
        findings.report(
            "the \(disc.words(for: file)) covers \(shared.length.of("byte")) of the \(disc.words(for: other))",
            expected: "no byte in common", actual: "\(shared.length.of("byte"))",
            at: disc.place(of: file, shared),
            causedBy: disc.halves(of: file))
    }

    static var examples: [Example] {
        [
            .fires("a file at path table L", .plain, at: "path-table-l") {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", $0.block("path-table-l"))
            },
            .fires("a file from the M table into the root", .plain, at: "dir:/") {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", $0.block("path-table-m"))
                $0.set(DirectoryRecord.dataLength, of: "record:/README.TXT", 3_000)
            },
            .passes("the boot catalog as a file", .bootable),
        ]
    }
}

extension Disc {
    /// Calls `body` for every file that begins at the first byte of a structure of the volume.
    func eachSharedStart(_ body: (_ file: DiscMap.Span, _ structure: DiscMap.Span) -> Void) {
        let spans = map.spans
        var start = 0
        while start < spans.count {
            var end = start + 1
            var files = spans[start].owner.isFile ? 1 : 0
            while end < spans.count, spans[end].offset == spans[start].offset {
                if spans[end].owner.isFile { files += 1 }
                end += 1
            }
            if files > 0, files < end - start,
                let structure = spans[start..<end].first(where: { !$0.owner.isFile })
            {
                for span in spans[start..<end] where span.owner.isFile { body(span, structure) }
            }
            start = end
        }
    }
}
