import Containers
import DiscModel
import Specimens

/// Audio that a descriptor names is stored as it is in sectors.
enum AudioIsStoredAsSectors: Rule {
    static let card = RuleCard(
        id: "container-audio-coded",
        title: "Audio that a descriptor names is stored as sectors",
        rationale: """
            MP3, FLAC and Ogg have to be decoded before they can be burned. Most programs that burn a cue sheet \
            cannot; and of a lossy format the samples of the disc are gone. Where the file does not tell how \
            much audio it holds, nobody knows at which sectors the tracks behind it begin.
            """,
        remedy: "Decode it to WAVE with 16-bit stereo samples at 44,100 Hz, and name that in the sheet.",
        severity: .note,
        clause: .practice("cue sheets"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for (index, file) in container.files.enumerated() {
            guard case .audio(let format, let sectors) = file.state else { continue }
            let length = sectors.map { "\($0.of("sector")) when decoded" } ?? "nobody knows how many sectors"
            findings.report(
                "\(DisplayName(file.recordedName).escaped) is audio in \(format) format, \(length)",
                at: container.place(inFile: 0, file.namedAt ?? "file \(index)"))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "an MP3 file",
                in: .cue(.mixed, oneFile: false).with {
                    $0.siblings["track3.bin"] = Array("ID3".utf8) + [UInt8](repeating: 0, count: 500)
                    $0.replace("track3.bin\" BINARY", with: "track3.bin\" MP3")
                }, at: "disc.cue: line 11"),
            .passes("bare sectors", in: .cue(.mixed, oneFile: false)),
            .passes(
                "samples with the high byte first",
                in: .cue(.mixed, oneFile: false).with {
                    $0.replace("track3.bin\" BINARY", with: "track3.bin\" MOTOROLA")
                }),
        ]
    }
}
