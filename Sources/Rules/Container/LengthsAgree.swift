import Containers
import DiscModel
import Specimens

/// Lengths and counts that the container records more than once, or that can be measured, agree.
enum LengthsAgree: Rule {
    static let card = RuleCard(
        id: "container-lengths-disagree",
        title: "Lengths that the container records agree",
        rationale: """
            Chunks, footers and descriptors record lengths and counts that can be compared with each other \
            and with the file. Numbers that disagree come from a file that was cut, joined or edited; \
            readers differ in which of them they believe.
            """,
        remedy: "Make the image again, or compare it with its source.",
        severity: .warning,
        clause: .practice("containers of disc images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for agreement in container.agreements
        where (agreement.kind == .length || agreement.kind == .number || agreement.kind == .end)
            && !agreement.holds
        {
            findings.report(
                "the \(agreement.what) is \(agreement.recorded), but \(agreement.actual) by \(agreement.source)",
                expected: "\(agreement.actual)", actual: "\(agreement.recorded)",
                at: container.place(inFile: 0, agreement.what))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "an Alcohol image that counts a track too many",
                in: .alcohol(.mixed).with { $0.bytes[0x58 + 14] += 1 },
                at: "disc.mds: number of tracks in session 1"),
            .fires(
                "a DiscJuggler track with two lengths",
                in: .discJuggler(.mixed).with { $0.bytes[$0.bytes.count - 80] ^= 1 },
                at: "disc.cdi: length of track 3"),
            .fires(
                "a Nero image whose trailer leads nowhere",
                in: .nero(.plain).with { $0.bytes[$0.bytes.count - 5] ^= 1 },
                at: "disc.nrg: position of the first chunk"),
            .fires(
                "a Nero image without its trailer", in: .nero(.plain).with { $0.bytes.removeLast(12) },
                at: "disc.nrg: number of trailers"),
            .fires(
                "a Nero image without its end mark",
                in: .nero(.plain).with { $0.patchChunk("END!", at: -8, [0x45, 0x4E, 0x44, 0x3F]) },
                at: "disc.nrg: number of END! chunks"),
            .passes("a Nero image", in: .nero(.mixed)),
            .passes(
                "a Nero image whose inner length has the other byte order, or is none",
                in: .nero(.mixed).with { $0.patchChunk("DAOX", at: 0, [0, 0, 0, 0x94]) }),
            .passes(
                "an Alcohol image with the counts of points that ImgBurn writes",
                in: .alcohol(.plain).with { $0.bytes.replaceSubrange(0x58 + 10..<0x58 + 12, with: [4, 9]) }),
            .passes("a DiscJuggler image", in: .discJuggler(.mixed)),
        ]
    }
}

extension Wrapped {
    /// Writes over bytes of a chunk, `at` bytes into its payload.
    mutating func patchChunk(_ id: String, at: Int, _ new: [UInt8]) {
        let name = Array(id.utf8)
        guard let start = (0..<bytes.count - 8).last(where: { bytes[$0..<$0 + 4].elementsEqual(name) }) else {
            return
        }
        bytes.replaceSubrange(start + 8 + at..<start + 8 + at + new.count, with: new)
    }
}
