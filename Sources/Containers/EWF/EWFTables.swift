import Bytes
import Digests
import DiscModel

/// What the tables of a set lead to: the chunks from the first on, and behind segments that are not there those at the end of the
/// medium.
struct EWFTables {
    private(set) var first: [EWFChunk] = []
    private(set) var last: [EWFChunk] = []
    private(set) var faults: [EWFFault] = []
    /// Whether any of them is packed.
    var isPacked: Bool { first.contains(where: \.isPacked) || last.contains(where: \.isPacked) }

    private let media: EWFMedia
    /// Bytes that a chunk can take.
    private let limit: UInt64
    private var count: UInt64 { UInt64(first.count + last.count) }

    init(_ set: EWFSet, _ media: EWFMedia, _ input: ImageInput) throws(OpeningFailure) {
        self.media = media
        limit = media.chunkBytes + media.chunkBytes / 8 + 1024
        var isBehindGap = false
        var before: Int?
        for (index, segment) in set.segments.enumerated() {
            if let before, segment.number > before + 1 {
                // What stands between two gaps has no place.
                last = []
                isBehindGap = true
            } else if before == nil, segment.number > 1 {
                isBehindGap = true
            }
            before = segment.number
            let chunks = try chunks(of: segment, at: index, input)
            if isBehindGap { last += chunks } else { first += chunks }
        }
        compareCount(set)
    }

    private mutating func note(_ kind: EWFFault.Kind, _ text: String, _ segment: EWFSegment, _ place: String)
    {
        faults.append(EWFFault(kind: kind, text: text, file: segment.name, place: place))
    }

    // MARK: A segment

    private mutating func chunks(of segment: EWFSegment, at index: Int, _ input: ImageInput)
        throws(OpeningFailure) -> [EWFChunk]
    {
        var found: [EWFChunk] = []
        // Sectors to which no table led yet, and the first table that does.
        var sectors: EWFSection?
        var pending: EWFTable?
        let end = EWFSection(type: "", offset: segment.source.size, end: segment.source.size)
        for section in segment.sections + [end] {
            let isSecond = section.type == "table2"
            let table =
                isSecond || section.type == "table"
                ? try EWFTable(section, of: segment.source, limit: Int(clamping: room(found))) : nil
            if pending == nil, !isSecond, let table {
                pending = table
                continue
            }
            if let first = pending ?? table {
                let second = isSecond && pending != nil ? table : nil
                found += try chunks(first, second, behind: sectors, segment, index, found, input)
                (pending, sectors) = (isSecond ? nil : table, nil)
            } else if let lost = sectors, section.type == "sectors" || section.offset == end.offset {
                found += try lostChunks(in: lost, segment, index, found, input)
                sectors = nil
            }
            if section.type == "sectors" { sectors = section }
        }
        return found
    }

    /// Chunks that the medium has room for, and one that shows that there are too many.
    private func room(_ found: [EWFChunk]) -> UInt64 {
        media.neededChunks + 1 - min(media.neededChunks + 1, count + UInt64(found.count))
    }

    private mutating func chunks(
        _ one: EWFTable, _ other: EWFTable?, behind sectors: EWFSection?, _ segment: EWFSegment, _ index: Int,
        _ before: [EWFChunk], _ input: ImageInput
    ) throws(OpeningFailure) -> [EWFChunk] {
        let table = choose(one, other, segment)
        if table.fault != nil, let sectors {
            let found = try search(sectors, segment, index, before, input)
            if !table.hasSoundHead || found.count >= table.entries.count { return found }
        }
        let end = table.holdsChunks ? table.section.end : sectors?.end ?? table.section.offset
        return table.chunks(in: index, endingAt: end, limit: limit)
    }

    // MARK: Without a table

    /// Chunks to which no table leads.
    private mutating func lostChunks(
        in sectors: EWFSection, _ segment: EWFSegment, _ index: Int, _ before: [EWFChunk], _ input: ImageInput
    ) throws(OpeningFailure) -> [EWFChunk] {
        let found = try search(sectors, segment, index, before, input)
        note(
            .tables,
            "no table leads to the chunks in section \"sectors\" of \(segment.name) at byte \(sectors.offset); \(found.count.of("chunk")) could be found without one",
            segment, "section \"sectors\" at byte \(sectors.offset)")
        return found
    }

    /// Goes from chunk to chunk, each of which tells by itself where it ends.
    private func search(
        _ sectors: EWFSection, _ segment: EWFSegment, _ index: Int, _ before: [EWFChunk], _ input: ImageInput
    ) throws(OpeningFailure) -> [EWFChunk] {
        var found: [EWFChunk] = []
        var at = sectors.body
        let whole = Int(clamping: media.chunkBytes)
        let rest = Int(clamping: media.size - (media.neededChunks - 1) * media.chunkBytes)
        let room = room(before)
        while at < sectors.end, UInt64(found.count) < room {
            try input.step(at, of: segment.source.size)
            let bytes = try segment.source.record(at: at, count: Int(clamping: min(limit, sectors.end - at)))
                .bytes
            guard let chunk = Self.chunk(bytes, whole) ?? (rest < whole ? Self.chunk(bytes, rest) : nil)
            else { break }
            found.append(
                EWFChunk(
                    offset: at, length: UInt32(clamping: chunk.length), isPacked: chunk.isPacked,
                    segment: UInt16(clamping: index)))
            at += UInt64(chunk.length)
        }
        return found
    }

    /// The chunk with which some bytes begin.
    private static func chunk(_ bytes: ArraySlice<UInt8>, _ count: Int) -> (length: Int, isPacked: Bool)? {
        // The head of RFC 1950 (2.2) is a multiple of 31.
        if Record(bytes).u16be(0) % 31 == 0, bytes.first.map({ $0 & 15 }) == 8,
            let stream = ZlibStream.unpack(startOf: bytes, length: count)
        {
            return (stream.used, true)
        }
        let stored = Record(bytes)
        return stored.count >= count + 4 && Adler32.of(stored.slice(0, count)) == stored.u32le(count)
            ? (count + 4, false) : nil
    }

    // MARK: Two tables

    /// The one of both whose sums hold.
    private mutating func choose(_ one: EWFTable, _ other: EWFTable?, _ segment: EWFSegment) -> EWFTable {
        let place = "section \"\(one.section.type)\" at byte \(one.section.offset)"
        guard let other else {
            if let fault = one.fault {
                note(
                    .tables,
                    "the table of chunks of \(segment.name) at byte \(one.section.offset) is damaged: \(fault)",
                    segment, place)
            }
            return one
        }
        switch (one.fault, other.fault) {
        case (nil, nil):
            if !one.agrees(with: other) {
                note(
                    .tables,
                    "the two tables of chunks of \(segment.name) at bytes \(one.section.offset) and \(other.section.offset) lead to different places, though the sums of both hold",
                    segment, place)
            }
            return one
        case (let fault?, nil):
            noteOne(one, fault, segment, sound: other)
            return other
        case (nil, let fault?):
            noteOne(other, fault, segment, sound: one)
            return one
        case (let fault?, let second?):
            note(
                .tables,
                "both tables of chunks of \(segment.name) are damaged, at byte \(one.section.offset) (\(fault)) and at byte \(other.section.offset) (\(second))",
                segment, place)
            return one.entries.count >= other.entries.count ? one : other
        }
    }

    private mutating func noteOne(_ table: EWFTable, _ fault: String, _ segment: EWFSegment, sound: EWFTable)
    {
        note(
            table.hasSoundHead ? .oneTable : .oneTableHead,
            "section \"\(table.section.type)\" of \(segment.name) at byte \(table.section.offset) is damaged (\(fault)); section \"\(sound.section.type)\" at byte \(sound.section.offset), which holds the same, is sound",
            segment, "section \"\(table.section.type)\" at byte \(table.section.offset)")
    }

    // MARK: All

    /// Where nothing else tells of chunks that are missing, or are too many.
    private mutating func compareCount(_ set: EWFSet) {
        let needed = media.neededChunks
        if count > needed {
            first.removeLast(min(first.count, Int(clamping: count - needed)))
        } else if count == needed || !faults.isEmpty || !set.faults.isEmpty {
            return
        }
        guard let segment = set.segments.last else { return }
        let found = count > needed ? "more" : "\(count)"
        note(
            .media, "the medium takes \(needed.of("chunk")), and the tables lead to \(found)", segment,
            "section \"table\"")
    }
}
