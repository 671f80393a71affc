import Bytes

/// Files of audio that sheets name beside bare sectors.
enum AudioFile: Sendable {
    /// Samples as they are in sectors.
    case sectors(Payload)
    /// Audio that has to be decoded before it is sectors.
    case coded(Coded)

    /// The bytes of a file that are sectors.
    struct Payload: Sendable {
        let source: Int
        let offset: UInt64
        /// The byte behind the last.
        let end: UInt64
        /// Bytes of samples that the head of the file announces, and that are not there.
        var missing: UInt64 = 0

        /// What stands before and behind them in a file of `size` bytes: the chunks of WAVE and AIFF.
        func surroundings(size: UInt64) -> [FileRange] {
            let head = FileRange(file: source, offset: 0, length: offset, what: "head of the audio file")
            let tail = FileRange(
                file: source, offset: end, length: size - min(size, end), what: "tail of the audio file")
            return [head, tail].filter { $0.length > 0 }
        }
    }

    struct Coded: Sendable {
        /// In the field's words, such as "MP3".
        let format: String
        /// Sectors that its samples fill; nil where only decoding would tell.
        let frames: UInt64?
    }

    var payload: Payload? { if case .sectors(let payload) = self { payload } else { nil } }

    /// Samples of one channel in a sector.
    private static let samples: UInt64 = 588

    /// What a named file is; nil for one that could not be opened, or that is no audio of a disc, which is noted.
    static func open(_ index: Int, type: String, _ files: inout NamedFiles) throws(OpeningFailure)
        -> AudioFile?
    {
        guard let size = files.files[index].size else { return nil }
        let source = files.sources[index].bytes
        let head = try source.record(at: 0, count: 64)
        if head.has("RIFF"), head.has("WAVE", at: 8) {
            if let payload = try wave(source, index) { return .sectors(payload) }
            files.markUnsupported(index, as: "a WAVE file without 16-bit stereo samples at 44,100 Hz")
            return nil
        }
        if head.has("FORM"), head.has("AIF", at: 8) {
            if let payload = try aiff(source, index) { return .sectors(payload) }
            files.markUnsupported(index, as: "an AIFF file without 16-bit stereo samples at 44,100 Hz")
            return nil
        }
        if let coded = coded(head, type) {
            files.markAudio(index, as: coded)
            return .coded(coded)
        }
        return .sectors(Payload(source: index, offset: 0, end: size))
    }

    /// What begins like a format of compressed audio. Sheets call all of them WAVE, so the first bytes decide; those of
    /// bare sectors are anything, so their type does.
    private static func coded(_ head: Record, _ type: String) -> Coded? {
        guard type != "BINARY", type != "MOTOROLA" else { return nil }
        if let format = compressed(head) {
            return Coded(format: format, frames: format == "FLAC" ? flacFrames(head) : nil)
        }
        if ["MP3", "AIFF", "FLAC"].contains(type), !head.isSync() { return Coded(format: type, frames: nil) }
        return nil
    }

    /// The format of compressed audio that a file begins like.
    static func compressed(_ head: Record) -> String? {
        let known: [(StaticString, Int, String)] = [
            ("fLaC", 0, "FLAC"), ("OggS", 0, "Ogg"), ("ID3", 0, "MP3"), ("MAC ", 0, "Monkey's Audio"),
            ("wvpk", 0, "WavPack"), ("TTA1", 0, "True Audio"), ("ftyp", 4, "MPEG-4"),
        ]
        if let found = known.first(where: { head.has($0.0, at: $0.1) }) { return found.2 }
        return head.u16be(0) & 0xFFE0 == 0xFFE0 ? "MP3" : nil
    }

    /// The samples in STREAMINFO, which is the first block: rate in 20 bits, channels in 3, depth in 5, samples in 36
    /// (RFC 9639, 8.2); 0 is not known.
    private static func flacFrames(_ head: Record) -> UInt64? {
        guard head.u8(4) & 0x7F == 0 else { return nil }
        let packed = head.u64be(18)
        let count = packed & 0xF_FFFF_FFFF
        guard packed >> 44 == 44_100, count > 0 else { return nil }
        return (count + samples - 1) / samples
    }

    /// The samples of a RIFF/WAVE file that are those of a CD: PCM, stereo, 44,100 Hz, 16 bits.
    private static func wave(_ source: any ByteSource, _ index: Int) throws(OpeningFailure) -> Payload? {
        var at: UInt64 = 12
        var isCD = false
        for _ in 0..<64 {
            let chunk = try source.record(at: at, count: 24)
            guard chunk.count >= 8 else { return nil }
            let length = UInt64(chunk.u32le(4))
            if chunk.has("fmt ") {
                isCD =
                    chunk.u16le(8) == 1 && chunk.u16le(10) == 2 && chunk.u32le(12) == 44_100
                    && chunk.u16le(22) == 16
            } else if chunk.has("data") {
                guard isCD else { return nil }
                // Programs that write to a pipe leave the length open.
                let isOpen = length >= 0xFFFF_FF00
                let end = at + 8 + length
                return Payload(
                    source: index, offset: at + 8, end: min(source.size, end),
                    missing: isOpen ? 0 : end - min(end, source.size))
            }
            at = at.adding(8).adding(length + length % 2)
        }
        return nil
    }

    /// The same of an AIFF file, or of an AIFC file that is not compressed. The order of the bytes in a sample is of no
    /// concern: no code covers audio.
    private static func aiff(_ source: any ByteSource, _ index: Int) throws(OpeningFailure) -> Payload? {
        var at: UInt64 = 12
        var isCD = false
        for _ in 0..<64 {
            let chunk = try source.record(at: at, count: 30)
            guard chunk.count >= 8 else { return nil }
            let length = UInt64(chunk.u32be(4))
            if chunk.has("COMM") {
                let isPlain = length < 22 || ["NONE", "sowt", "twos"].contains { chunk.has($0, at: 26) }
                // 44,100 as an 80-bit number of IEEE 754.
                let isRate = chunk.u32be(16) == 0x400E_AC44 && chunk.u32be(20) == 0
                isCD = isPlain && isRate && chunk.u16be(8) == 2 && chunk.u16be(14) == 16
            } else if chunk.has("SSND") {
                let start = at.adding(16).adding(UInt64(chunk.u32be(8)))
                let end = at.adding(8).adding(length)
                guard isCD, start <= source.size else { return nil }
                return Payload(
                    source: index, offset: start, end: min(source.size, end),
                    missing: end - min(end, source.size))
            }
            at = at.adding(8).adding(length + length % 2)
        }
        return nil
    }
}
