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
        severity: .warning,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for file in container.files.dropFirst() {
            guard let name = file.name, let trouble = trouble(file.recordedName, name) else { continue }
            let (recorded, taken) = (DisplayName(file.recordedName).escaped, DisplayName(name).escaped)
            findings.report(
                container.located(
                    file.namedAt, "\(recorded) \(trouble); \(taken) is taken for it\(file.tracksInWords)"),
                expected: recorded, actual: taken,
                at: container.place(inFile: 0, file.namedAt ?? "file"))
        }
    }

    /// What is wrong with a recorded name, where a file of another name stands for it.
    private static func trouble(_ recorded: String, _ name: String) -> String? {
        let path = RecordedPath(recorded)
        // Bytes, since file systems do not know that two ways to write a letter are the same one.
        let isSame = [path.last, path.relative].contains { $0.utf8.elementsEqual(name.utf8) }
        if path.isAbsolute { return "is a path on the computer where the descriptor was written" }
        if isSame { return nil }
        if path.last == name {
            return "is not there, only the same letters with their accents encoded in another way"
        }
        if path.last.lowercased() == name.lowercased() {
            return "is not there, only a name that differs in capital and small letters"
        }
        return "is not there"
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
            .fires(
                "an absolute path",
                in: .cue(.plain).with { $0.replace("disc.bin", with: "C:\\Games\\disc.bin") },
                at: "disc.cue: line 3"),
            .passes("the very name", in: .cue(.plain)),
        ]
    }
}
