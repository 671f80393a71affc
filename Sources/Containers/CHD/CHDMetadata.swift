import Bytes
import Digests

/// The records of metadata of a CHD: a list, each of which tells where the next one is.
struct CHDMetadata {
    struct Item {
        /// Four letters.
        let tag: [UInt8]
        let isSummed: Bool
        let offset: UInt64
        let data: [UInt8]
    }

    private(set) var items: [Item] = []
    /// Behind the last byte of a record.
    private(set) var end: UInt64 = 0
    /// Why the list breaks off, as a clause about it.
    private(set) var fault: String?

    /// A CD has 99 tracks, and programs write short records.
    private static let countLimit = 1000
    private static let lengthLimit = 1 << 20

    init(_ source: any ByteSource, _ chd: CHDDescription) throws(OpeningFailure) {
        var at = chd.metadataOffset
        var seen: Set<UInt64> = []
        while at != 0 {
            guard seen.insert(at).inserted else {
                fault = "leads in circles at byte \(at)"
                return
            }
            guard items.count < Self.countLimit else {
                fault = "has more than \(Self.countLimit) records"
                return
            }
            let head = try source.record(at: at, count: CHDMetadataHead.length)
            guard head.count == CHDMetadataHead.length else {
                fault = "leads behind the end of the file (byte \(at))"
                return
            }
            let count = Int(head[CHDMetadataHead.bytes])
            guard count <= Self.lengthLimit else {
                fault = "has a record of \(count) bytes at byte \(at)"
                return
            }
            let data = try source.record(at: at.adding(UInt64(CHDMetadataHead.length)), count: count)
            guard data.count == count else {
                fault = "has a record at byte \(at) that ends with the file"
                return
            }
            items.append(
                Item(
                    tag: Array(head[CHDMetadataHead.tag]), isSummed: head[CHDMetadataHead.flags] & 1 == 1,
                    offset: at,
                    data: Array(data.bytes)))
            end = max(end, at + UInt64(CHDMetadataHead.length + count))
            at = head[CHDMetadataHead.next]
        }
    }

    /// The tracks of a CD that it tells of.
    var tracks: [CHDTrack] {
        items.first { CHDTrack.listTag.elementsEqual(Record.text($0.tag)) }.map(CHDTrack.list)
            ?? items.compactMap(CHDTrack.init)
    }

    /// What the overall SHA-1 covers behind that of the hunks: the tag and the SHA-1 of each record that is summed, by their bytes.
    var summed: [UInt8] {
        var parts = items.filter(\.isSummed).map { $0.tag + RunningDigest.digest(.sha1, of: $0.data).bytes }
        parts.sort { $0.lexicographicallyPrecedes($1) }
        return parts.flatMap(\.self)
    }
}

/// A track of a CD as metadata tell of it, such as "TRACK:1 TYPE:MODE1_RAW SUBTYPE:NONE FRAMES:500 PREGAP:0 ...".
struct CHDTrack {
    let number: Int
    /// As it stands there, and in the words of cdrdao, which most CHDs use; nil for one that is not known.
    let type: String
    let mode: String?
    let subchannel: UInt64
    /// Frames that are stored, with a pregap that is.
    let frames: UInt64
    let pregap: UInt64
    let isPregapStored: Bool
    let postgap: UInt64
    /// Frames of no track at the end of `frames`, in images of GD-ROMs.
    let padding: UInt64
    let isOfGDROM: Bool

    private static let modes: Set<String> = [
        "MODE1", "MODE1_RAW", "MODE2", "MODE2_RAW", "MODE2_FORM1", "MODE2_FORM2", "MODE2_FORM_MIX", "AUDIO",
    ]
    private static let slashed = [
        "MODE1/2048": "MODE1", "MODE1/2352": "MODE1_RAW", "MODE2/2336": "MODE2", "MODE2/2048": "MODE2_FORM1",
        "MODE2/2324": "MODE2_FORM2", "MODE2/2352": "MODE2_RAW",
    ]
    /// Of a record that tells of all tracks in numbers, as version 3 has it.
    static let listTag = "CHCD"
    static let tags: Set<String> = ["CHTR", "CHT2", "CHGD", "CHGT", listTag]

    /// Nil for a text that tells of no track.
    init?(_ item: CHDMetadata.Item) {
        guard Self.tags.contains(Record.text(item.tag)) else { return nil }
        var values: [String: String] = [:]
        for word in Record.text(item.data.prefix { $0 != 0 }).split(separator: " ") {
            guard let colon = word.firstIndex(of: ":") else { continue }
            values[String(word[..<colon])] = String(word[word.index(after: colon)...])
        }
        func number(_ name: String) -> UInt64? { values[name].flatMap(UInt64.init) }
        guard let track = number("TRACK"), 1...99 ~= track, let type = values["TYPE"],
            let frames = number("FRAMES"), frames < 1 << 32
        else { return nil }
        self.number = Int(track)
        self.type = type
        mode = Self.modes.contains(type) ? type : Self.slashed[type]
        isOfGDROM = item.tag.starts(with: "CHG".utf8)
        self.frames = frames
        subchannel = (values["SUBTYPE"] ?? "NONE").hasPrefix("RW") ? 96 : 0
        pregap = min(number("PREGAP") ?? 0, 1 << 20)
        isPregapStored = (values["PGTYPE"] ?? "").hasPrefix("V")
        postgap = min(number("POSTGAP") ?? 0, 1 << 20)
        padding = min(number("PAD") ?? 0, frames)
    }

    // MARK: In numbers

    /// By the number that stands for them.
    private static let numbered = [
        "MODE1", "MODE1_RAW", "MODE2", "MODE2_FORM1", "MODE2_FORM2", "MODE2_FORM_MIX", "MODE2_RAW", "AUDIO",
    ]

    /// How many tracks there are, then of each its mode, its sub-channel, the bytes of both, its frames, and those that fill up to a
    /// multiple of 4; in the order of bytes of the machine that wrote them.
    static func list(_ item: CHDMetadata.Item) -> [CHDTrack] {
        let numbers = Record(item.data)
        let isBig = 1...99 ~= numbers.u32be(0)
        func number(_ index: Int) -> UInt32 { isBig ? numbers.u32be(4 * index) : numbers.u32le(4 * index) }
        guard 1...99 ~= number(0), numbers.count >= 4 * (1 + 6 * Int(number(0))) else { return [] }
        return (1...Int(number(0))).map { track in
            let at = 1 + 6 * (track - 1)
            let mode = Int(number(at))
            return CHDTrack(
                number: track, mode: numbered.indices.contains(mode) ? numbered[mode] : nil,
                type: numbered.indices.contains(mode) ? numbered[mode] : "\(mode)",
                // 2 says that there is none.
                subchannel: number(at + 1) < 2 ? 96 : 0, frames: UInt64(number(at + 4)))
        }
    }

    private init(number: Int, mode: String?, type: String, subchannel: UInt64, frames: UInt64) {
        self.number = number
        self.mode = mode
        self.type = type
        self.subchannel = subchannel
        self.frames = frames
        (pregap, postgap, padding) = (0, 0, 0)
        (isPregapStored, isOfGDROM) = (false, false)
    }
}
