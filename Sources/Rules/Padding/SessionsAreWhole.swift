import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// A session behind the first has its primary descriptor, its root directory where that says, and all that it names
/// (ECMA-119, 6.7.1).
enum SessionsAreWhole: Rule {
    static let card = RuleCard(
        id: "session-damaged",
        title: "Each later session has its descriptors, its root directory and its files",
        rationale: """
            On a disc the last session is the one that is shown: it holds the newest files and names the older ones that are \
            kept. Where its descriptors or its root are cut off, blank or damaged, programs show an older session or none, \
            and what was written last cannot be reached; where its end is cut off, its files are listed and cannot be read.
            """,
        remedy: "Copy the disc again, whole; until then only the files of the older sessions can be read.",
        severity: .error, confidence: .firm,
        clause: .ecma119("6.7.1, 8.4.18"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let volumes = disc.furtherVolumes?.volumes ?? []
        weighEnds(of: volumes, disc, &findings)
        weighRemains(in: disc, &findings)
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

    /// Holds what sessions declare and name against the end of the image.
    private static func weighEnds(of volumes: [FurtherVolume], _ disc: Disc, _ findings: inout Findings) {
        guard !volumes.isEmpty else { return }
        let music = Music(of: disc)
        // Of an image that was cut as a whole, the volume of sector 16 tells.
        let cause = Cut(of: disc) == nil ? nil : ImageTruncated.self
        for volume in volumes where volume.start > 0 && volume.primary.kind == .primary {
            guard let extent = SessionExtent(of: volume, in: disc, music) else { continue }
            let subject = "the session that starts at LBA \(volume.start)"
            let declares = "declares \(extent.declared.of("sector"))"
            let end = max(extent.reach, extent.declaredEnd ?? 0)
            let place = volume.placeOfSize
            if end > disc.size {
                let missing = end - disc.size
                let losesNothing = extent.lost.isEmpty && !extent.losesStructures
                findings.report(
                    "\(subject) \(declares), and \(reach(of: extent, in: disc)); the image ends at LBA \(disc.size.sectorsNeeded), \(missing.sectorsNeeded.of("sector")) before the session does",
                    expected: "\(end.sectorsNeeded.of("sector")) or more",
                    actual: "\(disc.size.sectorsNeeded)",
                    at: place, severity: missing <= 4_096 && losesNothing ? .warning : nil, causedBy: cause)
            } else if extent.declaredEnd == nil {
                findings.report(
                    "\(subject) \(declares), and what it holds reaches to LBA \(extent.reach.sectorsNeeded), behind that whether it counts from its own start or from LBA 0: programs that copy it as declared lose its end",
                    expected:
                        "\(extent.reach.sectorsNeeded - volume.start.offset / .sector) or more",
                    actual: "\(extent.declared)", at: place, causedBy: cause,
                    remedy:
                        "Everything is there, and only the number is wrong: take the image as a whole, not by the size that it declares, and compare it with its source."
                )
            }
        }
    }

    /// Sectors behind the descriptors of a session in which its root directory stands in all that programs write.
    private static let nearDescriptors: UInt64 = 64 * .sector

    /// A session of which only the end of its descriptor set is left, and what it describes behind that.
    private static func weighRemains(in disc: Disc, _ findings: inout Findings) {
        guard let contents = disc.gapContents, let first = disc.iso?.endOfDescriptors else { return }
        let pieces = contents.runs.flatMap(\.pieces)
        let orphans = disc.orphans?.orphans.filter { $0.kind == .directory }.map(\.run.offset) ?? []
        let directories = pieces.filter { $0.mark == .directory }.map(\.offset) + orphans
        for piece in pieces where piece.mark == .volumeDescriptor && piece.offset > first {
            let before = piece.offset - .sector
            let hasDirectory = directories.contains {
                piece.end <= $0 && $0 < piece.end.adding(nearDescriptors)
            }
            guard hasDirectory, let run = disc.map.unclaimedRun(at: before),
                contents.content(of: run)?.isRead == true,
                !pieces.contains(where: { $0.offset <= before && before < $0.end })
            else { continue }
            findings.report(
                "LBA \(before / .sector) is blank, with the end of a descriptor set and directories behind it: a later session has lost its primary volume descriptor; programs show the session before, and not what was written last",
                expected: "a primary volume descriptor", actual: "zeros",
                at: Place(offset: before, length: .sector, field: "pvd"))
        }
    }

    /// What of a session lies behind the end of the image.
    private static func reach(of extent: SessionExtent, in disc: Disc) -> String {
        let what = "reaches to LBA \(max(extent.reach, extent.declaredEnd ?? 0).sectorsNeeded)"
        let structures = extent.losesStructures ? "directories or path tables of it are cut" : nil
        var files: String?
        if !extent.lost.isEmpty {
            let names = extent.lost.prefix(3).map(\.path.escaped).joined(separator: ", ")
            let more = extent.lost.count > 3 ? " and \(extent.lost.count - 3) more" : ""
            files =
                "\(extent.lost.count) of its \(extent.files.of("file")) are cut or missing: \(names)\(more)"
        }
        let parts = [structures, files].compactMap(\.self)
        return parts.isEmpty
            ? "\(what), with no file and no directory in what is missing"
            : "\(what), so that \(parts.joined(separator: " and "))"
    }

    private static func place(ofRootIn volume: FurtherVolume) -> Place {
        volume.place(VolumeDescriptor.root(DirectoryRecord.extent))
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
            .fires("the image ends in a file of the second session", .plain, at: "padding", 370_688 + 80) {
                let start = $0.addSession(declaring: 24, holding: 3 * .sector)
                $0.truncate(to: (Int(start) + 22) * .sector)
            },
            .fires(
                "the second session declares less than its root needs", .plain, at: "padding", 370_688 + 80
            ) {
                $0.addSession(declaring: 5)
            },
            .fires(
                "the primary descriptor of the second session, the only one it has, is blank", .plain,
                at: "padding", 370_688
            ) {
                let start = Int($0.addSession()) + 16
                $0.bytes.replaceSubrange(
                    start * .sector..<(start + 1) * .sector, with: [UInt8](repeating: 0, count: .sector))
            },
            .passes("two sessions", .plain) { $0.addSession() },
            .passes("a second session that counts its size from its own start", .plain) {
                $0.addSession(declaring: 24, holding: 3 * .sector)
            },
        ]
    }
}

extension FurtherVolume {
    /// Place of a field of its descriptor, whose offsets are counted from the start of the volume.
    fileprivate func place<Coding>(_ field: Field<Coding>) -> Place {
        var place = primary.place(field)
        place.offset = place.offset.map { $0.adding(start.offset) }
        return place
    }

    fileprivate var placeOfSize: Place { place(VolumeDescriptor.volumeSpaceSize) }
}
