import Containers
import DiscModel
import Specimens

/// The map that leads to the hunks of a CHD is whole.
enum CHDMapIsWhole: Rule {
    static let card = RuleCard(
        id: "container-chd-map",
        title: "The map of a CHD is whole",
        rationale: """
            A CHD keeps the disc in hunks, and a map tells where each of them lies and how it is compressed. chdman and every emulator stop \
            where the CRC of the map is wrong. isocheck reads what the map still leads to: each hunk has a CRC of its own.
            """,
        remedy: "Download or copy the file again.",
        severity: .error,
        clause: .practice("MAME, chd.cpp"))

    static func weigh(_ chd: CHDSubject, in _: Disc, _ findings: inout Findings) {
        guard let fault = chd.facts.mapFault else { return }
        findings.report(
            "the map of \(chd.name) \(fault); programs open nothing of it",
            at: chd.place("map"))
    }

    static var examples: [Example] {
        [
            .fires(
                "a bit of its CRC differs",
                in: .chd(Specimen.plain.bytes).with { $0.flip(CHDMapHead.crc, of: "map", 1) },
                at: "disc.chd: map",
                message: "the map of disc.chd is damaged: its CRC-16 is wrong; programs open nothing of it"),
            .fires(
                "the mark behind the map of version 4 was overwritten",
                in: .chd(Specimen.plain.bytes, version: 4).with {
                    $0.replace("EndOfListCookie", with: "EndOfListCookid")
                },
                at: "disc.chd: map",
                message: "the map of disc.chd lacks the mark that ends it; programs open nothing of it"),
            .passes("a map as it was written", in: .chd(Specimen.plain.bytes)),
            .passes("one of version 3", in: .chd(Specimen.plain.bytes, version: 3)),
            .passes("one of version 1", in: .chd(Specimen.plain.bytes, version: 1)),
            .passes(
                "a map without compression, which has no CRC", in: .chd(Specimen.plain.bytes, hasSums: false)),
        ]
    }
}
