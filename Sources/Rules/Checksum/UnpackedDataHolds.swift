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
            An ECM file ends with an EDC over all that it unpacks to, and a DMG has a checksum of each partition. Where one is wrong, something \
            of the content or the checksum itself was damaged after the file was made: unecm says that the file may be corrupt, and macOS \
            does not open the DMG.
            """,
        remedy: "Download or copy the file again.",
        severity: .error,
        clause: .practice("ecm, UDIF"),
        needs: .content)

    static func weigh(_ container: ContainerFacts, in disc: Disc, _ findings: inout Findings) {
        guard !container.unpacked.isEmpty else { return }
        for checksum in disc.checksums where checksum.statement.origin == .container {
            let statement = checksum.statement
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
            .passes("data and audio", in: .ecm(.mixed)),
            .passes("sectors of Mode 2", in: .ecm(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
