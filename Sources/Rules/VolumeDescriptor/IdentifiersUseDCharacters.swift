import Bytes
import DiscModel
import FileSystems
import Specimens

/// Volume and volume set identifier consist of d-characters, the three file identifiers of those and separators
/// (ECMA-119, 7.4.1, 7.5, 8.4.6, 8.4.19 and 8.4.23 to 8.4.25).
enum IdentifiersUseDCharacters: Rule {
    static let card = RuleCard(
        id: "pvd-charset-d",
        title: "Volume and file identifiers use capital letters, digits and underscore",
        rationale: """
            The standard allows no other character there. Nearly every distribution writes lower case letters, spaces, \
            dots and dashes into the volume identifier, and all programs show them.
            """,
        remedy:
            "Nothing, unless old or strict readers matter; then use capital letters, digits and underscores.",
        severity: .warning,
        profiles: Profile.pedants,
        clause: .ecma119("7.4.1, 8.4.6, 8.4.19"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        CharacterSets.check(
            [.volume, .volumeSet], of: descriptor, named: "d-characters (A-Z, 0-9, _)", &findings
        ) {
            CharacterSets.isD($0)
        }
        CharacterSets.check(
            VolumeDescriptor.TextField.fileIdentifiers, of: descriptor, named: "d-characters or separators",
            &findings
        ) { CharacterSets.isD($0) || $0 == 0x2E || $0 == 0x3B }
    }

    static var examples: [Example] {
        [
            .fires(
                "a volume named as a distribution does", .plain, at: "pvd",
                VolumeDescriptor.TextField.volume.field
            ) {
                $0.set(
                    VolumeDescriptor.TextField.volume.field, of: "pvd", bytes: Array("Debian 13.5.0 n".utf8))
            },
            .passes("capital letters", .everything),
        ]
    }
}
