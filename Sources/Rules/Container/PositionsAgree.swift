import Bytes
import Containers
import DiscModel
import Specimens

/// Where the container puts a track is where its sectors say they are.
enum PositionsAgree: Rule {
    static let card = RuleCard(
        id: "container-position-disagree",
        title: "Tracks are where their sectors say",
        rationale: """
            A raw data sector tells its own position in its header, and many containers record positions in \
            more than one way. Where they disagree, the image was put together from parts, a gap was left \
            out, or the descriptor belongs to another image; a disc burned from it may have files that \
            cannot be found. Programs that run GD-ROM images, Flycast and redream among them, look for the file system at \
            the recorded place and find none, and so does bchunk, which takes what stands from INDEX 01 of a cue sheet on: there it \
            is an error.
            """,
        remedy: "Compare descriptor and source; for sheets look at PREGAP and INDEX.",
        severity: .warning,
        clause: .practice("containers of disc images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for agreement in container.agreements where agreement.kind == .position && !agreement.holds {
            findings.report(
                container.located(agreement.statedAt, sentence(agreement)),
                expected: "LBA \(agreement.actual)", actual: "LBA \(agreement.recorded)",
                at: container.place(inFile: 0, agreement.what),
                severity: isGrave(agreement, in: container) ? .error : nil)
        }
    }

    /// Whether programs look for the file system where the descriptor says, and find none: what a cue sheet says of INDEX 01 is
    /// compared with the descriptors there.
    private static func isGrave(_ agreement: Agreement, in container: ContainerFacts) -> Bool {
        container.format == GDImage.format
            || container.format == CueSheetImage.format && agreement.what.hasPrefix("INDEX 01")
    }

    private static func sentence(_ agreement: Agreement) -> String {
        let apart = (agreement.actual - agreement.recorded).magnitude
        let way = agreement.actual > agreement.recorded ? "later" : "earlier"
        return
            "\(agreement.what.hasPrefix("INDEX") ? "" : "the ")\(agreement.what) is at LBA \(agreement.recorded) by the descriptor, but at LBA \(agreement.actual) by \(agreement.source), \(apart) \(apart == 1 ? "sector" : "sectors") \(way)"
    }

    static var examples: [Example] {
        [
            .fires(
                "a pregap that the sectors do not know",
                in: .cue(.plain).with {
                    $0.replace("    INDEX 01", with: "    PREGAP 00:02:00\r\n    INDEX 01")
                }, at: "disc.cue: first sector of track 1"),
            .fires(
                "a second session whose content lies 50 sectors too late in its file",
                in: .cue(.twoSessions, oneFile: false).with {
                    let blank = [UInt8](repeating: 0, count: 50 * 2352)
                    $0.siblings["track2.bin"] = blank + ($0.siblings["track2.bin"] ?? [])
                }, at: "disc.cue: first sector of track 2"),
            .fires(
                "a file system that begins 30 sectors behind its track",
                in: .cue(.twoSessions, mode: "MODE1/2048", oneFile: false).with {
                    let blank = [UInt8](repeating: 0, count: 30 * .sector)
                    $0.siblings["track2.bin"] = blank + ($0.siblings["track2.bin"] ?? [])
                }, at: "disc.cue: beginning of the file system in track 2"),
            .fires(
                "a GDI file that counts from the lead-in",
                in: .gdi(Specimen.plain.bytes).with { $0.replace("3 45000", with: "3 45150") },
                at: "disc.gdi: first sector of track 3", severity: .error),
            .fires(
                "the same, of sectors without headers",
                in: .gdi(Specimen.plain.bytes, stored: 16..<2064).with {
                    $0.replace("3 45000", with: "3 45150")
                },
                at: "disc.gdi: first sector of track 3", severity: .error),
            .fires(
                "an entry of a CloneCD descriptor whose LBA is not its time",
                in: .cloneCD(.mixed).with { $0.replace("PLBA=252", with: "PLBA=253") },
                at: "disc.ccd: INDEX 01 of track 2"),
            .fires(
                "a cue sheet that counts from the beginning of the disc, and not of the file",
                in: .cue(.plain).with { $0.replace("INDEX 01 00:00:00", with: "INDEX 01 00:02:00") },
                at: "disc.cue: INDEX 01 of track 1", severity: .error,
                message:
                    "disc.cue, line 4, column 12: INDEX 01 of track 1 is at LBA 150 by the descriptor, but at LBA 0 by the volume descriptors, which count from the first sector of the file, 150 sectors earlier"
            ),
            .fires(
                "an LBA of the first track that neither its time nor its INDEX says",
                in: .cloneCD(.plain).with {
                    $0.replace("PFrame=0\r\nPLBA=0\r\n", with: "PFrame=0\r\nPLBA=100\r\n")
                },
                at: "disc.ccd: INDEX 01 of track 1"),
            .passes("sectors where the sheet has them", in: .cue(.plain)),
            .passes("two sessions, each in a file of its own", in: .cue(.twoSessions, oneFile: false)),
        ]
    }
}
