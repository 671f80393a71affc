import Containers
import DiscModel
import Specimens
import Surveys

/// What a person named for the image is a part of it.
enum GivenFilesAreNeeded: Rule {
    static let card = RuleCard(
        id: "container-with-unused",
        title: "Every file that was named for the image belongs to it",
        rationale: """
            --with names a file that the image needs and that lies elsewhere: the sectors of a cue sheet, the parent of a CHD, a segment of an \
            evidence file. A file that nothing asks for is most often the wrong one, or has another name than the image knows it by.
            """,
        remedy: "Look whether it is the right file, and whether it has the name that the image gives it.",
        severity: .warning,
        clause: .practice("isocheck(1), --with"))

    static func weigh(_ container: ContainerFacts, in disc: Disc, _ findings: inout Findings) {
        let image = DisplayName(container.fileName).escaped
        // The sub-channel beside it is read by another reader.
        let patches = disc.facts(SubchannelPatchFacts.self)?.file.text
        for name in container.unused where name != patches {
            findings.report(
                "\(DisplayName(name).escaped), which was named for \(image), is no part of it: nothing in it asks for a file of that name or content",
                at: Place(field: image))
        }
    }

    static var examples: [Example] {
        let disc = WrappedDisc(Specimen.plain.bytes)
        @Sendable func sheet(beside name: String) -> Wrapped {
            Wrapped.cue(disc).with { $0.siblings[name] = [1, 2, 3] }
        }
        return [
            .fires(
                "sectors of another disc", in: sheet(beside: "other.bin"), at: "disc.cue",
                message:
                    "other.bin, which was named for disc.cue, is no part of it: nothing in it asks for a file of that name or content"
            ).naming("other.bin"),
            .passes("the sectors of the sheet", in: sheet(beside: "other.bin")).naming("disc.bin"),
            .passes(
                "the parent of a CHD", in: .chdOfParent(Specimen.plain.bytes, isThere: true)
            ).naming("parent.chd"),
        ]
    }
}
