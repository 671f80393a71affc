import Bytes
import Comparison
import DiscModel

/// The files of a comparison: which have sectors that differ or are lost, and, where that was asked, how the files differ.
struct HTMLComparisonFiles {
    private static let limit = 2_000

    private let compared: Report.Compared

    init(_ compared: Report.Compared) { self.compared = compared }

    var sections: HTMLText { hurt + differing }

    /// Owners of sectors that are not the same.
    private var hurt: HTMLText {
        let losses = compared.comparison.losses
        guard !losses.owners.isEmpty else { return .empty }
        let states = states(of: losses)
        let rows = losses.owners.prefix(Self.limit).map { owner -> [HTMLText] in
            let share = owner.size == 0 ? 0 : owner.bytes.times(1_000) / owner.size
            return [
                HTMLText(Self.name(of: owner)), HTMLText(states[Key(owner.kind, owner.name)] ?? "differs"),
                HTMLText("\(grouped(owner.bytes)) of \(grouped(owner.size))"),
                HTMLText(share == 0 ? "below 0.1 %" : "\(share / 10).\(share % 10) %"),
                HTMLText(grouped(owner.first)), HTMLText("LBA \(owner.sector)"),
            ]
        }
        return .element("h2", "Whose sectors they are")
            + .table(
                "Files and structures with sectors that differ or are lost",
                [
                    "file or structure", "what became of it", "bytes in such sectors", "share",
                    "first at byte", "on the disc",
                ],
                rows) + Self.more(losses.owners.count)
    }

    private static func name(of owner: Losses.Owner) -> String {
        switch owner.kind {
        case .unclaimed: "nobody's"
        case .slack: "behind the end of \(owner.name.text.isEmpty ? "a file" : owner.name.told)"
        case .claim: owner.name.told
        }
    }

    private struct Key: Hashable {
        let kind: Losses.Kind
        let name: DisplayName

        init(_ kind: Losses.Kind, _ name: DisplayName) {
            self.kind = kind
            self.name = name
        }
    }

    /// What became of each owner's sectors: all that did, in the order of the legend.
    private func states(of losses: Losses) -> [Key: String] {
        var heat: [Key: Set<SectorHeat>] = [:]
        for (run, shares) in losses.byRun {
            for share in shares {
                heat[Key(share.kind, share.name), default: []].insert(SectorHeat(run.state))
            }
        }
        return heat.mapValues { found in
            SectorHeat.allCases.filter(found.contains).map(\.words).joined(separator: ", ")
        }
    }

    /// How the files of two images differ.
    private var differing: HTMLText {
        guard let files = compared.files else { return .empty }
        let same =
            "\(counted(files.same, "file")) the same"
            + (files.sameElsewhere > 0 ? ", \(grouped(files.sameElsewhere)) of these at another place" : "")
        guard !files.entries.isEmpty else {
            return .element("h2", "How the files differ") + .element("p", same)
        }
        let rows = files.entries.prefix(Self.limit).map { entry in
            [
                HTMLText(entry.path.told), HTMLText(Self.words(entry.kind)),
                HTMLText(entry.oldSize.map(grouped) ?? ""), HTMLText(entry.newSize.map(grouped) ?? ""),
                HTMLText(
                    [entry.from.map { "from \($0.told)" }, entry.detail].compactMap(\.self).joined(
                        separator: "; ")),
            ]
        }
        return .element("h2", "How the files differ") + .element("p", same)
            + .table(
                "Files that differ", ["file", "what", "bytes before", "bytes after", "more"], rows)
            + Self.more(files.entries.count)
    }

    private static func words(_ kind: FileDifference.Kind) -> String {
        switch kind {
        case .metadata: "other only in dates, modes or owners"
        case .unknown: "could not be read on one side"
        case .added, .removed, .changed, .moved: kind.rawValue
        }
    }

    private static func more(_ count: Int) -> HTMLText {
        count > limit
            ? .element("p", "and \(grouped(count - limit)) more; the report in JSON or XML has all") : .empty
    }
}
