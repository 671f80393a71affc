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

    static func weigh(_ container: ContainerFacts, in disc: Disc, _ findings: inout Findings) {
        let isBeginningLost = LostSubchannels(of: disc) != nil
        for agreement in container.agreements
        where (agreement.kind == .length || agreement.kind == .number || agreement.kind == .end)
            && !agreement.holds
        {
            findings.report(
                container.located(
                    agreement.statedAt,
                    "the \(agreement.what) is \(agreement.recorded), but \(agreement.actual) by \(agreement.source)"
                ),
                expected: "\(agreement.actual)", actual: "\(agreement.recorded)",
                at: container.place(inFile: 0, agreement.what),
                causedBy: isBeginningLost && LostSubchannels.isLength(agreement)
                    ? SubchannelNamesItsSector.self : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "an Alcohol image that counts a track too many",
                in: .alcohol(.mixed).with { $0.flip(AlcoholSession.lastTrack, of: "session", 7) },
                at: "disc.mds: number of tracks in session 1",
                message:
                    "disc.mds, byte 102: the number of tracks in session 1 is 4, but 3 by its track blocks"),
            .fires(
                "a DiscJuggler track with two lengths",
                in: .discJuggler(.mixed).with { $0.flip(DiscJugglerTrack.totalAgain, of: "track 3", 1) },
                at: "disc.cdi: length of track 3"),
            .fires(
                "a Nero image whose trailer leads nowhere",
                in: .nero(.plain).with {
                    $0.flip(NeroTrailerFields.firstChunk(isWide: true), of: "trailer", 1 << 32)
                },
                at: "disc.nrg: position of the first chunk"),
            .fires(
                "a Nero image without its trailer", in: .nero(.plain).with { $0.bytes.removeLast(12) },
                at: "disc.nrg: number of trailers"),
            .fires(
                "a Nero image without its end mark",
                in: .nero(.plain).with {
                    $0.set(NeroChunkHead.id, of: "chunk END!", [0x45, 0x4E, 0x44, 0x3F])
                },
                at: "disc.nrg: number of END! chunks"),
            .passes("a Nero image", in: .nero(.mixed)),
            .passes(
                "a Nero image whose inner length has the other byte order, or is none",
                in: .nero(.mixed).with {
                    $0.set(NeroSession.size, of: "chunk DAOX", at: NeroChunkHead.length, 0x9400_0000)
                }),
            .passes(
                "an Alcohol image with the counts of points that ImgBurn writes",
                in: .alcohol(.plain).with {
                    $0.set(AlcoholSession.blockCount, of: "session", 4)
                    $0.set(AlcoholSession.pointCount, of: "session", 9)
                }),
            .passes("a DiscJuggler image", in: .discJuggler(.mixed)),
        ]
    }
}
