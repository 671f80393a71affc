public import DiscModel
import FileSystems
import Specimens

/// The identifier of a record can be derived from its Rock Ridge name.
public enum NamesMatchIdentifiers: Rule {
    public static let card = RuleCard(
        id: "rr-name-vs-iso",
        title: "The identifier of a record is derived from its Rock Ridge name",
        rationale: """
            Programs make the identifier of the name: upper case, cut, with underscores and digits. When the two have nothing \
            in common, plain readers show the file under a name that says something else: the author chose it, somebody \
            changed one of the two, or one is damaged.
            """,
        remedy: "Compare both names with the content of the file.",
        severity: .note, confidence: .firm, profiles: Profile.examiners,
        clause: .practice("identifiers are derived from names"))

    public static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.nm), !use.isDot, let entry = use.first(.nm) else { return }
        let identifier = use.tree.identifier(use.slot)
        if entry.u8(4) == 0, NameDerivation.derives(identifier, from: entry.bytes.dropFirst(5)) { return }
        guard let name = RockRidge.name(in: use.entries), !NameDerivation.derives(identifier, from: name[...])
        else { return }
        findings.report(
            "the identifier \(use.tree.displayName(use.slot).escaped) is not made of the name \(DisplayName(utf8: name).escaped)",
            at: use.place(entry))
    }

    public static var fires: [Example] {
        [
            Example("another name", .rockRidge) {
                $0.replaceEntry(
                    "susp:/README.TXT:NM", with: Specimen.systemUseEntry("NM", [0] + Array("other".utf8)))
            },
            Example("one bit of the identifier flipped", .rockRidge) {
                $0.set8("record:/README.TXT", 34, 0x47)
            },
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("readme.txt for README.TXT", .rockRidge),
            Example("cut and counted", .rockRidge) {
                $0.replaceEntry(
                    "susp:/README.TXT:NM",
                    with: Specimen.systemUseEntry("NM", [0] + Array("readme first.txt".utf8)))
                $0.set("record:/README.TXT", 33, Array("READM0.TXT".utf8))
            },
        ]
    }
}
