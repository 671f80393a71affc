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
            let path = RecordedPath(file.recordedName)
            guard let name = file.name else { continue }
            if path.isAbsolute, name.utf8.elementsEqual(path.last.utf8) {
                findings.report(
                    "\(DisplayName(file.recordedName).escaped) is a path on the computer where the descriptor was written",
                    expected: DisplayName(name).escaped, actual: DisplayName(file.recordedName).escaped,
                    at: container.place(inFile: 0, file.namedAt ?? "file"))
                continue
            }
            // Bytes, since file systems do not know that two ways to write a letter are the same one.
            guard ![path.last, path.relative].contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
                continue
            }
            findings.report(
                "\(DisplayName(name).escaped) is taken for \(DisplayName(file.recordedName).escaped)",
                expected: DisplayName(file.recordedName).escaped, actual: DisplayName(name).escaped,
                at: container.place(inFile: 0, file.namedAt ?? "file"))
        }
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
