import Bytes
import DiscModel
import FileSystems
import Specimens

/// Streams are whole units.
enum BDStreamsAreWholeUnits: Rule {
    static let card = RuleCard(
        id: "bd-aligned-unit",
        title: "Streams are whole units of 6144 bytes",
        rationale: """
            A stream is read in units of 32 packets, 6144 bytes, which are also what is encrypted at once. Players and libbluray (VLC, Kodi) \
            do not read what is left behind the last whole unit, so that the end of the title is lost.
            """,
        remedy: """
            Copy the stream again if it was cut. If it was authored so, make it again with a program for Blu-ray, which fills the last unit \
            with empty packets.
            """,
        severity: .error,
        clause: .bluRay("BDAV MPEG-2 transport stream"))

    static func weigh(_ disc: BluRayFacts, in _: Disc, _ findings: inout Findings) {
        for stream in disc.streams where stream.file.size % BDPacket.unit > 0 {
            let rest = stream.file.size % BDPacket.unit
            findings.report(
                "\(stream.file.path.escaped) ends with \(rest.of("byte")) that are no whole unit of \(BDPacket.unit)",
                expected: "a multiple of \(BDPacket.unit)", actual: "\(stream.file.size)",
                at: stream.file.place)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "half a unit", .bdHalfUnit, at: "udf:data:/BDMV/STREAM/00002.m2ts"),
            .passes("whole units", .bluRay),
        ]
    }
}

extension Specimen {
    /// A stream that ends within a unit, and a clip that counts its packets.
    fileprivate static let bdHalfUnit = bluRay { files in
        for at in files.indices where files[at].path.hasSuffix("00002.m2ts") {
            guard case .bytes(let bytes) = files[at].contents else { continue }
            files[at].contents = .bytes(Array(bytes.dropLast(3_072)))
        }
    }.with { $0.setBD32("CLIPINF/00002.clpi", 56, 48) }
}
