import Bytes

/// Files of audio that sheets name beside bare sectors.
enum AudioFile {
    /// The bytes of a file that are sectors.
    struct Payload {
        let source: Int
        let offset: UInt64
        /// The byte behind the last.
        let end: UInt64
    }

    /// Where the sectors of a named file lie; nil for one that could not be opened, or that cannot be read as sectors,
    /// which is noted.
    static func payload(of index: Int, type: String, _ files: inout NamedFiles) throws(OpeningFailure)
        -> Payload?
    {
        guard let size = files.files[index].size else { return nil }
        let source = files.sources[index].bytes
        let head = try source.record(at: 0, count: 12)
        if head.has("RIFF"), head.has("WAVE", at: 8) {
            if let payload = try wave(source, index) { return payload }
            files.markUnsupported(index, as: "a WAVE file without 16-bit stereo samples at 44,100 Hz")
            return nil
        }
        if type == "AIFF" || type == "MP3" || type == "FLAC" {
            files.markUnsupported(index, as: "a file in \(type) format")
            return nil
        }
        return Payload(source: index, offset: 0, end: size)
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
                return isCD
                    ? Payload(source: index, offset: at + 8, end: min(source.size, at + 8 + length)) : nil
            }
            at = at.adding(8).adding(length + length % 2)
        }
        return nil
    }
}
