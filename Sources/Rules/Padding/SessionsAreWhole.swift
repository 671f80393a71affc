import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// A session behind the first has its primary descriptor, and its root directory where that says (ECMA-119, 6.7.1).
enum SessionsAreWhole: Rule {
    static let card = RuleCard(
        id: "session-damaged",
        title: "Each later session has its descriptors and its root directory",
        rationale: """
            On a disc the last session is the one that is shown: it holds the newest files and names the older ones that are \
            kept. Where its descriptors or its root are cut off, blank or damaged, programs show an older session or none, \
            and what was written last cannot be reached.
            """,
        remedy: "Copy the disc again, whole; until then only the files of the older sessions can be read.",
        severity: .error, confidence: .firm,
        clause: .ecma119("6.7.1, 8.4.18"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let volumes = disc.furtherVolumes?.volumes ?? []
        // With a partition offset, each session has a second set of descriptors, which count from the partition.
        guard !volumes.contains(where: { $0.reading == .ownStart }) else { return }
        for volume in volumes where volume.start > 0 {
            if volume.primary.kind != .primary {
                let kept =
                    volume.reading == .none
                    ? ""
                    : "; \(volume.files.of("extent")) of its files are reached by its \(volume.primary.name)"
                findings.report(
                    "a later session has no primary volume descriptor at LBA \(volume.start + 15), before its \(volume.primary.name): programs show the session before, and not what was written last\(kept)",
                    expected: "a primary volume descriptor", actual: "none",
                    at: Place(offset: (volume.start + 15).offset, length: .sector, field: "pvd"))
            } else if volume.reading == .none {
                let block = UInt64(volume.primary.rootRecord.extent.read)
                let offset = block.times(.sector)
                findings.report(
                    "the session that starts at LBA \(volume.start) has its root directory in block \(block), where \(words(offset, disc)): none of its files can be reached, and programs show the session before",
                    expected: "a directory in block \(block)", actual: words(offset, disc),
                    at: place(ofRootIn: volume))
            }
        }
    }

    private static func place(ofRootIn volume: FurtherVolume) -> Place {
        // Offsets in its descriptor are counted from the start of the volume.
        var place = volume.primary.place(VolumeDescriptor.root(DirectoryRecord.extent))
        place.offset = place.offset.map { $0.adding(volume.start.offset) }
        return place
    }

    /// What stands where the root should.
    private static func words(_ offset: UInt64, _ disc: Disc) -> String {
        guard offset < disc.size else { return "the image has ended" }
        guard let run = disc.map.unclaimedRun(at: offset), let content = disc.gapContents?.content(of: run),
            content.isRead
        else { return "no directory stands" }
        let isUsed = content.pieces.contains { $0.offset <= offset && offset < $0.end }
        return isUsed ? "no directory stands" : "all is zeros"
    }

    /// Where the first descriptor of a second session stands.
    private static var blankDescriptor: Int {
        var specimen = Specimen.joliet
        return (Int(specimen.addSession()) + 16) * .sector
    }

    static var examples: [Example] {
        [
            .fires("the image ends in the second session", .plain, at: "padding", 370_688 + 158) {
                let start = $0.addSession()
                $0.truncate(to: (Int(start) + 18) * .sector)
            },
            .fires("the root of the second session is blank", .plain, at: "padding", 370_688 + 158) {
                let start = Int($0.addSession()) + 18
                $0.bytes.replaceSubrange(
                    start * .sector..<(start + 1) * .sector, with: [UInt8](repeating: 0, count: .sector))
            },
            .fires(
                "the primary descriptor of the second session is blank, and that of Joliet is not", .joliet,
                at: blankDescriptor
            ) {
                let start = Int($0.addSession()) + 16
                let own = $0.get("svd", count: .sector)
                $0.bytes.replaceSubrange(
                    start * .sector..<(start + 1) * .sector, with: [UInt8](repeating: 0, count: .sector))
                $0.bytes.replaceSubrange((start + 1) * .sector..<(start + 2) * .sector, with: own)
            },
            .passes("two sessions", .plain) { $0.addSession() },
        ]
    }
}
