import Bytes

// Containers whose descriptor is a text: cue sheets, cdrdao TOC files, CloneCD control files.

extension Wrapped {
    private static func time(_ frames: Int) -> String {
        RawSector.msf(frames).map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// BIN/CUE with all tracks in one file, or each in its own.
    public static func cue(_ disc: WrappedDisc, mode: String = "MODE1/2352", oneFile: Bool = true) -> Wrapped
    {
        let stored = mode.hasSuffix("2048") ? 16..<2064 : mode.hasSuffix("2336") ? 16..<2352 : 0..<2352
        var lines = ["CATALOG 0123456789012", "TITLE \"Specimen\""]
        var siblings: [String: [UInt8]] = [:]
        var (file, frames, session) = ("disc.bin", 0, 1)
        if oneFile { lines.append("FILE \"disc.bin\" BINARY") }
        for track in disc.tracks {
            if track.session != session {
                session = track.session
                lines.append("REM SESSION 0\(session)")
            }
            if !oneFile {
                file = "track\(track.number).bin"
                frames = 0
                lines.append("FILE \"\(file)\" BINARY")
            }
            lines.append("  TRACK 0\(track.number) \(track.isAudio ? "AUDIO" : mode)")
            if track.isAudio { lines.append("    ISRC USABC123456\(track.number)") }
            if track.pregap > 0 { lines.append("    INDEX 00 \(time(frames))") }
            lines.append("    INDEX 01 \(time(frames + track.pregap))")
            siblings[file, default: []] += disc.stored(track, track.isAudio ? 0..<2352 : stored)
            frames += track.sectors.count
        }
        return Wrapped(
            name: "disc.cue", bytes: Array(lines.map { $0 + "\r\n" }.joined().utf8), siblings: siblings)
    }

    /// A cue sheet with a track of audio in a WAVE file.
    ///
    /// - Parameter missing: bytes cut off its end.
    public static func wave(type: String = "WAVE", missing: Int = 0) -> Wrapped {
        let sheet = "FILE \"a.wav\" \(type)\r\n  TRACK 01 AUDIO\r\n    INDEX 01 00:00:00\r\n"
        let samples = (0..<400).flatMap { RawSector.audio($0) }
        func word(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
        let format: [UInt8] = [1, 0, 2, 0] + word(44_100) + word(176_400) + [4, 0, 16, 0]
        var bytes = Array("RIFF".utf8) + word(samples.count + 36) + Array("WAVEfmt ".utf8) + word(16) + format
        bytes += Array("data".utf8) + word(samples.count) + samples
        bytes.removeLast(missing)
        return Wrapped(name: "disc.cue", bytes: Array(sheet.utf8), siblings: ["a.wav": bytes])
    }

    /// cdrdao TOC with all tracks in one file.
    ///
    /// - Parameter swap: whether it says that samples are stored as they are on a disc, as they are here.
    public static func toc(_ disc: WrappedDisc, mode: String = "MODE1_RAW", swap: Bool = true) -> Wrapped {
        let stored = mode == "MODE1" ? 16..<2064 : mode == "MODE2" ? 16..<2352 : 0..<2352
        var text = "CD_ROM\n\nCATALOG \"0123456789012\"\n"
        text += "CD_TEXT { LANGUAGE_MAP { 0 : EN } LANGUAGE 0 { TITLE \"Specimen\" } }\n"
        var image: [UInt8] = []
        for track in disc.tracks {
            text += "\n// Track \(track.number)\nTRACK \(track.isAudio ? "AUDIO" : mode)\nNO COPY\n"
            if track.isAudio { text += "ISRC \"USABC123456\(track.number)\"\n" }
            let statement =
                track.isAudio
                ? "FILE \"disc.bin\"\(swap ? " SWAP" : "") #\(image.count) 0"
                : "DATAFILE \"disc.bin\" #\(image.count)"
            text += "\(statement) \(time(track.sectors.count))\n"
            if track.pregap > 0 { text += "START \(time(track.pregap))\n" }
            image += disc.stored(track, track.isAudio ? 0..<2352 : stored)
        }
        return Wrapped(name: "disc.toc", bytes: Array(text.utf8), siblings: ["disc.bin": image])
    }

    /// GDI as dumping programs of the Dreamcast write it: a file for each track, none with its pregap. The image is that of
    /// the high-density area, whose first track is track 3; its block numbers are made to count from the start of the disc.
    ///
    /// - Parameter split: sectors of the image before a track of audio; what lies 675 behind is the last track of data.
    public static func gdi(_ image: [UInt8], stored: Range<Int> = 0..<2352, split: Int? = nil) -> Wrapped {
        let area = 45_000
        let moved = MovedImage(image, by: area).bytes
        let count = moved.count / .sector
        func data(_ from: Int, _ to: Int) -> [UInt8] {
            var bytes: [UInt8] = []
            for index in from..<to {
                let user = moved[index * .sector..<(index + 1) * .sector]
                bytes += RawSector.mode1(lba: area + index, user)[stored]
            }
            return bytes
        }
        let audio = (0..<300).flatMap { RawSector.audio($0) }
        var lines = [
            "1 0 4 \(stored.count) track01.bin 0", "2 450 0 2352 track02.raw 0",
            "3 \(area) 4 \(stored.count) track03.bin 0",
        ]
        let blank = [UInt8](repeating: 0, count: .sector)[...]
        let low = (0..<300).flatMap { RawSector.mode1(lba: $0, blank)[stored] }
        var siblings = ["track01.bin": low, "track02.raw": audio]
        siblings["track03.bin"] = data(0, split ?? count)
        if let split {
            let last = split + 675
            siblings["track04.raw"] = audio
            siblings["track05.bin"] = data(last, count)
            lines.append("4 \(area + split + 150) 0 2352 track04.raw 0")
            lines.append("5 \(area + last) 4 \(stored.count) track05.bin 0")
        }
        let text = (["\(lines.count)"] + lines).map { $0 + "\r\n" }.joined()
        return Wrapped(name: "disc.gdi", bytes: Array(text.utf8), siblings: siblings)
    }

    /// CloneCD, version 3, with a sub-channel that is empty or, `withQ`, holds what a disc has there.
    public static func cloneCD(_ disc: WrappedDisc, withQ: Bool = false) -> Wrapped {
        var entries: [(session: Int, point: Int, control: Int, lba: Int)] = []
        let sessions = Set(disc.tracks.map(\.session)).sorted()
        for session in sessions {
            let tracks = disc.tracks.filter { $0.session == session }
            guard let first = tracks.first, let last = tracks.last else { continue }
            entries.append((session, 0xA0, first.isAudio ? 0 : 4, first.number * 4500 - 150))
            entries.append((session, 0xA1, last.isAudio ? 0 : 4, last.number * 4500 - 150))
            entries.append((session, 0xA2, last.isAudio ? 0 : 4, last.end))
            for track in tracks {
                entries.append((session, track.number, track.isAudio ? 0 : 4, track.start))
            }
        }
        var text = "[CloneCD]\nVersion=3\n[Disc]\nTocEntries=\(entries.count)\nSessions=\(sessions.count)\n"
        text += "DataTracksScrambled=0\nCDTextLength=0\nCATALOG=0123456789012\n"
        for session in sessions { text += "[Session \(session)]\nPreGapMode=1\nPreGapSubC=0\n" }
        for (number, entry) in entries.enumerated() {
            let time = RawSector.msf(entry.lba + 150)
            text +=
                "[Entry \(number)]\nSession=\(entry.session)\nPoint=0x\(String(entry.point, radix: 16))\nADR=0x01\n"
            text += "Control=0x0\(entry.control)\nTrackNo=0\nAMin=0\nASec=0\nAFrame=0\nALBA=-150\nZero=0\n"
            text += "PMin=\(time[0])\nPSec=\(time[1])\nPFrame=\(time[2])\nPLBA=\(entry.lba)\n"
        }
        for track in disc.tracks {
            text += "[TRACK \(track.number)]\nMODE=\(track.isAudio ? 0 : 1)\n"
            if track.pregap > 0 { text += "INDEX 0=\(track.start - track.pregap)\n" }
            text += "INDEX 1=\(track.start)\n"
            if track.isAudio { text += "ISRC=USABC123456\(track.number)\n" }
        }
        let bytes = Array(text.split(separator: "\n").map { $0 + "\r\n" }.joined().utf8)
        let sub = disc.tracks.flatMap { track in
            track.sectors.indices.flatMap { index in
                withQ ? ForgedQ(track, index).linear : [UInt8](repeating: 0, count: 96)
            }
        }
        return Wrapped(
            name: "disc.ccd", bytes: bytes, siblings: ["disc.img": disc.raw, "disc.sub": sub])
    }
}
