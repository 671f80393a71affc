import Containers
import DiscModel
import Specimens

/// The files have the names by which the descriptor calls them.
enum NamedFilesKeepTheirNames: Rule {
    static let card = RuleCard(
        id: "container-file-renamed",
        title: "Files have the names that the descriptor gives them",
        rationale: """
            Names that differ, in case or more, are found by isocheck and by forgiving programs. Others \
            stop with a message about a missing file, above all on systems that tell capital letters from \
            small ones.
            """,
        remedy: "Rename the file, or correct the name in the descriptor.",
        severity: .note,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for file in container.files.dropFirst() {
            guard let name = file.name, name != lastComponent(file.recordedName) else { continue }
            findings.report(
                "\(DisplayName(name).escaped) is taken for \(DisplayName(file.recordedName).escaped)",
                expected: DisplayName(file.recordedName).escaped, actual: DisplayName(name).escaped,
                at: container.place(inFile: 0, file.namedAt ?? "file"))
        }
    }

    private static func lastComponent(_ name: String) -> String {
        name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? name
    }

    static var examples: [Example] {
        [
            .fires(
                "a name in capitals", in: .cue(.plain).with { $0.replace("disc.bin", with: "DISC.BIN") },
                at: "disc.cue: line 3"),
            .fires(
                "renamed with the sheet",
                in: .cue(.plain).with { $0.replace("disc.bin", with: "IMAGE001.BIN") }, at: "disc.cue: line 3"
            ),
            .passes("the very name", in: .cue(.plain)),
        ]
    }
}
