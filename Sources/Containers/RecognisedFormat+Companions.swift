import Bytes
import Digests
import DiscModel

// What is known of files that are made of an image and lie beside it.

extension RecognisedFormat {
    static let companions: [RecognisedFormat] = [
        RecognisedFormat(
            ContainerFormat("dvdisaster error correction file", extensions: ["ecc"]),
            ("*dvdisaster*", .start(0)), details: dvdisaster),
        RecognisedFormat(
            ContainerFormat("PAR2 recovery file", extensions: ["par2"]), ("PAR2\u{0}PKT", .start(0)),
            details: recovery),
        RecognisedFormat(
            ContainerFormat("jigdo template", extensions: ["template"]),
            ("JigsawDownload template ", .start(0)), details: jigdoTemplate),
        RecognisedFormat(
            ContainerFormat("jigdo file", extensions: ["jigdo"]), ("# JigsawDownload", .start(0)),
            details: { _, _ in jigdoUse }),
    ]

    /// Of which image it is, and that it is wanted.
    @Sendable private static func dvdisaster(_ head: Record, _: Record) -> String? {
        let use = "it is checked with its image: isocheck IMAGE --ecc FILE"
        guard let header = DVDisasterHeader(head), header.isSound else {
            return "whose header is damaged; \(use)"
        }
        let digest = header.imageDigest.map { " with the MD5 \($0.hex)" } ?? ""
        return "(\(header.inWords)\(digest)); \(use)"
    }

    private static let jigdoUse =
        "to put an image together with jigdo-lite; an image is checked by it with isocheck IMAGE --jigdo FILE"

    /// The last entry of the list of parts is that of the image, before the six bytes that end the file.
    @Sendable private static func jigdoTemplate(_: Record, _ tail: Record) -> String? {
        for (kind, length) in [(5, 27), (8, 43)] as [(UInt8, Int)] {
            let entry = tail.count - 6 - length
            guard entry >= 0, tail.u8(entry) == kind else { continue }
            let size = UInt64(tail.u32le(entry + 1)) | UInt64(tail.u16le(entry + 5)) << 32
            return "of an image of \(size.of("byte")), \(jigdoUse)"
        }
        return jigdoUse
    }

    /// Packets of a recovery file that are looked at, and names that are told.
    private static let packetLimit = 1_000
    private static let namesTold = 3

    /// For which files it is, as the packets that describe them say (Parity Volume Set Specification 2.0).
    @Sendable private static func recovery(_ head: Record, _: Record) -> String? {
        var names: [DisplayName] = []
        var at = 0
        for _ in 0..<packetLimit where head.has("PAR2\u{0}PKT", at: at) {
            let length = head.u64le(at + 8)
            guard length >= 64, length % 4 == 0 else { break }
            if head.has("PAR 2.0\u{0}FileDesc", at: at + 48), length >= 120 {
                let name = head.slice(at + 120, Int(min(length - 120, 4_096))).prefix { $0 != 0 }
                let shown = DisplayName(utf8: Array(name))
                if !name.isEmpty, !names.contains(shown) { names.append(shown) }
            }
            guard length < UInt64(head.count - at) else { break }
            at += Int(length)
        }
        let use = "isocheck does not verify it: par2 verify FILE"
        guard !names.isEmpty else { return "of files that its beginning does not name; \(use)" }
        let more = names.count > namesTold ? " and \((names.count - namesTold).of("more file"))" : ""
        return "of \(names.prefix(namesTold).map(\.escaped).joined(separator: ", "))\(more); \(use)"
    }
}
