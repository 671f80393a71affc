import Checksums
import Containers
import Digests
import DiscModel
import Specimens
import Surveys

/// What a file unpacks to has the checksums that it records of that.
enum UnpackedDataHolds: Rule {
    static let card = RuleCard(
        id: "checksum-unpacked",
        title: "A packed image unpacks to what was summed",
        rationale: """
            An ECM file ends with an EDC over all that it unpacks to, a DMG has a CRC-32 of its packed data and one of each partition, and an \
            ISZ may have one of its chunks and one of the image. Where one is wrong, something of the content or the checksum itself was \
            damaged after the file was made: unecm says that the file may be corrupt, and macOS does not open the DMG.
            """,
        remedy: "Download or copy the file again.",
        severity: .error,
        clause: .practice("ecm, UDIF, ISZ"),
        needs: .content)

    static func weigh(_ subject: UnpackedFiles, in disc: Disc, _ findings: inout Findings) {
        let container = subject.container
        let stored = disc.checksums.filter { $0.statement.origin == .container }
        // One of the packed bytes says nothing more where one of what they unpack to tells the place.
        let isTold = stored.contains { $0.statement.request.feed == .payload && $0.state != .verified }
        for checksum in stored {
            let statement = checksum.statement
            if isTold, statement.request.feed == .files { continue }
            switch checksum.state {
            case .verified: break
            case .open(let why): findings.cannotDecide(why)
            case .mismatch(let digest):
                findings.report(
                    "\(name(of: statement, in: container)) is not that of what it unpacks to",
                    expected: statement.expected.hex, actual: digest.hex, at: statement.recorded)
            }
        }
    }

    private static func name(of statement: ChecksumStatement, in container: ContainerFacts) -> String {
        if case .range(let name) = statement.subject { return name }
        let recorded = container.payload?.recorded.first { $0.place == statement.recorded }
        return recorded?.name ?? "the \(statement.expected.algorithm.title) in \(container.name(ofFile: 0))"
    }

    static var examples: [Example] {
        [
            .fires(
                "a letter of the content differs",
                in: .ecm(.plain).with { $0.bytes[$0.bytes.count / 2] ^= 0x20 },
                at: "disc.bin.ecm: EDC"),
            .fires(
                "a bit of the recorded EDC differs",
                in: .ecm(.plain).with { $0.bytes[$0.bytes.count - 1] ^= 1 },
                at: "disc.bin.ecm: EDC"),
            .fires(
                "a letter of a run that is stored as it is differs in a DMG",
                in: .dmg(Specimen.plain.bytes).with { $0.replace("CD001", with: "CD011") },
                at: "disc.dmg: disk image (Apple_ISO : 2)"),
            .fires(
                "a bit of the recorded CRC-32 differs in an ISZ",
                in: .isz(Specimen.plain.bytes).with { $0.flip(ISZHeader.imageSum, of: "header", 4) },
                at: "disc.isz: CRC-32 of the image"),
            .passes(
                "partitions of a DMG, one of them with runs that are left out", in: .dmg(Specimen.plain.bytes)
            ),
            .passes("an ISZ", in: .isz(Specimen.plain.bytes)),
            .passes("data and audio", in: .ecm(.mixed)),
            .passes("sectors of Mode 2", in: .ecm(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
