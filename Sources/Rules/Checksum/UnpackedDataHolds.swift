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

    static func weigh(_ file: UnpackedFile, in disc: Disc, _ findings: inout Findings) {
        for sum in file.sums {
            let request = sum.request
            guard
                let checksum = disc.checksums.first(where: {
                    $0.statement.origin == .container && $0.statement.request == request
                        && $0.statement.expected == sum.digest
                })
            else { continue }
            switch checksum.state {
            case .verified: break
            case .open(let why): findings.cannotDecide(why)
            case .mismatch(let digest):
                findings.report(
                    "\(file.displayName) records another \(sum.what) than it has",
                    expected: sum.digest.hex, actual: digest.hex, at: file.place(sum.what))
            }
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a letter of the content differs",
                in: .ecm(.plain).with { $0.bytes[$0.bytes.count / 2] ^= 0x20 },
                at: "disc.bin.ecm: EDC of the unpacked file"),
            .fires(
                "a bit of the recorded EDC differs",
                in: .ecm(.plain).with { $0.bytes[$0.bytes.count - 1] ^= 1 },
                at: "disc.bin.ecm: EDC of the unpacked file"),
            .passes("data and audio", in: .ecm(.mixed)),
            .passes("sectors of Mode 2", in: .ecm(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
