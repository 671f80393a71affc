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
            They are left behind when only the sheet is copied, and renamed without it. A name that leads \
            out of the folder is not followed: an image from elsewhere must not make a program read files \
            of its user.
            """,
        remedy: "Put the named file beside its descriptor, or name it with --with FILE.",
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
                "\(DisplayName(file.recordedName).escaped) \(what)",
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
