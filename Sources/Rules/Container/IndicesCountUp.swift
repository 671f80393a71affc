import Containers
import DiscModel
import Specimens

/// The marks of a track, and the tracks, follow each other in time.
enum IndicesCountUp: Rule {
    static let card = RuleCard(
        id: "container-index-order",
        title: "Marks of tracks are in order",
        rationale: """
            Index 0 is before or at index 1, each further one behind it, and each track begins behind the \
            one before it. Marks out of order make tracks of negative length, which programs turn into huge \
            ones or refuse: cdrdao ends with "Indexes must be sequential" or "Track length out of range".
            """,
        remedy: "Correct the times of the descriptor.",
        severity: .error,
        clause: .practice("Red Book, index points"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        container.report(.order, &findings)
        guard !container.faults.contains(where: { $0.kind == .order }) else { return }
        var last: DiscLayout.Index?
        for track in container.layout.tracks {
            for mark in track.indices {
                if let last, mark.lba < last.lba {
                    findings.report(
                        "index \(mark.number) of track \(track.number) is at LBA \(mark.lba), before the mark in front of it",
                        expected: "LBA \(last.lba) or later", actual: "LBA \(mark.lba)",
                        at: container.place(inFile: 0, "track \(track.number)"))
                }
                last = mark
            }
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "index 1 before index 0",
                in: .cue(.mixed).with {
                    let bytes = String(decoding: $0.bytes, as: UTF8.self)
                    let lines = bytes.split(separator: "\r\n").map(String.init)
                    let index = lines.firstIndex { $0.contains("INDEX 00") } ?? 0
                    let swapped = lines[index].replacing("INDEX 00", with: "INDEX 01")
                    $0.replace(lines[index + 1], with: swapped)
                    $0.replace(lines[index], with: lines[index + 1].replacing("INDEX 01", with: "INDEX 00"))
                }, at: "disc.cue: line 9, column 14"),
            .fires(
                "a pregap that is called INDEX 02",
                in: .cue(.mixed).with { $0.replace("INDEX 00 00:02:27", with: "INDEX 02 00:02:27") },
                at: "disc.cue: line 9, column 14",
                message:
                    "disc.cue, line 9, column 14: INDEX 1 stands behind INDEX 2, but marks are numbered upwards; did you mean INDEX 00 there? (track 2)"
            ),
            .passes("marks in order", in: .cue(.mixed)),
        ]
    }
}
