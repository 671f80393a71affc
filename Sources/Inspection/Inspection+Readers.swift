import Booting
public import Bytes
import Checksums
public import Containers
public import DiscModel
import FileSystems
public import Readers
import Rules
import Surveys

extension Inspection {
    /// The readers of an image: the explicit list, in the order in which they are asked. A reader stands behind those whose
    /// facts it needs, and its stage is told by its type.
    public func readers(for image: OpenedImage, beside folder: any Folder) -> [any Reader] {
        let neighbours = Neighbours(
            of: image.sources.first?.name ?? "", isPlain: image.facts.isPlain, in: folder)
        return [
            // Structure, of every window.
            MasterBootRecord(),
            GUIDPartitionTable(),
            ApplePartitionMap(),
            BootBlocks(),
            SystemArea(),
            ISO9660(),
            UDF(),
            HFS(),
            DVDVideo(),
            BluRay(),
            ElTorito(),
            FAT(),
            BootNames(by: types),
            // Checksums that somebody recorded.
            IsoMD5Sum(),
            TagMedia(),
            Libisofs(),
            DVDisasterImage(),
            DVDisasterFiles(neighbours, given: errorCorrection),
            Jigdos(neighbours, given: jigdos),
            PayloadLists(),
            Sidecars(of: files(of: image), given: checksumLists, foundIn: folder, verify: verify),
            SubchannelPatches(neighbours),
            RecoveryFiles(neighbours),
            DATLists(
                dats, for: dumpParts(of: image), hunks: image.facts.chd?.overall,
                goesOn: { [goesOn] in goesOn(WorkProgress(done: 0, total: 0)) }),
            // Content, in the one pass.
            UnclaimedBytes(naming: types),
            ContentDigests(ofFiles: fileDigests),
            PackedBlockCount(),
            BlankRuns(),
            FileHeads(naming: contentTypes || profile == .forensic ? types : nil),
            VideoSectors(),
            ErrorCodes(),
            Subchannels(),
            DVDisasterCheck(),
            StrayBytes(naming: types),
            // After the pass.
            BootRoutes(trusting: secureBoot),
            FurtherVolumes(),
            PackedFiles(),
            Orphans(),
            GapContents(),
            Displacement(),
            DATMatching(),
            JigdoTemplates(),
            SourceRereading(isWanted: rereads),
        ]
    }

    /// Facts that are there before any reader is asked.
    public static let opening: [any Facts.Type] = [
        ContainerFacts.self, ImageDigests.self, StoredDigests.self, UnpackedSums.self, ExpectationFacts.self,
    ]

    /// What opening the image has shown, and the digests of it that are asked for.
    func openingFacts(_ image: OpenedImage) -> [any Facts] {
        let wanted: [any Facts] = expectations.isEmpty ? [] : [ExpectationFacts(expectations, on: day)]
        var stored: [any Facts] = StoredDigests(image.facts).map { [$0] } ?? []
        if let sums = UnpackedSums(image.facts) { stored.append(sums) }
        return wanted + stored
            + (scope.contains(.content) ? [image.facts, imageDigests(image)] : [image.facts])
    }

    /// A plain image has no tracks but itself.
    private func imageDigests(_ image: OpenedImage) -> ImageDigests {
        let digests = digests.union(expectations.compactMap(\.digestAlgorithm))
        var all = ImageDigests(digests, of: image.sources.map { ($0.name, $0.role, $0.bytes.size) })
        guard !image.facts.isPlain, !digests.isEmpty else { return all }
        for track in image.facts.storedTracks {
            all.add(track: track.number, session: track.session, track.extents, obstacle: track.obstacle)
        }
        return all
    }

    /// The files of the image as they are stored, as lists beside it name them.
    func files(of image: OpenedImage) -> [Sidecars.File] {
        var start: UInt64 = 0
        return image.sources.map { source in
            defer { start = start.adding(source.bytes.size) }
            return .init(source.name, bytes: start..<start.adding(source.bytes.size))
        }
    }
}
