import Bytes
import DiscModel
import FileSystems
import Surveys

/// What stands behind the volume that the primary descriptor declares, and behind everything that is used.
struct ImageTail {

    /// First byte behind the declared volume, which may be counted from the start of its session.
    let volumeEnd: UInt64
    /// First byte behind the last block that a structure or a file uses, padding not counted.
    let usedEnd: UInt64
    let size: UInt64
    /// What is not zero and not owned behind `usedEnd`, in pieces; nil when it was not looked at.
    let pieces: [UnclaimedContent.Piece]?
    private let disc: Disc

    init?(of disc: Disc) {
        guard let iso = disc.iso, let declared = iso.declaredSize else { return nil }
        self.disc = disc
        size = disc.size
        volumeEnd = declared.adding(SessionStart.ofRelativeSize(in: disc) ?? 0)
        // What dvdisaster appends is no part of what drives must not fail to read.
        let appended = disc.facts(DVDisasterFacts.self)?.set.start?.offset ?? .max
        let used =
            disc.map.spans.lazy.filter { disc.kind(of: $0.owner) != .padding && $0.offset < appended }
            .map(\.blockEnd).max() ?? 0
        usedEnd = used
        pieces = disc.gapContents.map { contents in
            contents.runs.flatMap(\.pieces).filter { $0.offset >= used }
        }
    }

    /// Sectors behind the declared volume, the last perhaps not whole.
    var sectorsBehind: UInt64 { size > volumeEnd ? (size - volumeEnd).sectorsNeeded : 0 }

    /// Whether all that follows the used part is zero; nil when it was not looked at.
    var isZero: Bool? { pieces?.isEmpty }

    func place(_ field: String? = nil) -> Place {
        let start = min(size, max(usedEnd, min(volumeEnd, size)))
        return Place(offset: start, length: size - start, field: field)
    }

    // MARK: Why it is there

    /// Everything known to explain bytes behind the volume, in words.
    var reasons: [String] {
        owners + partitions + further
            + [
                isRunOut ? "two sectors as a track written at once leaves them" : nil,
                hundredFifty, cylinder.map { "filled up to a cylinder of \($0.of("byte")) for a BIOS" },
                cylinder == nil ? cluster.map { "filled up to a multiple of \($0.of("sector"))" } : nil,
            ].compactMap(\.self)
    }

    /// Structures that begin behind the volume.
    private var owners: [String] {
        var seen: Set<String> = []
        let others = Set(disc.furtherVolumes?.claims ?? [])
        return disc.map.spans.filter { $0.offset >= volumeEnd }.compactMap { span in
            if case .structure(let index) = span.owner, others.contains(disc.map.structures[Int(index)]) {
                return nil
            }
            let name = disc.name(of: span.owner).escaped
            guard disc.kind(of: span.owner) != .padding, seen.count < 4, seen.insert(name).inserted else {
                return nil
            }
            return name
        }
    }

    /// Partitions that begin behind the volume.
    private var partitions: [String] {
        let found = disc.systemArea?.outerPartitions ?? []
        return found.filter { $0.offset >= volumeEnd }.map {
            "a partition of \($0.length.of("byte")) at LBA \($0.offset / .sector)"
        }
    }

    private var further: [String] {
        let volumes = disc.furtherVolumes?.volumes ?? []
        return volumes.filter { ($0.start + 16).offset >= volumeEnd }.map {
            "a further volume at LBA \($0.start)"
        }
    }

    /// A track written at once ends with two sectors that a drive may count or not.
    var isRunOut: Bool { size > volumeEnd && size - volumeEnd == 2 * .sector && isZero != false }

    private var hundredFifty: String? {
        size > volumeEnd && size - max(volumeEnd, usedEnd) == 150 * .sector && isZero != false
            ? "150 sectors of padding" : nil
    }

    /// Bytes of the cylinder that the image ends with, if an MBR partition tells the geometry and the tail is shorter
    /// than one.
    var cylinder: UInt64? {
        guard size > max(volumeEnd, usedEnd) else { return nil }
        return disc.systemArea?.partitions.map(\.cylinder).first { bytes in
            bytes > .sector && size % bytes == 0 && size - max(volumeEnd, usedEnd) < bytes
        }
    }

    /// Sectors of the cluster of a DVD (16) or BD (32) that the image ends with, if the tail is shorter than one.
    var cluster: UInt64? {
        let tail = size - min(size, max(volumeEnd, usedEnd))
        guard size > volumeEnd, tail > 0 else { return nil }
        return [32, 16].first { size % ($0 * .sector) == 0 && tail < $0 * .sector }
    }
}

extension Disc {
    var furtherVolumes: FurtherVolumesFacts? { facts(FurtherVolumesFacts.self) }
}
