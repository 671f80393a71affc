import Bytes

/// What file entries say of owners, permissions and times (ECMA-167, 4/14.9 and 4/14.17), as a tree keeps it for each file.
enum UDFDetails {
    private static let noOwner = UInt32.max

    /// Owner, group, permissions and links; the flags and the type of the ICB tag; the unique ID; then the times of access,
    /// modification, creation and attributes, of which only an extended entry has the third.
    static func bytes(of entry: UDFEntry) -> [UInt8] {
        let record = entry.record
        let times = entry.isExtended ? [80, 92, 104, 116] : [72, 84, nil, 96]
        var bytes = Array(record.slice(36, 14)) + record.slice(34, 2)
        bytes += record.slice(entry.uniqueID.offset, 8)
        for at in times { bytes += at.map { Array(record.slice($0, 12)) } ?? Array(repeating: 0, count: 12) }
        bytes.append(entry.fileType)
        return bytes
    }

    static func read(_ kept: Record, _ details: inout FileDetails) {
        guard kept.count == 73 else { return }
        let (user, group, bits) = (kept.u32le(0), kept.u32le(4), kept.u32le(8))
        details.user = user == noOwner ? nil : user
        details.group = group == noOwner ? nil : group
        details.links = UInt32(kept.u16le(12))
        // Five bits for each of others, group and owner, of which the lower three are those of POSIX (4/14.9.5).
        let permissions = (bits & 7) | (bits >> 2 & 0o70) | (bits >> 4 & 0o700)
        // Bits 6 to 8 of the flags (4/14.6.8).
        let flags = UInt32(kept.u16le(14))
        details.mode =
            permissions | (flags >> 6 & 1) << 11 | (flags >> 7 & 1) << 10 | (flags >> 8 & 1) << 9
        details.number = kept.u64le(16)
        for (index, event) in [FileDetails.Event.accessed, .modified, .created, .changed].enumerated() {
            details.times[event] = UDFTime.read(kept, 24 + index * 12)
        }
        switch kept.u8(72) {
        case 6: details.letter = "b"
        case 7: details.letter = "c"
        case 9: details.letter = "p"
        case 10: details.letter = "s"
        default: break
        }
    }
}

extension UDFTime {
    /// nil for none, and for what no calendar has.
    static func read(_ record: Record, _ at: Int) -> FileTime? {
        guard record.slice(at, 12).contains(where: { $0 != 0 }), trouble(record, at) == nil else {
            return nil
        }
        let zone = zone(record, at)
        let parts = (9...11).map { Int(record.u8(at + $0)) }
        return FileTime(
            year: Int(record.u16le(at + 2)), month: Int(record.u8(at + 4)), day: Int(record.u8(at + 5)),
            hour: Int(record.u8(at + 6)), minute: Int(record.u8(at + 7)), second: Int(record.u8(at + 8)),
            nanoseconds: parts[0] * 10_000_000 + parts[1] * 100_000 + parts[2] * 1_000, zone: zone)
    }
}
