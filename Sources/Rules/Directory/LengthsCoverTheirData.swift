import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// The length of a file covers all of its data.
enum LengthsCoverTheirData: Rule {
    static let card = RuleCard(
        id: "dir-length-short",
        title: "Directory records count all bytes of their files",
        rationale: """
            A record whose length is too small hides the rest of the file from every reader. It is told where the data goes on \
            behind the length, into sectors that nobody owns and that end just where the next file begins, while behind all other \
            files of the image there are zeros.
            """,
        remedy:
            "Compare the file with its source; its whole data can be taken from the sectors named here. Make or copy the image again.",
        severity: .error, confidence: .firm,
        clause: .ecma119("9.1.4"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard disc.iso != nil, let space = HiddenSpace(of: disc), space.doubt == nil, !space.inside.isEmpty,
            disc.facts(DisplacementFacts.self) == nil, AstrayFiles(disc, space).found.isEmpty
        else { return }
        for one in ShortFiles(disc, space).found {
            findings.report(
                one.words, expected: "at least \(one.least.of("byte"))",
                actual: "\(one.recorded.of("byte"))",
                at: one.tree.place(ofRecord: one.slot, DirectoryRecord.dataLength),
                about: one.tree.path(ofRecord: one.slot).text)
        }
    }

    private static let several = Specimen {
        $0.files = (0..<6).map { index in
            .init("/F\(index).DAT", .bytes([UInt8](repeating: UInt8(index + 1), count: 7_000 + index)))
        }
    }

    static var examples: [Example] {
        [
            .fires("half of a file", several, at: "record:/F3.DAT", DirectoryRecord.dataLength) {
                $0.set(DirectoryRecord.dataLength, of: "record:/F3.DAT", 3_000)
            },
            .fires("nothing of it", several, at: "record:/F3.DAT", DirectoryRecord.dataLength) {
                $0.set(DirectoryRecord.dataLength, of: "record:/F3.DAT", 0)
            },
            .passes("all of it", several),
            .passes("a file whose record was taken out", several) { $0.removeRecord("record:/F3.DAT") },
            .passes("an empty file without a place of its own", several) {
                $0.set(DirectoryRecord.dataLength, of: "record:/F5.DAT", 0)
                $0.fill("data:/F5.DAT", 0, count: 7_005, with: 0)
            },
        ]
    }
}

/// Files whose data goes on behind the length of their records.
private struct ShortFiles {
    struct Found {
        let tree: ISOTree
        let slot: Int
        let recorded, least: UInt64
        let words: String
    }

    private(set) var found: [Found] = []
    private let disc: Disc

    /// Files whose ends must be followed by zeros, so that bytes behind one mean something; and sectors that are looked at.
    private static let fewestEnds = 3, mostHoles = 1_024

    init(_ disc: Disc, _ space: HiddenSpace) {
        self.disc = disc
        let starts = emptyStarts()
        for piece in space.inside.prefix(Self.mostHoles) where piece.mark == nil {
            guard let hole = disc.map.unclaimedRun(at: piece.offset), hole.offset % .sector == 0,
                piece.offset == hole.offset, piece.end == hole.end, piece.offset > 0,
                let next = owner(from: hole.end)
            else { continue }
            if let (tree, slot) = starts[hole.offset] {
                add(tree, slot, hole, recorded: 0, before: next)
                continue
            }
            for span in disc.map.spans(at: hole.offset - 1) where span.owner.isFile {
                guard span.blockEnd == hole.offset, disc.isWhole(span), !disc.isInterleaved(span),
                    let (tree, slot) = disc.record(of: span), goesOn(span)
                else { continue }
                add(tree, slot, hole, recorded: span.end - span.offset, before: next)
                break
            }
        }
    }

    /// What begins at a byte and is used.
    private func owner(from end: UInt64) -> DiscMap.Span? {
        disc.map.spans(in: end..<end.adding(1)).first { $0.offset == end && $0.owner.isFile }
    }

    /// Records of empty files that name a block all the same.
    private func emptyStarts() -> [UInt64: (ISOTree, Int)] {
        var starts: [UInt64: (ISOTree, Int)] = [:]
        let base = disc.iso?.base ?? 0
        for tree in disc.iso?.isoTrees ?? [] {
            for slot in tree.slots.indices {
                let record = tree.record(slot)
                guard !record.isDirectory, record.dataLength.read == 0, record.extent.read > 0 else {
                    continue
                }
                let start = record.dataExtent(blockSize: tree.blockSize).offset.adding(base)
                if starts[start] == nil { starts[start] = (tree, slot) }
            }
        }
        return starts
    }

    /// Whether bytes follow a file up to the end of its sector, and zeros all others: a file that ends with a sector tells nothing.
    private func goesOn(_ span: DiscMap.Span) -> Bool {
        let slack = (disc.gapContents?.slack ?? []).filter { $0.nonZeroBytes > 0 && $0.owner.isFile }
        guard let own = slack.first(where: { $0.offset == span.end }),
            slack.allSatisfy({ $0.offset == span.end })
        else { return false }
        var ends: Set<UInt64> = []
        for other in disc.map.spans where other.owner.isFile && other.end % .sector > 0 {
            if other.end != span.end { ends.insert(other.end) }
            if ends.count == Self.fewestEnds { break }
        }
        // Data has zeros, too, but not for the most part.
        return ends.count == Self.fewestEnds && UInt64(own.nonZeroBytes) * 2 >= own.length
    }

    private mutating func add(
        _ tree: ISOTree, _ slot: Int, _ hole: DiscMap.Run, recorded: UInt64, before next: DiscMap.Span
    ) {
        guard !found.contains(where: { $0.tree === tree && $0.slot == slot }) else { return }
        let path = tree.path(ofRecord: slot).escaped
        let start = hole.offset - recorded.roundedUp(to: .sector)
        let (first, last) = (hole.offset / .sector, (hole.end - 1) / .sector)
        let sectors = first == last ? "sector \(first)" : "sectors \(first) to \(last)"
        found.append(
            Found(
                tree: tree, slot: slot, recorded: recorded, least: hole.end - start - .sector + 1,
                words:
                    "the length of \(path) is too small: its data goes on in \(sectors), which nobody owns, up to where the \(disc.words(for: next)) begins"
            ))
    }
}
