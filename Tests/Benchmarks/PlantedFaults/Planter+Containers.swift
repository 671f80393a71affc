import Bytes
import Containers
import FileSystems
import Specimens

// Discs in containers.

extension Planter {
    private static let disc = WrappedDisc(Specimen.joliet.bytes)
    private static let mixed = WrappedDisc(Specimen.plain.bytes, audioTracks: 2)

    private mutating func wrap(
        _ base: String, _ what: String, pardon: String? = nil,
        _ make: @autoclosure @escaping @Sendable () -> Wrapped,
        _ change: @escaping @Sendable (inout Wrapped) -> Void
    ) {
        add(SoundImage(base, make), what, pardon: pardon) { make().with(change) }
    }

    mutating func containers() {
        family = .containers
        cueSheets()
        otherSheets()
        binary()
        wrap("gzip", "the last 2000 bytes are missing", .gzip(Specimen.plain.bytes)) {
            $0.bytes.removeLast(2000)
        }
        wrap("gzip", "a byte of the data", .gzip(Specimen.plain.bytes)) { $0.bytes[$0.bytes.count / 2] ^= 1 }
        wrap("gzip", "a byte of the checksum", .gzip(Specimen.plain.bytes)) {
            $0.bytes[$0.bytes.count - 7] ^= 1
        }
        evidence()
        wrap("gzip", "bytes follow", .gzip(Specimen.plain.bytes)) { $0.bytes += [1, 2, 3, 4, 5] }
    }

    private mutating func evidence() {
        func file(_ what: String, _ change: @escaping @Sendable (inout Wrapped) -> Void) {
            wrap("E01", what, .evidence(Specimen.joliet.bytes) { $0.segmentCount = 3 }, change)
        }
        file("a segment is missing") { $0.siblings["disc.E02"] = nil }
        file("the last segment is missing") { $0.siblings["disc.E03"] = nil }
        file("a bit in a descriptor") { $0.bytes[$0.offset("sectors") + 16] ^= 1 }
        file("a bit in the description of the medium") { $0.bytes[$0.offset("volume") + 80] ^= 1 }
        file("a bit in the first table") { $0.bytes[$0.offset("table") + 100] ^= 1 }
        file("a bit in a chunk") { $0.bytes[$0.offset("sectors") + 40_000] ^= 1 }
        file("cut in a chunk") { $0.bytes.removeLast($0.bytes.count - $0.offset("sectors") - 50_000) }
        file("the end is missing") { $0.siblings["disc.E03", default: []].removeLast(200) }
    }

    private mutating func cueSheets() {
        func cue(_ what: String, pardon: String? = nil, _ change: @escaping @Sendable (inout Wrapped) -> Void)
        {
            wrap("CUE", what, pardon: pardon, .cue(Self.mixed), change)
        }
        cue("the file is missing") { $0.siblings["disc.bin"] = nil }
        cue("the file lost its second half") { $0.siblings["disc.bin", default: []].halve() }
        cue("the file lost its last 1000 bytes") { $0.siblings["disc.bin"]?.removeLast(1000) }
        cue("the file has another name") { $0.siblings = ["copy.bin": $0.siblings["disc.bin"] ?? []] }
        cue("the file is named in other case") { $0.replace("disc.bin", with: "DISC.BIN") }
        cue("the mode says 2048 bytes") { $0.replace("MODE1/2352", with: "MODE1/2048") }
        cue("the mode says MODE2") { $0.replace("MODE1/2352", with: "MODE2/2352") }
        cue("a track is said to be data") { $0.replace("TRACK 02 AUDIO", with: "TRACK 02 MODE1/2352") }
        cue("the data track is said to be audio") {
            $0.replace("TRACK 01 MODE1/2352", with: "TRACK 01 AUDIO")
        }
        cue("an index of 75 frames") { $0.replace("INDEX 01 00:00:00", with: "INDEX 01 00:00:75") }
        cue("an index far behind the end") {
            $0.replace("TRACK 03 AUDIO", with: "TRACK 03 AUDIO\r\n    INDEX 00 70:00:00")
        }
        cue("track numbers jump") { $0.replace("TRACK 03", with: "TRACK 05") }
        cue("a track number twice") { $0.replace("TRACK 03", with: "TRACK 02") }
        cue("a letter in an index") { $0.replace("INDEX 01 00:00:00", with: "INDEX 01 00:0x:00") }
        cue("a word nobody knows") { $0.replace("TITLE", with: "TITEL") }
        cue("a digit of the catalog number missing") { $0.replace("0123456789012", with: "012345678901") }
        cue("an ISRC of eleven") { $0.replace("USABC1234562", with: "USABC123456") }
        cue("the first index is missing") { $0.replace("    INDEX 01 00:00:00\r\n", with: "") }
        cue("no FILE") { $0.replace("FILE \"disc.bin\" BINARY\r\n", with: "") }
    }

    private mutating func otherSheets() {
        func toc(_ what: String, _ change: @escaping @Sendable (inout Wrapped) -> Void) {
            wrap("TOC", what, .toc(Self.mixed), change)
        }
        toc("the file is missing") { $0.siblings["disc.bin"] = nil }
        toc("the file lost its last 100,000 bytes") { $0.siblings["disc.bin"]?.removeLast(100_000) }
        toc("the offset of a track") { $0.replace("#", with: "#1") }
        toc("the mode is another") { $0.replace("MODE1_RAW", with: "MODE2_RAW") }
        toc("a word nobody knows") { $0.replace("NO COPY", with: "NO KOPY") }
        toc("a time of 80 seconds") { $0.replace("START 00:01:00", with: "START 00:80:00") }
        func ccd(_ what: String, _ change: @escaping @Sendable (inout Wrapped) -> Void) {
            wrap("CCD", what, .cloneCD(Self.mixed, withQ: true), change)
        }
        ccd("the image is missing") { $0.siblings["disc.img"] = nil }
        ccd("the image lost its last 100,000 bytes") { $0.siblings["disc.img"]?.removeLast(100_000) }
        ccd("the sub-channel file is missing") { $0.siblings["disc.sub"] = nil }
        ccd("the sub-channel file lost its last half") { $0.siblings["disc.sub", default: []].halve() }
        ccd("one entry too many is counted") { $0.replace("TocEntries=6", with: "TocEntries=7") }
        ccd("two sessions are counted") { $0.replace("Sessions=1", with: "Sessions=2") }
        ccd("a frame of a track's time") { $0.replace("PFrame=0", with: "PFrame=3") }
        ccd("the mode of the first track") { $0.replace("MODE=1", with: "MODE=2") }
    }

    private mutating func binary() {
        func nero(_ what: String, _ change: @escaping @Sendable (inout Wrapped) -> Void) {
            wrap("NRG", what, .nero(Self.mixed), change)
        }
        nero("the trailer is missing") { $0.bytes.removeLast(12) }
        nero("the trailer leads one byte on") {
            $0.flip(NeroTrailerFields.firstChunk(isWide: true), of: "trailer", 1)
        }
        nero("a chunk is longer than it says") { $0.flip(NeroChunkHead.size, of: "chunk DAOX", 2) }
        nero("a track ends elsewhere") {
            let first = NeroChunkHead.length + NeroSession.length
            $0.flip(NeroTrack.end(isWide: true), of: "chunk DAOX", at: first, 0x4000)
        }
        nero("a start in the cue chunk") {
            $0.flip(NeroCueMark.lba, of: "chunk CUEX", at: NeroChunkHead.length + 3 * NeroCueMark.length, 4)
        }
        nero("the session counts another number of tracks") { $0.bytes[$0.offset("chunk SINF") + 11] ^= 1 }
        nero("the first 2352 bytes are missing") { $0.bytes.removeFirst(2352) }
        func alcohol(_ what: String, _ change: @escaping @Sendable (inout Wrapped) -> Void) {
            wrap("MDS", what, .alcohol(Self.mixed), change)
        }
        alcohol("the image is missing") { $0.siblings["disc.mdf"] = nil }
        alcohol("the image lost its last 100,000 bytes") { $0.siblings["disc.mdf"]?.removeLast(100_000) }
        alcohol("the size of a sector") { $0.flip(AlcoholTrack.stride, of: "track 1", 0x40) }
        alcohol("the start of a track") { $0.flip(AlcoholTrack.lba, of: "track 2", 1) }
        alcohol("the offset of a track") { $0.flip(AlcoholTrack.offset, of: "track 2", 0x10_0000) }
        alcohol("the length of a track") { $0.flip(AlcoholExtra.sectors, of: "length of track 1", 8) }
        alcohol("the end of the session") { $0.bytes[0x58 + 4] ^= 0x10 }
        func juggler(_ what: String, _ change: @escaping @Sendable (inout Wrapped) -> Void) {
            wrap("CDI", what, .discJuggler(Self.disc), change)
        }
        juggler("the last byte is missing") { $0.bytes.removeLast() }
        juggler("the descriptor is said to be elsewhere") {
            $0.flip(DiscJugglerTrailer.position, of: "trailer", 1)
        }
        juggler("a sector is missing") { $0.bytes.removeSubrange(2352 * 200..<2352 * 201) }
        wrap("CIF", "the length of a chunk", .easyCD(Self.disc)) {
            $0.flip(EasyCDChunkHead.size, of: "chunk of track 1", 0x1000)
        }
        wrap("CIF", "the last 500 bytes are missing", .easyCD(Self.disc)) { $0.bytes.removeLast(500) }
        wrap("C2D", "the last 100,000 bytes are missing", .winOnCD(Self.disc)) {
            $0.bytes.removeLast(100_000)
        }
        wrap("C2D", "the end of a track", .winOnCD(Self.disc)) {
            $0.flip(WinOnCDBlock.lastSector, of: "first block", 8)
        }
        wrap("C2D", "the offset of a track", .winOnCD(Self.disc)) {
            $0.flip(WinOnCDBlock.offset, of: "first block", 0x1000)
        }
    }

    mutating func sectors() {
        family = .sectors
        func raw(_ what: String, pardon: String? = nil, _ change: @escaping @Sendable (inout Wrapped) -> Void)
        {
            wrap("raw sectors", what, pardon: pardon, .raw(Self.disc), change)
        }
        let sector = 2352 * 30
        raw("one bit of data") { $0.bytes[sector + 500] ^= 1 }
        raw("200 bytes of data lost") { wrapped in for at in 500..<700 { wrapped.bytes[sector + at] = 0 } }
        raw("the sync pattern of a sector") { $0.bytes[sector + 3] = 0 }
        raw("the minute of a sector's header") { $0.bytes[sector + 12] ^= 0x11 }
        raw("the frame of a sector's header") { $0.bytes[sector + 14] ^= 0x01 }
        raw("the mode of a sector") { $0.bytes[sector + 15] = 2 }
        raw("a bit of the EDC") { $0.bytes[sector + 2064] ^= 1 }
        raw("a bit of the parity") { $0.bytes[sector + 2100] ^= 1 }
        raw("a sector lost to zeros") { wrapped in for at in 0..<2352 { wrapped.bytes[sector + at] = 0 } }
        raw("a sector lost to noise") { wrapped in
            wrapped.bytes.replaceSubrange(sector..<sector + 2352, with: Filler.noise.sector.cycled(2352))
        }
        raw("a bit of the EDC, the parity over it") { $0.spoilEDC(ofSector: 30, renewingParity: true) }
        raw("a sector is missing") { $0.bytes.removeSubrange(sector..<sector + 2352) }
        raw("the first sector is missing") { $0.bytes.removeFirst(2352) }
        raw("the first three sectors are missing") { $0.bytes.removeFirst(3 * 2352) }
        raw("a sector is there twice") { wrapped in
            wrapped.bytes.insert(contentsOf: wrapped.bytes[sector..<sector + 2352], at: sector)
        }
        raw("two sectors exchanged") { wrapped in
            let (a, b) = (
                Array(wrapped.bytes[sector..<sector + 2352]),
                Array(wrapped.bytes[sector + 2352..<sector + 4704])
            )
            wrapped.bytes.replaceSubrange(sector..<sector + 4704, with: b + a)
        }
        raw("a byte is missing") { $0.bytes.remove(at: sector + 700) }
        raw("three bytes too many") { $0.bytes.insert(contentsOf: [1, 2, 3], at: sector + 700) }
        raw("cut in the middle of a sector") { $0.bytes.removeLast(1000) }
        raw("100 sectors missing at the end") { $0.bytes.removeLast(235_200) }
        raw("data edited, codes left") { wrapped in
            wrapped.bytes.replaceSubrange(sector + 16..<sector + 36, with: Array("edited by somebody!!".utf8))
        }
        raw("the directory's sector lost to zeros") { wrapped in
            let lba = Int(Specimen.joliet.block("dir:/DOCS"))
            for at in 0..<2352 { wrapped.bytes[lba * 2352 + at] = 0 }
        }
        wrap("raw sectors, XA", "one bit of data", .raw(WrappedDisc(Specimen.joliet.bytes, xa: true))) {
            $0.bytes[sector + 500] ^= 1
        }
        wrap("raw sectors, XA", "a byte of the subheader", .raw(WrappedDisc(Specimen.joliet.bytes, xa: true)))
        {
            $0.bytes[sector + 18] ^= 0x01
        }
    }

    mutating func subchannels() {
        family = .subchannels
        func sub(_ what: String, pardon: String? = nil, _ change: @escaping @Sendable (inout [UInt8]) -> Void)
        {
            wrap("CCD with sub-channel", what, pardon: pardon, .cloneCD(Self.mixed, withQ: true)) { wrapped in
                change(&wrapped.siblings["disc.sub", default: []])
            }
        }
        sub("a bit of one frame") { $0[96 * 60 + 12 + 4] ^= 1 }
        sub("a bit of the checksum of one frame") { $0[96 * 60 + 12 + 11] ^= 1 }
        sub("twenty frames lost to zeros") { bytes in for at in 96 * 60..<96 * 80 { bytes[at] = 0 } }
        sub("all frames one sector late") { bytes in
            bytes.insert(contentsOf: bytes[0..<96], at: 0)
            bytes.removeLast(96)
        }
        wrap("CCD with sub-channel", "another catalog number in the sheet", .cloneCD(Self.mixed, withQ: true))
        {
            $0.replace("CATALOG=0123456789012", with: "CATALOG=0123456789050")
        }
        wrap("CCD with sub-channel", "another ISRC in the sheet", .cloneCD(Self.mixed, withQ: true)) {
            $0.replace("ISRC=USABC1234562", with: "ISRC=USABC1234599")
        }
    }
}

extension [UInt8] {
    /// Loses its second half.
    fileprivate mutating func halve() { removeLast(count / 2) }
}
