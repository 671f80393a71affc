import Bytes

/// What records of a catalog say of owners, permissions and times (Inside Macintosh: Files, 2-72; TN1150, Catalog File), as a
/// tree keeps it for each file.
enum HFSDetails {
    /// Seconds from 1904-01-01 to 1970-01-01.
    static let epoch: Int64 = 2_082_844_800

    /// The number; the times of creation, of the content, and of backup; of HFS+ as they stand, with attributes, access and
    /// permissions.
    static func bytes(of entry: HFSEntry) -> [UInt8] {
        let data = entry.data
        if entry.isPlus { return Array(data.slice(8, 40)) }
        return entry.isFolder
            ? Array(data.slice(6, 4)) + data.slice(10, 12) : Array(data.slice(20, 4)) + data.slice(44, 12)
    }

    static func read(_ kept: Record, isPlus: Bool, _ details: inout FileDetails) {
        guard kept.count >= 16 else { return }
        details.number = UInt64(kept.u32be(0))
        let events: [FileDetails.Event] =
            isPlus
            ? [.created, .modified, .changed, .accessed, .backedUp] : [.created, .modified, .backedUp]
        for (index, event) in events.enumerated() {
            let recorded = kept.u32be(4 + index * 4)
            // HFS counts by the clock on the wall, HFS+ by that of Greenwich.
            guard recorded > 0 else { continue }
            details.times[event] = FileTime(clock: Int64(recorded) - epoch, zone: isPlus ? 0 : nil)
        }
        // Of a file that no system with permissions has written they are zeros (TN1150, HFS+ Permissions).
        guard isPlus, kept.count >= 40, kept.u16be(34) != 0 else { return }
        (details.user, details.group) = (kept.u32be(24), kept.u32be(28))
        let mode = UInt32(kept.u16be(34))
        details.mode = mode & 0o7777
        switch mode >> 12 {
        case 0o01: details.letter = "p"
        case 0o02: details.letter = "c"
        case 0o06: details.letter = "b"
        case 0o14: details.letter = "s"
        default: break
        }
    }
}
