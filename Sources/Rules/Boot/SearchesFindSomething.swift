import Booting
import DiscModel
import Specimens

/// What a loader's configuration seeks by label, UUID or file is on the image.
enum SearchesFindSomething: Rule {
    static let card = RuleCard(
        id: "boot-search-vain",
        title: "What a loader's configuration seeks is on the image",
        rationale: """
            Where `search` finds nothing, GRUB goes on with the device that it was started from. That may be the right one when it \
            was started from a disc, and the wrong one from a stick; or the medium of another file system with that label is taken.
            """,
        remedy: "Name the image's own label or a file that it has, or leave the search out.",
        severity: .note,
        clause: .practice("GRUB manual, search"))

    static func weigh(_ facts: BootFacts, in _: Disc, _ findings: inout Findings) {
        var told: Set<BootObstacle> = []
        for obstacle in facts.capabilities.flatMap(\.vain) where told.insert(obstacle).inserted {
            findings.report(
                "\(obstacle.place.map { "\($0): " } ?? "")\(obstacle.words); GRUB goes on with the device that it has",
                at: Place(offset: obstacle.start, field: "boot configuration"),
                severity: findings.note(warningIn: [.release]))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a label of another image",
                .grub("search --set=root --label OTHER\nmenuentry a { linux /LINUX }\n"),
                at: "data:/GRUB/GRUB.CFG"),
            .passes(
                "the label of the image",
                .grub("search --set=root --label SPECIMEN\nmenuentry a { linux /LINUX }\n")),
        ]
    }
}
