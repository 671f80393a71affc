import Containers
import DiscModel
import Specimens

/// Every file that the descriptor names is beside it and can be read.
enum NamedFilesAreThere: Rule {
    static let card = RuleCard(
        id: "container-file-missing",
        title: "Every file that the descriptor names is there",
        rationale: """
            A cue sheet or another descriptor is worth nothing without the files that hold the sectors. \
            bchunk, cdrdao and Flycast stop where one cannot be opened. \
            They are left behind when only the sheet is copied, and renamed without it. A name that leads \
            out of the folder is not followed: an image from elsewhere must not make a program read files \
            of its user.
            """,
        remedy: "Put the named file, whole, beside its descriptor, or name it with --with FILE.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for (index, file) in container.files.enumerated().dropFirst() {
            let what: String
            switch file.state {
            case .open(size: 0): what = "is empty"
            case .open, .audio: continue
            case .missing: what = "is not there"
            case .outside: what = "lies in another folder and was not opened"
            case .refused(let reason): what = "cannot be opened: \(reason)"
            case .unsupported(let format): what = "is \(format), which cannot be read as sectors"
            }
            findings.report(
                container.located(
                    file.namedAt, "\(DisplayName(file.recordedName).escaped) \(what)\(file.tracksInWords)"),
                at: container.place(inFile: 0, file.namedAt ?? "file \(index)"))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "the file of an audio track is not there",
                in: .cue(.mixed, oneFile: false).with { $0.siblings["track3.bin"] = nil },
                at: "disc.cue: line 11"),
            .fires(
                "a file in another folder",
                in: .cue(.mixed, oneFile: false).with {
                    $0.siblings["track3.bin"] = nil
                    $0.replace("track3.bin", with: "../track3.bin")
                }, at: "disc.cue: line 11"),
            .fires(
                "an empty file", in: .cue(.mixed, oneFile: false).with { $0.siblings["track3.bin"] = [] },
                at: "disc.cue: line 11"),
            .fires(
                "a track of a GD-ROM is not there",
                in: .gdi(Specimen.plain.bytes).with { $0.siblings["track02.raw"] = nil },
                at: "disc.gdi: line 3",
                message: "disc.gdi, line 3: track02.raw is not there (track 2)"),
            .passes("every track of a GD-ROM", in: .gdi(Specimen.plain.bytes)),
            .passes(
                "a file in a folder below",
                in: .cue(.plain).with {
                    $0.replace("disc.bin", with: "build\\disc.bin")
                    $0.siblings["build/disc.bin"] = $0.siblings["disc.bin"]
                    $0.siblings["disc.bin"] = nil
                }),
            .passes("every file beside the sheet", in: .cue(.mixed, oneFile: false)),
        ]
    }
}

extension ContainerFile {
    /// " (track 2)", behind a sentence about the file, where the descriptor tells.
    var tracksInWords: String {
        guard let first = tracks.first, let last = tracks.last else { return "" }
        return first == last ? " (track \(first))" : " (tracks \(first) to \(last))"
    }
}
