import Bytes
import Digests

/// Evidence files in the Expert Witness format as EnCase 6 lays them out, or as SMART does; no compressor is needed, since packed
/// chunks are zlib streams of blocks that are stored as they are.
public struct ForgedEWF: Sendable {
    public enum Style: Sendable { case encase, smart }

    public var media: [UInt8]
    public var style = Style.encase
    public var bytesPerSector = Int.sector
    public var sectorsPerChunk = 16
    /// How many segments the chunks are divided among.
    public var segmentCount = 1
    /// Whether every second chunk is packed.
    public var packs = true
    public var hasDigests = true
    /// Of the set.
    public var identifier = [UInt8](1...16)
    /// Sectors that could not be read.
    public var unread: [(first: Int, count: Int)] = []
    /// Where tracks begin, and whether they are audio.
    public var tracks: [(start: Int, isAudio: Bool)] = []
    public var examiner = "A. Lovelace"
    /// The one that the header in UTF-16 names, where it is another.
    public var otherExaminer: String?
    /// Whether the last section tells that the acquisition was broken off.
    public var isIncomplete = false

    public init(_ media: [UInt8]) { self.media = media }

    private var chunkBytes: Int { bytesPerSector * sectorsPerChunk }
    private var chunkCount: Int { (media.count + chunkBytes - 1) / chunkBytes }

    // MARK: Sums

    /// RFC 1950, 8.2.
    static func adler(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var (a, b) = (1 as UInt32, 0 as UInt32)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return b << 16 | a
    }

    /// A stream of RFC 1950 whose blocks are stored.
    private static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 1]
        var at = 0
        repeat {
            let count = min(0xFFFF, bytes.count - at)
            stream += [at + count == bytes.count ? 1 : 0] + UInt16(count).little + (~UInt16(count)).little
            stream += bytes[at..<at + count]
            at += count
        } while at < bytes.count
        return stream + adler(bytes).big
    }

    private static func summed(_ bytes: [UInt8]) -> [UInt8] { bytes + adler(bytes).little }

    // MARK: Sections

    /// A segment under way.
    private struct Segment {
        var bytes: [UInt8]
        var structures: [String: Int] = [:]

        init(number: Int) {
            bytes = Array("EVF".utf8) + [9, 0x0D, 0x0A, 0xFF, 0, 1] + UInt16(number).little + [0, 0]
        }

        /// Adds a section; one of no length is the last.
        mutating func add(_ type: String, _ body: [UInt8]?) {
            if structures[type] == nil { structures[type] = bytes.count }
            let length = body.map { 76 + $0.count }
            let next = bytes.count + (length ?? 0)
            let descriptor =
                Array(type.utf8).padded(to: 16, with: 0) + UInt64(next).little + UInt64(length ?? 0).little
                + [UInt8](repeating: 0, count: 40)
            bytes += ForgedEWF.summed(descriptor) + (body ?? [])
        }
    }

    private var header: [UInt8] {
        Array(
            "1\r\nmain\r\nc\tn\ta\te\tt\tav\tov\tm\tu\tp\r\nC-7\tE-3\tdisc\t\(examiner)\tnone\t6.11\tLinux\t2020 1 2 3 4 5\t2020 1 2 3 4 5\t0\r\n\r\n"
                .utf8)
    }

    /// UTF-16 with its mark.
    private var header2: [UInt8] {
        let text =
            "3\nmain\na\tc\tn\te\tt\tav\tov\tm\tu\tp\tdc\ndisc\tC-7\tE-3\t\(otherExaminer ?? examiner)\tnone\t6.11\tLinux\t1577934245\t1577934245\t0\t\n\n"
        return [0xFF, 0xFE] + text.utf16.flatMap(\.little)
    }

    private var description: [UInt8] {
        let sectors = media.count / bytesPerSector
        let numbers =
            UInt32(chunkCount).little + UInt32(sectorsPerChunk).little + UInt32(bytesPerSector).little
        if style == .smart {
            let body = UInt32(1).little + numbers + UInt32(sectors).little
            return Self.summed(body.padded(to: 85, with: 0) + Array("SMART".utf8))
        }
        var body = [3, 0, 0, 0] + numbers + UInt64(sectors).little
        body = body.padded(to: 64, with: 0) + identifier
        return Self.summed(body.padded(to: 1048, with: 0))
    }

    private func stored(_ number: Int) -> (bytes: [UInt8], isPacked: Bool) {
        let chunk = Array(media[number * chunkBytes..<min(media.count, (number + 1) * chunkBytes)])
        return packs && number % 2 == 0 ? (Self.zlib(chunk), true) : (Self.summed(chunk), false)
    }

    /// Chunks with what leads to them.
    private func addChunks(_ numbers: Range<Int>, to segment: inout Segment) {
        let isInside = style == .smart
        // SMART has the chunks behind the entries, in the section of the table.
        let base = isInside ? 0 : segment.bytes.count
        var place = isInside ? segment.bytes.count + 76 + 24 + 4 * numbers.count : 76
        var (entries, data): ([UInt8], [UInt8]) = ([], [])
        for number in numbers {
            let chunk = stored(number)
            entries += (UInt32(place) | (chunk.isPacked ? 1 << 31 : 0)).little
            data += chunk.bytes
            place += chunk.bytes.count
        }
        let head = Self.summed(
            UInt32(numbers.count).little + [0, 0, 0, 0] + UInt64(base).little + [0, 0, 0, 0])
        guard !isInside else { return segment.add("table", head + entries + data) }
        segment.add("sectors", data)
        segment.add("table", head + Self.summed(entries))
        segment.add("table2", head + Self.summed(entries))
    }

    private func addEnd(to segment: inout Segment) {
        if !tracks.isEmpty {
            let head = Self.summed(UInt32(tracks.count).little.padded(to: 32, with: 0))
            let list = tracks.flatMap { track in
                (UInt32(track.isAudio ? 1 : 0).little + UInt32(track.start).little).padded(to: 32, with: 0)
            }
            segment.add("session", head + Self.summed(list))
        }
        if !unread.isEmpty {
            let head = Self.summed(UInt32(unread.count).little.padded(to: 516, with: 0))
            let list = unread.flatMap { UInt32($0.first).little + UInt32($0.count).little }
            segment.add("error2", head + Self.summed(list))
        }
        if hasDigests {
            let md5 = RunningDigest.digest(.md5, of: media).bytes
            let sha1 = RunningDigest.digest(.sha1, of: media).bytes
            if style == .encase { segment.add("digest", Self.summed((md5 + sha1).padded(to: 76, with: 0))) }
            segment.add("hash", Self.summed(md5.padded(to: 32, with: 0)))
        }
    }

    // MARK: Files

    /// How the name of a segment ends: E01 to E99, then EAA, EAB and so on to EZZ.
    private func ending(_ number: Int) -> String {
        let letter = style == .smart ? "s" : "E"
        if number < 100 { return "\(letter)\(number / 10)\(number % 10)" }
        let letters = [(number - 100) / 26, (number - 100) % 26].map {
            style == .smart ? 0x61 + $0 : 0x41 + $0
        }
        return letter + String(decoding: letters.map { UInt8(clamping: $0) }, as: UTF8.self)
    }

    /// The first segment with the others beside it; its structures are named by the types of its sections.
    public func wrapped(named stem: String = "disc") -> Wrapped {
        var files: [Segment] = []
        let share = (chunkCount + segmentCount - 1) / segmentCount
        for number in 0..<segmentCount {
            var segment = Segment(number: number + 1)
            if number == 0 {
                if style == .encase { segment.add("header2", Self.zlib(header2)) }
                segment.add("header", Self.zlib(header))
                segment.add("volume", description)
            } else if style == .encase {
                segment.add("data", description)
            }
            addChunks(min(chunkCount, number * share)..<min(chunkCount, (number + 1) * share), to: &segment)
            let isLast = number == segmentCount - 1
            if isLast {
                if style == .encase, number == 0 { segment.add("data", description) }
                addEnd(to: &segment)
            }
            segment.add(isLast ? isIncomplete ? "incomplete" : "done" : "next", nil)
            files.append(segment)
        }
        let names = files.indices.map { "\(stem).\(ending($0 + 1))" }
        var wrapped = Wrapped(name: names[0], bytes: files[0].bytes, structures: files[0].structures)
        for (name, file) in zip(names, files).dropFirst() { wrapped.siblings[name] = file.bytes }
        return wrapped
    }
}

extension Wrapped {
    /// An evidence file of an image of bytes in a row.
    public static func evidence(_ image: [UInt8], _ change: (inout ForgedEWF) -> Void = { _ in }) -> Wrapped {
        var forged = ForgedEWF(image)
        change(&forged)
        return forged.wrapped()
    }

    /// Writes the Adler-32 of bytes of a section behind them.
    ///
    /// - Parameter covered: counted from the descriptor of the section.
    public mutating func seal(_ section: String, _ covered: Range<Int>) {
        let start = offset(section)
        let sum = ForgedEWF.adler(bytes[start + covered.lowerBound..<start + covered.upperBound])
        let at = start + covered.upperBound
        bytes.replaceSubrange(at..<at + 4, with: sum.little)
    }
}
