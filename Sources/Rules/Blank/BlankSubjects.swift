import DiscModel
import Surveys

/// A run of sectors without content, and the files that have bytes in it. One row for each run; a disc whose content was
/// read has at least an empty one, so that a rule applies.
struct BlankStretch: Weighable {
    let run: BlankRun?
    let owners: [Owner]

    struct Owner: Sendable {
        let path: DisplayName
        let tree: TreeKind?
        /// The bytes of the file that lie in the run.
        let range: Range<UInt64>
    }

    static func each(in disc: Disc, _ body: (BlankStretch) -> Void) {
        guard let facts = disc.facts(BlankRunsFacts.self) else { return }
        body(BlankStretch(run: nil, owners: []))
        let spans = disc.map.spans.filter { $0.owner.isFile }
        for run in facts.runs {
            var owners: [Owner] = []
            for span in spans where span.offset < run.end && span.end > run.offset {
                owners.append(
                    Owner(
                        path: disc.name(of: span.owner), tree: disc.tree(of: span.owner),
                        range: max(span.offset, run.offset)..<min(span.end, run.end)))
                // An extent that several trees or links share is one loss; a few owners are enough to name it.
                if owners.count == 16 { break }
            }
            body(BlankStretch(run: run, owners: owners))
        }
    }
}

extension BlankStretch.Owner {
    var place: Place {
        Place(offset: range.lowerBound, length: UInt64(range.count), tree: tree, path: path)
    }
}
