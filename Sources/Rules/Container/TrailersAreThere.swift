import Containers
import DiscModel
import Specimens

/// A file called after a container that has a trailer ends with it.
enum TrailersAreThere: Rule {
    static let card = RuleCard(
        id: "container-trailer-missing",
        title: "A file called .nrg or .cdi ends as such an image does",
        rationale: """
            Nero and DiscJuggler write what describes the tracks behind them, at the end of the file. A file \
            without it was cut short, or is another format under their name; the sectors in it can be found \
            by measurement, but tracks, audio and sessions cannot.
            """,
        remedy: "Download or copy the file again, or give it the name of what it is.",
        severity: .warning,
        clause: .practice("containers of disc images"))

    private static let formats = [NeroImage.format, DiscJugglerImage.format]

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        let name = container.fileName.lowercased()
        for format in formats where container.format != format {
            guard let ending = format.extensions.first(where: { name.hasSuffix(".\($0)") }) else { continue }
            findings.report(
                "this file is called .\(ending) but does not end as a \(format.name) does: it was cut short, or is something else",
                expected: format.name, actual: container.formatInWords,
                at: container.place(inFile: 0, "its end"))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a Nero image cut short", in: .nero(.plain).with { $0.bytes.removeLast(1_000) },
                at: "disc.nrg: its end"),
            .fires(
                "a plain ISO called .nrg", in: Wrapped(name: "disc.nrg", bytes: Specimen.plain.bytes),
                at: "disc.nrg: its end"),
            .passes("a Nero image", in: .nero(.plain)),
            .passes("a DiscJuggler image", in: .discJuggler(.plain)),
        ]
    }
}
