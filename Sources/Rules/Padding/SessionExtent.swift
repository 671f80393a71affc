import Bytes
import DiscModel
import FileSystems

/// How far a later session reaches: as its descriptor declares it, and as its files and directories lie.
struct SessionExtent {
    struct Lost {
        let path: DisplayName
        let extents: [FileTree.Extent]
        /// Bytes of it that lie behind the end of the image.
        let bytes: UInt64
    }

    /// Sectors that its descriptor declares.
    let declared: UInt64
    /// First byte behind all of its files and structures, music aside.
    let reach: UInt64
    /// First byte behind it as declared. mkisofs counts the size of a session from its own start, others from that of the
    /// image; nil where all it holds fits neither way.
    let declaredEnd: UInt64?
    /// Its files that reach behind the end of the image, and how many files it has.
    let lost: [Lost]
    let files: Int
    /// Whether directories or path tables lie there.
    let losesStructures: Bool

    /// Nil where its blocks are not counted from the start of the image, or nothing could be read of it.
    init?(of volume: FurtherVolume, in disc: Disc, _ music: Music) {
        guard volume.reading == .image, let contents = volume.contents else { return nil }
        let entries = FileList(of: contents).entries.filter { $0.kind == .file && !$0.extents.isEmpty }
        files = entries.count
        var reach: UInt64 = 0
        var lost: [Lost] = []
        for entry in entries {
            let data = entry.extents.filter {
                $0.length > 0 && !music.isMusic($0) && music.track(of: $0) == nil
            }
            reach = data.reduce(reach) { max($0, $1.end) }
            let behind = data.reduce(0 as UInt64) { sum, extent in
                sum.adding(extent.end > disc.size ? min(extent.length, extent.end - disc.size) : 0)
            }
            if behind > 0 { lost.append(Lost(path: entry.path, extents: entry.extents, bytes: behind)) }
        }
        let structures = contents.facts(ISO9660Facts.self)?.claims ?? []
        reach = structures.reduce(reach) { max($0, $1.offset.adding($1.length)) }
        losesStructures = structures.contains { $0.offset.adding($0.length) > disc.size }
        self.lost = lost
        self.reach = reach
        let bytes = volume.primary.declaredBytes
        declared = bytes / .sector
        declaredEnd = [bytes, volume.start.offset.adding(bytes)].first { $0 >= reach }
    }
}
