import Bytes

// Containers whose descriptor is binary: Nero, Easy CD Creator, WinOnCD, Alcohol 120%, DiscJuggler.

extension Wrapped {
    // MARK: Nero

    /// NRG, written at once (DAO), version 1 or 2. The pregap of 150 sectors before the first track is stored.
    public static func nero(_ disc: WrappedDisc, version: Int = 2, stored: Range<Int> = 0..<2352) -> Wrapped {
        var image: [UInt8] = []
        var cue: [UInt8] = []
        var dao: [UInt8] = []
        func position(_ number: Int) -> [UInt8] { version == 2 ? UInt64(number).big : UInt32(number).big }
        func mark(_ track: UInt8, _ index: UInt8, _ lba: Int, _ control: UInt8) {
            let place =
                version == 2
                ? UInt32(bitPattern: Int32(lba)).big : [0] + RawSector.msf(lba + 150).map(RawSector.bcd)
            cue += [control, track, index, 0] + place
        }
        mark(0, 0, -150, 0x41)
        for (index, track) in disc.tracks.enumerated() {
            let part = track.isAudio ? 0..<2352 : stored
            let pregap = index == 0 ? 150 : track.pregap
            let number = RawSector.bcd(track.number)
            let control: UInt8 = track.isAudio ? 0x01 : 0x41
            mark(number, 0, track.start - pregap, control)
            mark(number, 1, track.start, control)
            let start = image.count
            if index == 0 { image += [UInt8](repeating: 0, count: 150 * part.count) }
            image += disc.stored(track, part)
            let mode: UInt8 = track.isAudio ? 7 : stored.count == .sector ? 0 : stored.count == 2336 ? 3 : 5
            dao += [UInt8](repeating: 0, count: 12) + UInt16(part.count).big + [mode, 0, 0, 1]
            dao += position(start) + position(start + pregap * part.count) + position(image.count)
        }
        mark(0xAA, 1, disc.leadOut, 0x41)
        let head = Array("0123456789012".utf8) + [0, 0, 1, 1, UInt8(truncatingIfNeeded: disc.tracks.count)]
        let payload = UInt32(22 + dao.count).little + head + dao
        var (chunks, structures): ([UInt8], [String: Int]) = ([], [:])
        for (id, payload) in [
            (version == 2 ? "CUEX" : "CUES", cue), (version == 2 ? "DAOX" : "DAOI", payload),
            ("SINF", UInt32(disc.tracks.count).big), ("MTYP", UInt32(1).big), ("END!", []),
        ] {
            structures["chunk \(id)"] = image.count + chunks.count
            chunks += chunk(id, payload)
        }
        structures["trailer"] = image.count + chunks.count
        let trailer =
            version == 2
            ? Array("NER5".utf8) + UInt64(image.count).big : Array("NERO".utf8) + UInt32(image.count).big
        return Wrapped(name: "disc.nrg", bytes: image + chunks + trailer, structures: structures)
    }

    private static func chunk(_ id: String, _ payload: [UInt8]) -> [UInt8] {
        Array(id.utf8) + UInt32(payload.count).big + payload
    }

    // MARK: Easy CD Creator

    /// CIF: RIFF chunks with bare sectors, then "disc" and "ofs ".
    public static func easyCD(_ disc: WrappedDisc, stored: Range<Int> = 16..<2064) -> Wrapped {
        var file: [UInt8] = riff("imag", [UInt8](repeating: 0, count: 8))
        var offsets: [UInt8] = []
        var tracks: [UInt8] = []
        var structures: [String: Int] = [:]
        for track in disc.tracks {
            structures["chunk of track \(track.number)"] = file.count
            // Pregaps are not stored; tracks have at least 300 sectors.
            let part = track.isAudio ? 0..<2352 : stored
            let sectors = track.sectors.dropFirst(track.pregap).flatMap { $0[part] }
            let padding = max(0, 300 - track.length) * part.count
            let type = track.isAudio ? "adio" : "info"
            offsets += Array("RIFF".utf8) + UInt32(4 + sectors.count + padding).little + Array(type.utf8)
            offsets += UInt32(file.count + 8).little + [UInt8](repeating: 0, count: 6)
            file += riff(type, sectors + [UInt8](repeating: 0, count: padding))
            let kind: UInt16 = track.isAudio ? 0 : part.count == .sector ? 1 : part.count == 2056 ? 2 : 4
            let tail = [UInt8](repeating: 0, count: track.isAudio ? 272 : 248)
            var descriptor: [UInt8] = UInt16(24 + tail.count).little + [0, 0] + UInt32(track.length).little
            descriptor += [0, 0] + kind.little + [UInt8](repeating: 0, count: 6) + UInt16(4).little + [0, 0]
            descriptor += UInt16(track.isAudio ? 2352 : .sector).little
            tracks += descriptor + tail
        }
        let title = Array("Specimen".utf8)
        let head: [UInt8] =
            UInt16(16 + title.count + 1).little + UInt16(1).little
            + UInt16(disc.tracks.count).little + UInt16(title.count).little
            + UInt16(16 + title.count + 1).little
            + [0, 0, 1, 0, 0, 0] + title + [0]
        let session: [UInt8] =
            UInt16(18).little + UInt16(disc.tracks.count).little
            + [1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
        file += riff("disc", [UInt8](repeating: 0, count: 8) + head + session + tracks)
        file += riff("ofs ", [UInt8](repeating: 0, count: 8) + UInt16(disc.tracks.count).little + offsets)
        return Wrapped(name: "disc.cif", bytes: file, structures: structures)
    }

    private static func riff(_ type: String, _ payload: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + UInt32(payload.count + 4).little + Array(type.utf8) + payload
            + [UInt8](repeating: 0, count: payload.count % 2)
    }

    // MARK: WinOnCD

    /// C2D with one block for each index.
    public static func winOnCD(_ disc: WrappedDisc, stored: Range<Int> = 0..<2352) -> Wrapped {
        var image: [UInt8] = []
        var blocks: [UInt8] = []
        let count = disc.tracks.reduce(0) { $0 + ($1.pregap > 0 ? 2 : 1) }
        let start = 196 + count * 44
        func block(
            _ track: WrappedDisc.Track, index: UInt8, _ first: Int, _ last: Int, _ offset: UInt64, _ size: Int
        ) {
            blocks += UInt32(44).little + UInt32(first).little + UInt32(last).little + offset.little
            blocks += UInt32(size).little + [UInt8](repeating: 0, count: 12)
            blocks += [track.isAudio ? 0 : 4, UInt8(track.session), UInt8(track.number), index]
            blocks += [track.isAudio ? 0 : 1, 0, 0, 0]
        }
        for track in disc.tracks {
            let part = track.isAudio ? 0..<2352 : stored
            let offset = UInt64(start + image.count)
            if track.pregap > 0 {
                block(track, index: 0, track.start - track.pregap, track.start - 1, offset, part.count)
                block(track, index: 1, track.start, track.end - 1, 0xFFFF_FFFF, part.count)
            } else {
                block(track, index: 1, track.start, track.end - 1, offset, part.count)
            }
            image += disc.stored(track, part)
        }
        var head = Array("Adaptec CeQuadrat VirtualCD File".utf8) + UInt16(196).little + UInt16(1).little
        head +=
            Array("0123456789012".utf8) + [0] + UInt16(count).little + UInt32(0).little + UInt32(196).little
        head += UInt32(0).little + [UInt8](repeating: 0, count: 128) + UInt32(0).little
        return Wrapped(name: "disc.c2d", bytes: head + blocks + image, structures: ["first block": 196])
    }

    // MARK: Alcohol 120%

    /// MDS and MDF, version 1.
    public static func alcohol(_ disc: WrappedDisc, subchannel: Int = 0) -> Wrapped {
        let count = disc.tracks.count
        let (blocks, extras) = (0x58 + 24, 0x58 + 24 + 80 * (count + 3))
        let footer = extras + 8 * count
        var head = Array("MEDIA DESCRIPTOR".utf8) + [1, 3] + UInt16(0).little + UInt16(1).little
        head += [UInt8](repeating: 0, count: 0x50 - head.count) + UInt32(0x58).little + UInt32(0).little
        var session: [UInt8] =
            UInt32(bitPattern: -150).little + UInt32(disc.leadOut).little + UInt16(1).little
        session += [UInt8(count + 3), 3] + UInt16(1).little + UInt16(count).little + UInt32(0).little
        session += UInt32(blocks).little
        var (tracks, lengths, image): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        func block(
            _ point: UInt8, _ mode: UInt8, _ size: Int, _ lba: Int, _ offset: Int, _ extra: Int, _ files: Int
        ) {
            let time = RawSector.msf(lba + 150).map { UInt8(truncatingIfNeeded: $0) }
            tracks +=
                [mode, subchannel > 0 ? 8 : 0, 0x14, 0, point, 0, 0, 0, 0] + time + UInt32(extra).little
            tracks += UInt16(size).little + [UInt8](repeating: 0, count: 18) + UInt32(lba).little
            tracks += UInt64(offset).little + UInt32(files).little + UInt32(files > 0 ? footer : 0).little
            tracks += [UInt8](repeating: 0, count: 24)
        }
        for point in [0xA0, 0xA1, 0xA2] as [UInt8] { block(point, 0, 0, disc.leadOut, 0, 0, 0) }
        for (index, track) in disc.tracks.enumerated() {
            block(
                UInt8(track.number), track.isAudio ? 0xA9 : 0xAA, 2352 + subchannel, track.start, image.count,
                extras + 8 * index, 1)
            // Pregaps are not stored.
            lengths += UInt32(index == 0 ? 150 : track.pregap).little + UInt32(track.length).little
            image += track.sectors.dropFirst(track.pregap).flatMap {
                $0 + [UInt8](repeating: 0, count: subchannel)
            }
        }
        let end: [UInt8] =
            UInt32(footer + 16).little + [UInt8](repeating: 0, count: 12) + Array("*.mdf".utf8) + [0]
        var structures = ["session": 0x58]
        for index in disc.tracks.indices {
            structures["track \(disc.tracks[index].number)"] = blocks + 80 * (3 + index)
            structures["length of track \(disc.tracks[index].number)"] = extras + 8 * index
        }
        return Wrapped(
            name: "disc.mds", bytes: head + session + tracks + lengths + end, siblings: ["disc.mdf": image],
            structures: structures)
    }

    // MARK: DiscJuggler

    /// CDI, version 2, 3 or 3.5; the pregap of 150 sectors before the first track is stored.
    public static func discJuggler(_ disc: WrappedDisc, version: UInt32 = 0x8000_0006) -> Wrapped {
        var (image, blocks): ([UInt8], [UInt8]) = ([], [])
        var structures: [String: Int] = [:]
        let mark: [UInt8] = [0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]
        for (index, track) in disc.tracks.enumerated() {
            let pregap = index == 0 ? 150 : track.pregap
            if index == 0 { image += [UInt8](repeating: 0, count: 150 * 2352) }
            image += disc.stored(track, 0..<2352)
            let total = pregap + track.length
            let name = Array("D:\\disc.iso".utf8)
            blocks +=
                UInt32(0).little + mark + mark + [0, 0, 0, UInt8(disc.tracks.count), UInt8(name.count)] + name
            blocks += [UInt8](repeating: 0, count: 11) + UInt32(2).little + UInt32(0).little
            blocks +=
                version == 0x8000_0006
                ? UInt32(0x8000_0000).little + UInt32(360_000).little + [0, 0] + UInt16(0x98).little
                : UInt32(0).little
            blocks +=
                UInt16(2).little + UInt32(pregap).little + UInt32(track.length).little + UInt32(0).little
            structures["track \(track.number)"] = blocks.count + 2
            blocks += [0, 0] + UInt32(track.isAudio ? 0 : 1).little + UInt32(0).little + UInt32(0).little
            blocks += UInt32(index).little + UInt32(track.start - pregap + 150).little + UInt32(total).little
            blocks +=
                [UInt8](repeating: 0, count: 16) + UInt32(2).little + UInt32(track.isAudio ? 0 : 4).little
            blocks += [0] + UInt32(total).little + UInt32(0).little + [UInt8](repeating: 0, count: 12)
            blocks += UInt32(0).little
            if version != 0x8000_0004 { blocks += [UInt8](repeating: 0, count: 5) + UInt32(0).little }
        }
        var descriptor: [UInt8] = UInt16(1).little + UInt16(disc.tracks.count).little + blocks
        descriptor += [UInt8](repeating: 0, count: version == 0x8000_0004 ? 12 : 13)
        let position = version == 0x8000_0006 ? UInt32(descriptor.count + 8) : UInt32(image.count)
        return Wrapped(
            name: "disc.cdi", bytes: image + descriptor + version.little + position.little,
            structures: structures.mapValues { image.count + 4 + $0 }.merging(
                ["trailer": image.count + descriptor.count]) { $1 })
    }
}
