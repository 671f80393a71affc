public import DiscModel
import FileSystems
import Specimens

/// Everything the image points to could be looked at. This rule turns every gap into a finding, so that blindness is
/// never silent.
public enum ImageUnseen: Rule {
    public static let card = RuleCard(
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

    public static func weigh(_ gap: Gap, in disc: Disc, _ findings: inout Findings) {
        guard !hasOwnRule(gap) else { return }
        let truncated = gap.cause == .pastEnd && (disc.iso?.declaredSize ?? 0) > disc.size
        findings.report(
            "\(gap.structure.inWords) could not be read: \(gap.detail)", at: gap.place,
            causedBy: truncated ? ImageTruncated.card.id : nil)
    }

    /// Whether another rule says what is wrong there, in better words.
    private static func hasOwnRule(_ gap: Gap) -> Bool {
        switch (gap.cause, gap.structure) {
        case (.malformed, .directoryRecord): true  // dir-record-length, dir-record-crosses-sector
        case (.loop, .directory): true  // dir-loop
        case (.limit, .directory), (.limit, .directoryRecord): true  // dir-count-explosion
        case (.pastEnd, .pathTable): true  // path-table-location
        // dir-extent-outside-image weighs directory records; none names the root.
        case (.pastEnd, .directory): gap.place.path?.text != "/"
        default: false
        }
    }

    public static var fires: [Example] {
        [
            Example("the root directory lies behind the end", .plain) {
                $0.setBoth32("pvd:root", 2, 1_000_000)
            }
        ]
    }

    public static var staysSilent: [Example] {
        // The rule applies only where there is a gap; here there is none.
        [Example("a whole image", .plain)]
    }
}

extension Gap.Structure {
    /// The words for it at the start of a sentence.
    var inWords: String {
        switch self {
        case .descriptor: "the volume descriptor"
        case .pathTable: "the path table"
        case .directory: "the directory"
        case .directoryRecord: "the directory record"
        case .extendedAttributes: "the extended attribute record"
        case .systemUse: "the system use area"
        case .continuation: "the continuation area"
        case .relocation: "the relocated directory"
        case .zisofs: "the zisofs header"
        case .bootCatalog: "the boot catalog"
        case .bootImage: "the boot image"
        case .systemArea: "the system area"
        case .content: "the content"
        }
    }
}
