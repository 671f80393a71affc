import Bytes
import DiscModel
import SectorCodes
import Surveys

/// A run of sectors without content, and the files that have bytes in it. One row for each run; a disc whose content was
/// read has at least an empty one, so that a rule applies.
struct BlankStretch: Weighable {
    let run: BlankRun?
    let owners: [Owner]
    /// Whether a text in it that says nothing of damage can be a mark at all.
    let mayBeMark: Bool

    struct Owner: Sendable {
        let path: DisplayName
        let tree: TreeKind
        /// The whole extent of the file, and the bytes of it that lie in the run.
        let extent: FileTree.Extent
        let range: Range<UInt64>

        /// Where the run ends inside what the file uses up, or behind it.
        func coversSlack(upTo end: UInt64) -> Bool {
            extent.slack > 0 && end >= extent.end.adding(UInt64(extent.slack))
        }
    }

    static func each(in disc: Disc, _ body: (BlankStretch) -> Void) {
        guard disc.facts(BlankRunsFacts.self) != nil else { return }
        body(BlankStretch(run: nil, owners: [], mayBeMark: false))
        for stretch in all(in: disc) { body(stretch) }
    }

    /// The runs of a disc.
    static func all(in disc: Disc) -> [BlankStretch] {
        let runs = disc.facts(BlankRunsFacts.self)?.runs ?? []
        guard !runs.isEmpty else { return [] }
        let index = FileIndex(disc)
        let mayBeMark = isMarkPossible(runs, disc)
        return runs.map { run in
            let owners = index.pieces(in: run.offset..<run.end).compactMap { piece -> Owner? in
                let file = index.files[piece.file]
                let extent = file.extents.first {
                    $0.offset <= piece.range.lowerBound && $0.end >= piece.range.upperBound
                }
                return extent.map { Owner(path: file.path, tree: file.tree, extent: $0, range: piece.range) }
            }
            return BlankStretch(
                run: run, owners: owners.sorted { $0.range.lowerBound < $1.range.lowerBound },
                mayBeMark: mayBeMark)
        }
    }

    /// A program marks all that it could not read with one text. Several that say nothing of damage are what files hold, and so is
    /// what lies across the borders of files because everything is displaced.
    private static func isMarkPossible(_ runs: [BlankRun], _ disc: Disc) -> Bool {
        guard disc.facts(DisplacementFacts.self) == nil else { return false }
        let stretches = disc.facts(ErrorCodesFacts.self)?.stretches ?? []
        guard !stretches.contains(where: { $0.headerRuns?.displaced.isEmpty == false }) else { return false }
        let texts = runs.compactMap { run in
            if case .text(let text) = run.kind, !text.tellsDamage { text } else { nil }
        }
        return Set(texts).count <= 1
    }
}

extension BlankStretch {
    /// What stands here in place of data that could not be read; nil where the sectors are just what they hold.
    var standIn: (words: String, isCertain: Bool)? {
        switch run?.kind {
        case nil: return nil
        case .mark(let mark): return (mark.rawValue, true)
        // Flash memory and tapes are filled with 0xFF, disk images with many values; only this one is known of dumps.
        case .filled(0x55):
            return isLong || isPatch
                ? ("nothing but 0x55, as programs fill up what they could not read", false) : nil
        case .filled: return nil
        case .word(let word):
            return isPatch
                ? ("nothing but \(word.rawValue), as programs mark what holds no data", false) : nil
        case .text(let text):
            guard text.tellsDamage ? !isContent(text) : mayBeMark && crossesBorders else { return nil }
            let words =
                "the text \"\(DisplayName(text.text).escaped)\""
                + (text.length == nil ? " over and over" : "")
            // A single sector may also be a note in an image inside of a file.
            let isAlone = text.length != nil && (run?.length ?? 0) <= .sector
            let isCertain = text.tellsDamage && !isAlone
            return (
                words + (isCertain ? "" : ", as rescue programs mark what they could not read"), isCertain
            )
        }
    }

    /// So many sectors of one byte that their neighbours do not matter.
    private var isLong: Bool { (run?.length ?? 0) >= 16 * .sector }

    /// Whether whole sectors of a file are so, and its bytes on both sides are of another kind.
    private var isPatch: Bool {
        guard let run, !owners.isEmpty else { return false }
        return run.isOfSectors && !run.isAmongOthers && !isWholeFile
    }

    /// Whether what fills these sectors is what a file holds: all of it, and its slack does not, or a passage of it that begins and
    /// ends within sectors. Then somebody wrote it.
    private func isContent(_ text: StandIn.Text) -> Bool {
        guard let run, let owner = owners.first, Set(owners.map(\.extent.offset)).count == 1 else {
            return false
        }
        if let length = text.length { return owner.extent.end <= run.offset.adding(UInt64(length) + 1) }
        return isWholeFile || !run.isOfSectors && !owner.coversSlack(upTo: run.end)
    }

    /// Whether one file holds this and nothing else, and its slack does not.
    private var isWholeFile: Bool {
        guard let run, let owner = owners.first, Set(owners.map(\.extent.offset)).count == 1 else {
            return false
        }
        return owner.extent.offset.adding(UInt64(run.before)) >= run.offset
            && owner.extent.end <= run.end.adding(UInt64(run.after)) && !owner.coversSlack(upTo: run.end)
    }

    /// Whether the same text goes on from one file into the next through bytes that belong to neither.
    private var crossesBorders: Bool {
        guard let run, Set(owners.map(\.extent.offset)).count > 1 else { return false }
        return owners.dropLast().contains { $0.coversSlack(upTo: run.end) }
    }
}

extension PackedFilesFacts: Weighable {
    static func each(in disc: Disc, _ body: (PackedFilesFacts) -> Void) {
        disc.facts(PackedFilesFacts.self).map(body)
    }
}

extension BlankStretch.Owner {
    var place: Place {
        Place(offset: range.lowerBound, length: UInt64(range.count), tree: tree, path: path)
    }
}

extension Findings {
    /// Reports what stands in for data in each file of a stretch, or where no file is.
    mutating func weigh(_ stretch: BlankStretch, _ words: String, in disc: Disc) {
        guard let run = stretch.run else { return }
        func sectors(_ range: Range<UInt64>) -> String {
            let (first, last) = (range.lowerBound / .sector, (range.upperBound - 1) / .sector)
            return first == last ? "sector \(first) holds" : "sectors \(first)-\(last) hold"
        }
        var seen: Set<UInt64> = []
        for owner in stretch.owners where seen.insert(owner.range.lowerBound).inserted {
            report("\(sectors(owner.range)) \(words), in \(owner.path.escaped)", at: owner.place)
        }
        guard stretch.owners.isEmpty else { return }
        let range = run.offset..<run.end
        let structure = disc.map.spans(in: range).first { disc.kind(of: $0.owner) != .padding }
        let whose = structure.map { disc.name(of: $0.owner).escaped } ?? "no file"
        report(
            "\(sectors(range)) \(words), in \(whose)",
            at: Place(offset: run.offset, length: run.length, field: "sectors"),
            severity: structure == nil ? .warning : nil)
    }
}
