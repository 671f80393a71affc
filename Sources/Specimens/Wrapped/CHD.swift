import Bytes
import Digests

/// CHDs whose hunks are stored as they are.
public struct ForgedCHD: Sendable {
    /// 5, or one of before 2012.
    public var version = 5
    public var payload: [UInt8]
    public var hunkBytes = 4096
    public var unitBytes = Int.sector
    /// Tag and data of each record.
    public var metadata: [(tag: String, data: [UInt8])] = []
    /// Whether the map is compressed, with a CRC for each hunk; otherwise the file has no digests, as chdman writes it.
    public var hasSums = true
    /// SHA-1 of the parent, and the hunks that lie in it at the same place.
    public var parent: [UInt8] = []
    public var inherited: Set<Int> = []

    public init(_ payload: [UInt8]) { self.payload = payload }

    /// The tracks of a disc, each frame with an empty sub-channel behind it, and each track filled up to a multiple of 4.
    public init(_ disc: WrappedDisc) {
        payload = []
        hunkBytes = 8 * 2448
        unitBytes = 2448
        for track in disc.tracks {
            for sector in track.sectors {
                payload += track.isAudio ? Self.swapped(sector) : sector
                payload += [UInt8](repeating: 0, count: 96)
            }
            payload += [UInt8](repeating: 0, count: (4 - track.sectors.count % 4) % 4 * 2448)
            let type = track.isAudio ? "AUDIO" : track.sectors.first?[15] == 2 ? "MODE2_RAW" : "MODE1_RAW"
            metadata.append(
                (
                    "CHT2",
                    Array(
                        "TRACK:\(track.number) TYPE:\(type) SUBTYPE:NONE FRAMES:\(track.sectors.count) PREGAP:\(track.pregap) PGTYPE:V\(type) PGSUB:NONE POSTGAP:0"
                            .utf8) + [0]
                ))
        }
    }

    private static func swapped(_ sector: [UInt8]) -> [UInt8] {
        stride(from: 0, to: sector.count, by: 2).flatMap { [sector[$0 + 1], sector[$0]] }
    }

    // MARK: Bytes

    public var rawSHA1: [UInt8] { RunningDigest.digest(.sha1, of: payload).bytes }

    /// Of the hunks and of the metadata, which all are summed.
    public var overallSHA1: [UInt8] {
        let parts = metadata.map { Array($0.tag.utf8) + RunningDigest.digest(.sha1, of: $0.data).bytes }
        let sorted = parts.sorted { $0.lexicographicallyPrecedes($1) }
        return RunningDigest.digest(.sha1, of: rawSHA1 + sorted.flatMap(\.self)).bytes
    }

    /// The file, with the structures "header", "metadata 1" and so on, "map" and "hunks".
    public func wrapped(name: String = "disc.chd") -> Wrapped {
        let count = (payload.count + hunkBytes - 1) / hunkBytes
        let hunks = (0..<count).map { number in
            Array(payload[number * hunkBytes..<min(payload.count, (number + 1) * hunkBytes)])
                .padded(to: hunkBytes, with: 0)
        }
        if version < 5 { return old(hunks, name) }
        var structures = ["header": 0]
        var records: [UInt8] = []
        for (index, record) in metadata.enumerated() {
            let start = 124 + records.count
            structures["metadata \(index + 1)"] = start
            let next = index + 1 < metadata.count ? UInt64(start + 16 + record.data.count) : 0
            records +=
                Array(record.tag.utf8) + (UInt32(record.data.count) | 1 << 24).big + next.big + record.data
        }
        let mapStart = 124 + records.count
        structures["map"] = mapStart
        let mapCount = hasSums ? packed(hunks, from: 0).count : count * 4
        // Hunks of an uncompressed file lie at multiples of their length.
        let hunkStart = hasSums ? mapStart + mapCount : (mapStart + mapCount).rounded(up: hunkBytes)
        structures["hunks"] = hunkStart
        let map =
            hasSums
            ? packed(hunks, from: hunkStart)
            : hunks.indices.flatMap { UInt32(hunkStart / hunkBytes + $0).big }
        let file = header(mapStart) + records + map
        let data = hunks.enumerated().filter { !inherited.contains($0.offset) }.flatMap(\.element)
        return Wrapped(
            name: name, bytes: file.padded(to: hunkStart, with: 0) + data, structures: structures)
    }

    // MARK: Versions 1 to 4

    /// Of versions 1 to 4, by version.
    private static let headerLengths = [0, 76, 80, 120, 108]

    /// Header, map with its mark, hunks, metadata: a hunk of one value as a pattern, one that is the same as an earlier one as that, and
    /// one in the parent only by its number.
    private func old(_ hunks: [[UInt8]], _ name: String) -> Wrapped {
        let width = version < 3 ? 8 : 16
        let mapStart = Self.headerLengths[version]
        let start = mapStart + (hunks.count + 1) * width
        var (map, data): ([UInt8], [UInt8]) = ([], [])
        var earlier: [[UInt8]: Int] = [:]
        for (number, hunk) in hunks.enumerated() {
            let place = UInt64(start + data.count)
            let sum = RunningDigest.digest(.crc32, of: hunk).bytes
            let length = [UInt8(hunk.count >> 8 & 0xFF), UInt8(hunk.count & 0xFF), UInt8(hunk.count >> 16)]
            if version < 3 {
                map += (UInt64(hunk.count) << 44 | place).big
                data += hunk
            } else if inherited.contains(number) {
                map += UInt64(number).big + [0, 0, 0, 0, 0, 0, 0, 0x15]
            } else if let same = earlier[hunk] {
                map += UInt64(same).big + sum + [0, 0, 0, 4]
            } else if Set(hunk).count == 1 {
                map += hunk.prefix(8) + sum + [0, 0, 0, 3]
            } else {
                map += place.big + sum + length + [2]
                data += hunk
                earlier[hunk] = number
            }
        }
        map += "EndOfListCookie\0".utf8.prefix(width)
        var structures = ["header": 0, "map": mapStart, "hunks": start]
        var at = start + data.count
        let first = metadata.isEmpty ? 0 : at
        var records: [UInt8] = []
        for (index, record) in metadata.enumerated() {
            structures["metadata \(index + 1)"] = at
            at += 16 + record.data.count
            let next = index + 1 < metadata.count ? UInt64(at) : 0
            records +=
                Array(record.tag.utf8) + (UInt32(record.data.count) | 1 << 24).big + next.big + record.data
        }
        let header = oldHeader(UInt32(hunks.count), metadata: UInt64(first))
        return Wrapped(name: name, bytes: header + map + data + records, structures: structures)
    }

    private func oldHeader(_ count: UInt32, metadata: UInt64) -> [UInt8] {
        let md5 = RunningDigest.digest(.md5, of: payload).bytes
        let none = [UInt8](repeating: 0, count: 20)
        let flags: UInt32 = parent.isEmpty ? 0 : 1
        let head =
            Array("MComprHD".utf8) + UInt32(Self.headerLengths[version]).big + UInt32(version).big + flags.big
            + UInt32(1).big
        switch version {
        case 1, 2:
            // One head with sectors of 512 bytes.
            let sectors = [UInt32(hunkBytes / 512), count, UInt32(payload.count / 512), 1, 1].flatMap(\.big)
            return head + sectors + md5 + none.prefix(16) + (version == 1 ? [] : UInt32(512).big)
        case 3:
            return head + count.big + UInt64(payload.count).big + metadata.big + md5 + none.prefix(16)
                + UInt32(hunkBytes).big + rawSHA1 + parent.padded(to: 20, with: 0)
        default:
            return head + count.big + UInt64(payload.count).big + metadata.big + UInt32(hunkBytes).big
                + overallSHA1 + parent.padded(to: 20, with: 0) + rawSHA1
        }
    }

    private func header(_ mapStart: Int) -> [UInt8] {
        let codecs = (hasSums ? Array("zlib".utf8) : []).padded(to: 16, with: 0)
        let none = [UInt8](repeating: 0, count: 20)
        let numbers =
            UInt64(payload.count).big + UInt64(mapStart).big + UInt64(metadata.isEmpty ? 0 : 124).big
            + UInt32(hunkBytes).big + UInt32(unitBytes).big
        return Array("MComprHD".utf8) + UInt32(124).big + UInt32(5).big + codecs + numbers
            + (hasSums ? rawSHA1 : none) + (hasSums ? overallSHA1 : none) + parent.padded(to: 20, with: 0)
    }

    /// A compressed map: a code in which all 16 kinds have 4 bits, so that the code of a kind is its number; then the kinds, 4 for a hunk
    /// that is stored and 11 for one at the same place in the parent; then the CRC of each that is stored.
    private func packed(_ hunks: [[UInt8]], from start: Int) -> [UInt8] {
        var halves = [UInt8](repeating: 4, count: 16)
        halves += hunks.indices.map { inherited.contains($0) ? 11 : 4 }
        var expanded: [UInt8] = []
        var place = start
        for (number, hunk) in hunks.enumerated() {
            if inherited.contains(number) {
                let unit = UInt64(number * (hunkBytes / unitBytes))
                expanded += [6, 0, 0, 0] + unit.big.suffix(6) + [0, 0]
            } else {
                let sum = Self.crc(hunk)
                halves += sum.big.flatMap { [$0 >> 4, $0 & 15] }
                expanded += [4] + UInt32(hunkBytes).big.suffix(3) + UInt64(place).big.suffix(6) + sum.big
                place += hunkBytes
            }
        }
        if halves.count % 2 == 1 { halves.append(0) }
        let bits = stride(from: 0, to: halves.count, by: 2).map { halves[$0] << 4 | halves[$0 + 1] }
        return UInt32(bits.count).big + UInt64(start).big.suffix(6) + Self.crc(expanded).big + [32, 0, 0, 0]
            + bits
    }

    /// CRC-16 of CCITT from 0xFFFF on, bit by bit.
    private static func crc(_ bytes: [UInt8]) -> UInt16 {
        bytes.reduce(0xFFFF) { sum, byte in
            (0..<8).reduce(sum ^ UInt16(byte) << 8) { sum, _ in
                sum & 0x8000 == 0 ? sum << 1 : sum << 1 ^ 0x1021
            }
        }
    }
}

extension Wrapped {
    /// A CHD of an image of bytes in a row.
    public static func chd(_ image: [UInt8], hasSums: Bool = true, version: Int = 5) -> Wrapped {
        var chd = ForgedCHD(image)
        chd.hasSums = hasSums
        chd.version = version
        return chd.wrapped()
    }

    /// A CHD of a CD.
    public static func chd(_ disc: WrappedDisc, version: Int = 5) -> Wrapped {
        var chd = ForgedCHD(disc)
        chd.version = version
        return chd.wrapped()
    }

    /// A CHD with some hunks in the middle that lie in another one, which is beside it or not.
    public static func chdOfParent(_ image: [UInt8], isThere: Bool, version: Int = 5) -> Wrapped {
        var parent = ForgedCHD(image)
        parent.version = version
        var child = parent
        child.parent = version == 3 ? parent.rawSHA1 : parent.overallSHA1
        let middle = image.count / child.hunkBytes / 2
        child.inherited = [middle, middle + 3, middle + 4]
        var files = child.wrapped()
        if isThere { files.siblings["parent.chd"] = parent.wrapped(name: "parent.chd").bytes }
        return files
    }
}
