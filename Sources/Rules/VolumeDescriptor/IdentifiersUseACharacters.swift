import Bytes
import DiscModel
import FileSystems
import Specimens

/// System, publisher, preparer and application identifier consist of a-characters (ECMA-119, 7.4.1).
enum IdentifiersUseACharacters: Rule {
    static let card = RuleCard(
        id: "pvd-charset-a",
        title: "System, publisher, preparer and application identifiers use a-characters",
        rationale: """
            Capital letters, digits, space and some punctuation are all that the standard allows there. Many programs \
            write their name in lower case, and every reader shows it.
            """,
        remedy:
            "Nothing, unless old or strict readers matter; then write the identifiers in capital letters.",
        severity: .warning,
        profiles: Profile.pedants,
        clause: .ecma119("7.4.1, 8.4.5, 8.4.20-8.4.22"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        CharacterSets.check(
            [.system, .publisher, .preparer, .application], of: descriptor,
            named: "a-characters (A-Z, 0-9, space, _ and some signs)", &findings
        ) { CharacterSets.isA($0) }
    }

    static var examples: [Example] {
        [
            .fires("a publisher's address", .plain, at: "pvd", VolumeDescriptor.TextField.publisher.field) {
                $0.set(
                    VolumeDescriptor.TextField.publisher.field, of: "pvd",
                    bytes: Array("info@example.org".utf8))
            },
            .passes("capital letters and punctuation", .plain) {
                $0.set(
                    VolumeDescriptor.TextField.publisher.field, of: "pvd",
                    bytes: Array("A. PUBLISHER, \"INC\" & CO".utf8))
            },
        ]
    }
}
