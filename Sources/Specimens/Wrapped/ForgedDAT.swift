import Digests

/// An entry of a list of dumps (Logiqx XML).
public struct ForgedDump: Sendable {
    public let name: String
    public let files: [(name: String, bytes: [UInt8])]
    public let status: String?

    public init(_ name: String, _ files: [(name: String, bytes: [UInt8])], status: String? = nil) {
        self.name = name
        self.files = files
        self.status = status
    }

    /// "Example (Europe)", with a file for each track of a disc, as Redump has them.
    ///
    /// - Parameters:
    ///   - sheet: its cue sheet, where it has one.
    ///   - change: what other people read of a track.
    public init(
        of disc: WrappedDisc, sheet: [UInt8]? = nil, status: String? = nil,
        _ change: ([UInt8]) -> [UInt8] = { $0 }
    ) {
        let name = "Example (Europe)"
        let tracks = disc.tracks.map { track in
            (
                disc.tracks.count == 1 ? "\(name).bin" : "\(name) (Track \(track.number)).bin",
                change(track.sectors.flatMap { $0 })
            )
        }
        self.init(name, (sheet.map { [("\(name).cue", $0)] } ?? []) + tracks, status: status)
    }

    /// The same as a drive reads it that begins the audio so many samples later, behind which is silence; earlier, where it is negative.
    public init(of disc: WrappedDisc, laterBy samples: Int) {
        let audio = disc.tracks.filter(\.isAudio).flatMap { $0.sectors.flatMap { $0 } }
        let silence = [UInt8](repeating: 0, count: 4 * abs(samples))
        let moved =
            samples > 0
            ? Array(audio.dropFirst(silence.count)) + silence : silence + audio.dropLast(silence.count)
        var at = 0
        let plain = ForgedDump(of: disc)
        self.init(
            plain.name,
            zip(disc.tracks, plain.files).map { track, file in
                guard track.isAudio else { return file }
                defer { at += file.bytes.count }
                return (file.name, Array(moved[at..<at + file.bytes.count]))
            })
    }

    private var element: String {
        let status = status.map { " status=\"\($0)\"" } ?? ""
        let files = files.map { file in
            let (crc, md5, sha1) = (
                RunningDigest.digest(.crc32, of: file.bytes).hex,
                RunningDigest.digest(.md5, of: file.bytes).hex,
                RunningDigest.digest(.sha1, of: file.bytes).hex
            )
            return
                "<rom name=\"\(file.name)\" size=\"\(file.bytes.count)\" crc=\"\(crc)\" md5=\"\(md5)\" sha1=\"\(sha1)\"\(status)/>"
        }
        return "<game name=\"\(name)\"><description>\(name)</description>\(files.joined())</game>"
    }

    /// The list of some dumps, called "Specimens".
    public static func list(_ dumps: [ForgedDump]) -> [UInt8] {
        let text = """
            <?xml version="1.0"?>
            <!DOCTYPE datafile PUBLIC "-//Logiqx//DTD ROM Management Datafile//EN" "http://www.logiqx.com/Dats/datafile.dtd">
            <datafile><header><name>Specimens</name><version>2026-11-29</version></header>
            \(dumps.map(\.element).joined(separator: "\n"))
            </datafile>
            """
        return Array(text.utf8)
    }
}

extension Wrapped {
    /// The same with a list of dumps beside it, `discs.dat`.
    public func listed(_ dumps: [ForgedDump]) -> Wrapped {
        with { $0.siblings["discs.dat"] = ForgedDump.list(dumps) }
    }
}
