import Checksums
import Digests
import DiscModel
import Surveys

/// A recorded checksum and what became of it; its origin decides which rule speaks.
extension Checksum: Weighable {
    static func each(in disc: Disc, _ body: (Checksum) -> Void) { disc.checksums.forEach(body) }

    /// What the sum is of: the file with its path, or the bytes.
    func place(in disc: Disc) -> Place {
        let ranges = statement.request.ranges
        let start = ranges.first?.lowerBound
        guard case .file(let tree, let node) = statement.subject, disc.trees.indices.contains(tree),
            disc.trees[tree].nodes.indices.contains(node)
        else {
            return Place(
                offset: start, length: ranges.last.map { $0.upperBound - (start ?? 0) },
                field: statement.recorded.field)
        }
        let files = disc.trees[tree]
        return Place(
            offset: start, length: statement.request.byteCount, tree: files.kind, path: files.path(of: node))
    }
}

extension IsoMD5SumFacts: Weighable {
    static func each(in disc: Disc, _ body: (IsoMD5SumFacts) -> Void) {
        disc.facts(IsoMD5SumFacts.self).map(body)
    }
}

extension TagMediaFacts: Weighable {
    static func each(in disc: Disc, _ body: (TagMediaFacts) -> Void) {
        disc.facts(TagMediaFacts.self).map(body)
    }
}

extension LibisofsFacts: Weighable {
    static func each(in disc: Disc, _ body: (LibisofsFacts) -> Void) {
        disc.facts(LibisofsFacts.self).map(body)
    }
}

extension Findings {
    /// Reports a checksum that does not hold, with what was expected and what is there. One that could not be computed
    /// leaves the rule undecided.
    ///
    /// - Parameters:
    ///   - message: a sentence that begins with what the sum is of.
    ///   - range: the bytes among which the difference lies, where that is less than all of them.
    mutating func weigh(
        _ checksum: Checksum, in disc: Disc, _ message: @autoclosure () -> String,
        within range: Range<UInt64>? = nil, severity: Severity? = nil, causedBy: (any Rule.Type)? = nil,
        remedy: String? = nil
    ) {
        switch checksum.state {
        case .verified: break
        case .open(let why): cannotDecide(why)
        case .mismatch(let digest):
            var place = checksum.place(in: disc)
            if let range {
                place.offset = range.lowerBound
                place.length = UInt64(range.count)
            }
            report(
                message(), expected: checksum.statement.expected.hex, actual: digest.hex, at: place,
                severity: severity, causedBy: causedBy, remedy: remedy)
        }
    }
}

/// The files that have bytes in a range, for sums that know only where they do not hold.
struct FilesInRange {
    private static let shown = 3

    /// Paths as most readers would show them.
    let paths: [DisplayName]

    init(_ range: Range<UInt64>, of disc: Disc) {
        paths = FileList(of: disc).entries.filter { entry in
            entry.extents.contains { $0.offset < range.upperBound && $0.end > range.lowerBound }
        }.map(\.path)
    }

    /// The first few paths and how many more there are, such as "/a, /b and 7 more files"; "no file" when there is none.
    var inWords: String {
        guard !paths.isEmpty else { return "no file" }
        let first = paths.prefix(Self.shown).map(\.escaped).joined(separator: ", ")
        let more = paths.count - Self.shown
        return more > 0 ? "\(first) and \(more) more \(more == 1 ? "file" : "files")" : first
    }
}
