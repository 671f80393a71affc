import Bytes
import Containers
import DiscModel
import Sectors
import Specimens

/// The first sector of a raw image is the first one of its disc.
enum FilesBeginWithTheDisc: Rule {
    static let card = RuleCard(
        id: "container-beginning-missing",
        title: "The first sector of a raw image is the first one of the disc",
        rationale: """
            The header of a raw sector names its place on the disc, and a disc begins with 00:02:00, LBA 0. Where the first header \
            of a file names a later place and no volume begins there, the first sectors were lost. Programs that count from the \
            beginning of the file, among them bchunk, cdemu and every burning program, then find all files too far on.
            """,
        remedy: """
            Read the disc again from its first sector. Where no more than the first 16 sectors are missing, isocheck convert makes a \
            plain ISO in which zeros stand for them and every file is in its place; what boots from them is lost.
            """,
        severity: .error,
        clause: Clause("ECMA-130", "14.2"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        let missing = container.missingAtStart
        guard missing > 0, let first = container.spans.first?.extent else { return }
        let those =
            missing == 1 ? "the first sector of the disc is" : "the first \(missing) sectors of the disc are"
        let descriptors =
            missing > 16
            ? "; the volume descriptors were among them, so that nothing leads to the files"
            : "; what counts from the beginning of the file finds every file \(missing.of("sector")) too far on, isocheck counts as the headers do"
        findings.report(
            "\(those) missing: the first header in \(container.name(ofFile: first.source)) names LBA \(missing)\(descriptors)",
            expected: "LBA 0", actual: "LBA \(missing)",
            at: Place(offset: 0, length: missing.times(.sector), field: "beginning"))
    }

    private static func cut(_ sectors: Int, behind bytes: Int = 0) -> Wrapped {
        .raw(.plain).with { $0.bytes.removeFirst(2352 * sectors - bytes) }
    }

    static var examples: [Example] {
        [
            .fires(
                "the first sector lost", in: cut(1), at: 0,
                message:
                    "the first sector of the disc is missing: the first header in disc.bin names LBA 1; what counts from the beginning of the file finds every file 1 sector too far on, isocheck counts as the headers do"
            ),
            .fires("the first sector lost but for its end", in: cut(1, behind: 120), at: 0),
            .fires("the primary descriptor lost as well", in: cut(17), at: 0),
            .fires("all descriptors lost", in: cut(40), at: 0),
            .fires(
                "the same behind a cue sheet",
                in: .cue(.mixed).with { $0.siblings["disc.bin"]?.removeFirst(2352 * 3) }, at: 0),
            .passes("raw sectors from the first on", in: .raw(.plain)),
            .passes("a stored first pregap", in: .nero(.mixed)),
            .passes("headers that all count from elsewhere", in: HeadersNameTheirSector.shifted(by: 20)),
        ]
    }
}
