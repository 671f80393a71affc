import Containers
import DiscModel
import Specimens

/// The bytes of samples stand in the order that FILE tells.
enum SamplesAreInOrder: Rule {
    static let card = RuleCard(
        id: "container-byte-order",
        title: "Samples are stored in the byte order that the sheet tells",
        rationale: """
            In a cue sheet BINARY means that of the two bytes of a sample the least significant comes first, as on the disc, and \
            MOTOROLA the other order. In a TOC file the most significant comes first, and SWAP means the other order. In the wrong \
            order every sound is noise. Sheets are made for files of the other kind by programs that do not know it.
            """,
        remedy:
            "Listen to the track; then correct the word in the sheet, or exchange the bytes of each sample.",
        severity: .warning, confidence: .firm,
        clause: .practice("BIN/CUE and TOC/BIN"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        // Most programs that read a TOC file never play it, so it is told aloud to those who will burn it.
        let isTOC = container.format == CdrdaoImage.format
        container.report(
            .byteOrder, severity: isTOC ? findings.note(warningIn: [.release, .preservation]) : nil, &findings
        )
    }

    static var examples: [Example] {
        [
            .fires(
                "MOTOROLA for samples as they are on a disc",
                in: sound().with { $0.replace("BINARY", with: "MOTOROLA") },
                at: "disc.cue: line 3",
                message:
                    "disc.cue, line 3: MOTOROLA says that the samples in disc.bin have their most significant byte first, but the audio of tracks 2 to 3 is noise that way and sound with the least significant byte first: what takes the sheet at its word plays and burns noise; write BINARY (tracks 1 to 3)"
            ),
            .fires("samples with their bytes exchanged", in: sound(isBig: true), at: "disc.cue: line 3"),
            .passes("samples as they are on a disc", in: sound()),
            .passes(
                "the other order, as it is told",
                in: sound(isBig: true).with { $0.replace("BINARY", with: "MOTOROLA") }),
            .passes("other sounds", in: .cue(.mixed)),
            .fires(
                "samples as they are on a disc, of which a TOC file does not say so",
                in: sound(of: .toc(.mixed, swap: false)), at: "disc.toc: line 15", severity: .note,
                message:
                    "disc.toc, line 15: FILE without SWAP says that the samples in disc.bin have their most significant byte first, but the audio of tracks 2 to 3 is noise that way and sound with the least significant byte first: what takes the sheet at its word plays and burns noise; write SWAP behind the name"
            ),
            .fires(
                "SWAP for samples in the order of TOC files", in: sound(of: .toc(.mixed), isBig: true),
                at: "disc.toc: line 15", severity: .note),
            .passes(
                "samples in the order of TOC files", in: sound(of: .toc(.mixed, swap: false), isBig: true)),
            .passes("SWAP for samples as they are on a disc", in: sound(of: .toc(.mixed))),
        ]
    }

    /// A disc on which a tone rises and falls, slowly, in both channels.
    private static func sound(of disc: Wrapped = .cue(.mixed), isBig: Bool = false) -> Wrapped {
        disc.with { files in
            guard var bytes = files.siblings["disc.bin"] else { return }
            let start = WrappedDisc.mixed.tracks[0].sectors.count * 2352
            for at in stride(from: start, to: bytes.count - 3, by: 4) {
                let phase = (at - start) / 4 % 400
                let value = (phase < 200 ? phase : 400 - phase) * 90 - 9_000
                for channel in [0, 2] {
                    let low = UInt8(truncatingIfNeeded: value)
                    let high = UInt8(truncatingIfNeeded: value >> 8)
                    (bytes[at + channel], bytes[at + channel + 1]) = isBig ? (high, low) : (low, high)
                }
            }
            files.siblings["disc.bin"] = bytes
        }
    }
}
