import Bytes
import DiscModel
import FileSystems
import Specimens

/// Everything the image points to could be looked at. This rule turns every gap into a finding, so that blindness is
/// never silent.
enum ImageUnseen: Rule {
    static let card = RuleCard(
        id: "image-unseen",
        title: "Every structure of the image could be read",
        rationale: """
            Where a pointer leads behind the end of the image, a sector cannot be read, a record is malformed, or a limit \
            was reached, what stands there is unknown. Nothing is said about it by the other rules, so it is said here.
            """,
        remedy: """
            Read the place that is named: a read error calls for another copy of the medium, a pointer behind the end \
            for a complete image, a malformed record for the program that wrote it.
            """,
        severity: .error,
        clause: .practice("what was not seen is not known to be good"))

    static func weigh(_ gap: Gap, in disc: Disc, _ findings: inout Findings) {
        guard !hasOwnRule(gap) else { return }
        findings.report(
            "\(gap.structure.inWords) could not be read: \(gap.detail)", at: gap.place,
            causedBy: cause(of: gap, in: disc))
    }

    /// The rule that names the fault behind a gap: an image that was cut, a session without those before it, a block
    /// size by which nothing is found, a number with two truths.
    private static func cause(of gap: Gap, in disc: Disc) -> (any Rule.Type)? {
        guard let iso = disc.iso else { return nil }
        if gap.cause == .unsupported, gap.structure == .descriptor { return BlockSizeIsUsable.self }
        if gap.cause == .pastEnd {
            if SessionStart.ofLoneSession(in: disc) != nil { return SessionIsComplete.self }
            if (iso.declaredSize ?? 0) > disc.size { return ImageTruncated.self }
            if gap.structure == .bootCatalog { return CatalogPointerLeadsToCatalog.self }
        }
        guard let descriptor = iso.isoTrees.first(where: { $0.kind == gap.place.tree })?.descriptor else {
            return nil
        }
        switch gap.structure {
        case .pathTable: return descriptor.causeInHalves(of: "pathTableSize")
        case .directory where gap.place.path?.text == "/":
            return descriptor.causeInHalves(of: "rootDirectoryRecord/extent")
                ?? descriptor.causeInHalves(of: "rootDirectoryRecord/dataLength")
        default: return nil
        }
    }

    /// Whether another rule says what is wrong there, in better words.
    private static func hasOwnRule(_ gap: Gap) -> Bool {
        switch (gap.cause, gap.structure) {
        // udf-structure-missing
        case (.malformed, .directory) where gap.place.field == "rootDirectoryICB": true
        case (.malformed, .directoryRecord): true  // dir-record-length, dir-record-crosses-sector
        case (.loop, .directory): true  // dir-loop
        case (.limit, .directory), (.limit, .directoryRecord): true  // dir-count-explosion
        case (.pastEnd, .pathTable): true  // path-table-location
        case (.loop, .continuation): true  // susp-ce-loop
        case (.pastEnd, .continuation): true  // susp-ce-bounds
        // dir-extent-outside-image weighs directory records; none names the root.
        case (.pastEnd, .directory): gap.place.path?.text != "/"
        default: false
        }
    }

    static var examples: [Example] {
        [
            .fires("the root directory lies behind the end", .plain, at: 2_048_000_000) {
                $0.lead("pvd:root", 1, to: 1_000_000)
            },
            .passes("a whole image", .plain),
        ]
    }
}
