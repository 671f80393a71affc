import Bytes
import ContentTypes

/// Says what a file is that is no image isocheck can open, so that the message names it instead of guessing.
public enum Lookalike {
    /// What the file looks like, with its article where it has one ("a Nero image"), for a sentence of the form
    /// "looks like …". nil when nobody knows.
    public static func name(of input: ImageInput) throws(OpeningFailure) -> String? {
        let head = try input.source.record(at: 0, count: 64 << 10)
        let size = input.source.size
        let tail = try input.source.record(at: size - min(size, 4096), count: 4096)
        if let ours = own(head: head, tail: tail, fileName: input.name) { return ours }
        if let audio = bareAudio(input, head) { return audio }
        return input.types.name(of: Array(head.bytes))
    }

    private static func own(head: Record, tail: Record, fileName: String) -> String? {
        if let wrapped = discFormat(head: head, tail: tail) { return wrapped }
        if head.isFilled(with: 0), tail.isFilled(with: 0) { return "a file of zero bytes" }
        return unfinished(fileName)
    }

    /// Containers and bare file systems known by their own marks (reference: Nero, CloneCD, Alcohol, …).
    private static func discFormat(head: Record, tail: Record) -> String? {
        let known = (RecognisedFormat.all + RecognisedFormat.companions).first { format in
            format.marks.allSatisfy { mark in
                switch mark.position {
                case .start(let offset): head.has(mark.text, at: offset)
                case .end(let distance): tail.has(mark.text, fromEnd: distance)
                }
            }
        }
        if let known {
            return [known.inWords, known.details?(head, tail)].compactMap(\.self).joined(separator: " ")
        }
        if head.isSync() { return "raw CD sectors of 2352 bytes (a BIN or IMG file)" }
        for stride in [2352, 2336, 2448, 2056, 2324, 2332, 2340, 2368] where stride != .sector {
            for prefix in [0, 8, 16, 24] where head.has("CD001", at: 16 * stride + prefix + 1) {
                return "CD sectors of \(stride) bytes with \(prefix) bytes before the data of each"
            }
        }
        if head.has("BEA01", at: 32769) { return "a UDF image without ISO 9660" }
        if head.has("BD", at: 1024) || head.has("H+", at: 1024) || head.has("HX", at: 1024) {
            return "an Apple HFS volume"
        }
        return nil
    }

    /// A file with the name and the length of raw sectors, in which no sector has what data begins with.
    private static func bareAudio(_ input: ImageInput, _ head: Record) -> String? {
        let count = input.source.size / 2352
        let name = input.name.lowercased()
        guard input.source.size % 2352 == 0, count >= MusicBounds.shortest,
            [".bin", ".img", ".raw"].contains(where: name.hasSuffix),
            input.types.name(of: Array(head.bytes)) == nil
        else { return nil }
        return
            "\(count) raw sectors of audio, which begin with no synchronisation pattern (open the sheet that names the file)"
    }

    /// Downloads are known by their names only.
    private static func unfinished(_ fileName: String) -> String? {
        fileName.hasSuffix(".part") || fileName.hasSuffix(".crdownload")
            ? "a download that has not ended" : nil
    }
}
