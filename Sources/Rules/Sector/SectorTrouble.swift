import Bytes
import DiscModel
import SectorCodes
import Surveys

/// A condition that some raw sectors of a stretch are in: one row for each condition and stretch.
struct SectorTrouble: Weighable {
    let condition: SectorCondition
    let tally: RawSectorChecker.Tally
    let stretch: CodedStretch

    static func each(in disc: Disc, _ body: (SectorTrouble) -> Void) {
        for stretch in disc.facts(ErrorCodesFacts.self)?.stretches ?? [] {
            for condition in SectorCondition.allCases {
                let tally = stretch.found.tallies[condition] ?? .init()
                body(SectorTrouble(condition: condition, tally: tally, stretch: stretch))
            }
        }
    }
}

extension SectorTrouble {
    /// Sectors that hold more than zeros, whose codes say nothing of who wrote the others.
    var withData: UInt64 { stretch.found.count - stretch.found.blank }

    /// The same as `howMany` of those.
    var howManyWithData: String {
        guard stretch.found.blank > 0 else { return howMany }
        let all = withData.of("sector")
        return tally.count == withData ? "all \(all) with data" : "\(tally.count) of \(all) with data"
    }

    /// "all 294 sectors" or "3 of 294 sectors".
    var howMany: String {
        let all = stretch.found.count
        return tally.count == all ? "all \(all.of("sector"))" : "\(tally.count) of \(all.of("sector"))"
    }
}

extension Findings {
    /// Reports the runs of sectors in a condition, each with the files and structures that they belong to.
    ///
    /// - Parameters:
    ///   - what: what is the matter with them, as it follows "sectors 5-7:".
    ///   - severity: where it differs from the card's for sectors that belong to nobody.
    mutating func weigh(
        _ trouble: SectorTrouble, _ condition: SectorCondition, in disc: Disc, _ what: String,
        unowned severity: Severity? = nil, causedBy: (any Rule.Type)? = nil
    ) {
        weigh(trouble, condition, in: disc, unowned: severity, causedBy: causedBy) { _ in what }
    }

    mutating func weigh(
        _ trouble: SectorTrouble, _ condition: SectorCondition, in disc: Disc,
        unowned severity: Severity? = nil, causedBy: (any Rule.Type)? = nil,
        _ what: (RawSectorChecker.Run) -> String
    ) {
        guard trouble.condition == condition, trouble.tally.count > 0 else { return }
        for run in trouble.tally.runs {
            let owners = SectorOwners(run, of: disc)
            report(
                "\(run.inWords): \(what(run)), in \(owners.inWords)", at: owners.place,
                severity: owners.isIdle ? severity : nil, causedBy: causedBy)
        }
        if trouble.tally.isCut { cannotDecide("only the first runs of such sectors are kept") }
    }
}

/// Whose bytes a run of sectors holds.
struct SectorOwners {
    private static let shown = 3
    let place: Place
    private let names: [String]
    /// Whether anything but padding is in them.
    private var isOwned = false

    init(_ run: RawSectorChecker.Run, of disc: Disc) {
        let start = UInt64(max(0, run.first)) * .sector
        let range = start..<start + UInt64(run.count) * .sector
        var names: [String] = []
        var path: DisplayName?
        var tree: TreeKind?
        var last: DiscMap.Run?
        for span in disc.map.spans(in: range) {
            // The same bytes under the name of another tree.
            let run = DiscMap.Run(offset: span.offset, length: span.end - span.offset)
            if span.owner.isFile, last == run { continue }
            if span.owner.isFile { last = run }
            let name = disc.name(of: span.owner)
            if ![.padding, .tail].contains(disc.kind(of: span.owner)) { isOwned = true }
            if span.owner.isFile, path == nil { (path, tree) = (name, disc.tree(of: span.owner)) }
            if !names.contains(name.escaped) { names.append(name.escaped) }
            if names.count > Self.shown { break }
        }
        self.names = names
        place = Place(
            offset: range.lowerBound, length: UInt64(range.count), tree: tree, path: path, field: "sectors")
    }

    var isNobody: Bool { names.isEmpty }
    /// Whether a single file has all of it.
    var isOneFile: Bool { names.count == 1 && place.path != nil }
    /// Whether nobody would miss what they hold: it is nobody's, or padding.
    var isIdle: Bool { !isOwned }

    var inWords: String {
        if names.isEmpty { return "no file" }
        let more = names.count > Self.shown ? " and others" : ""
        return names.prefix(Self.shown).joined(separator: ", ") + more
    }
}

extension RawSectorChecker.Run {
    /// "sector 5" or "sectors 5-7".
    var inWords: String {
        count == 1 ? "sector \(first)" : "sectors \(first)-\(first + count - 1)"
    }
}
