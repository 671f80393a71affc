import Containers
import DiscModel
import Specimens

/// A recording code is five letters or digits, then seven digits.
enum RecordingCodesAreValid: Rule {
    static let card = RuleCard(
        id: "container-isrc-invalid",
        title: "International Standard Recording Codes are valid",
        rationale: """
            The code of a track names country, registrant, year and recording in twelve characters. It is \
            recorded in the sub-channel of its track; programs refuse what is none.
            """,
        remedy: "Correct the code, or leave it out.",
        severity: .note,
        clause: .practice("ISO 3901"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for track in container.layout.tracks {
            guard let code = track.isrc else { continue }
            let characters = Array(code.utf8)
            let isValid =
                characters.count == 12
                && characters.prefix(5).allSatisfy { 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 }
                && characters.dropFirst(5).allSatisfy { 0x30...0x39 ~= $0 }
            guard !isValid else { continue }
            findings.report(
                "the ISRC of track \(track.number) is \(DisplayName(code).escaped), which is not five letters or digits and seven digits\(container.isSheet ? ": cdrdao stops at it, and the track gets none" : "")",
                expected: "12 characters, such as GBAYE0601498", actual: DisplayName(code).escaped,
                at: container.place(inFile: 0, "track \(track.number)"),
                severity: container.isSheet ? .warning : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a code with dashes",
                in: .cue(.mixed).with { $0.replace("USABC1234562", with: "US- ABC-12-34562") },
                at: "disc.cue: track 2", severity: .warning),
            .passes("twelve characters", in: .cue(.mixed)),
        ]
    }
}
