import Containers
import DiscModel
import Specimens

/// The packs of CD-Text have true checksums.
enum CDTextIsWhole: Rule {
    static let card = RuleCard(
        id: "container-cd-text-crc",
        title: "Packs of CD-Text have true checksums",
        rationale: """
            Each pack of 18 bytes ends with a CRC. A player leaves out a pack whose CRC is wrong, and with \
            it the text that it holds a part of.
            """,
        remedy: "Write the texts again with a program for CD-Text.",
        severity: .warning,
        clause: .practice("MMC, CD-Text packs"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for check in container.integrityChecks where check.state == .bad {
            findings.report(
                "the \(check.algorithm) of \(check.what) is wrong",
                at: container.place(inFile: 0, check.what))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a letter of a title was changed", in: .nero(.plain).with { $0.addCDText { $0[5] ^= 1 } },
                at: "disc.nrg: CD-Text pack 1"),
            .passes("titles in a Nero image", in: .nero(.plain).with { $0.addCDText { _ in } }),
        ]
    }
}

extension Wrapped {
    /// Puts a chunk with one pack of CD-Text behind the sectors of a Nero image.
    mutating func addCDText(_ change: (inout [UInt8]) -> Void) {
        // The title of the disc; its CRC was computed by libburn.
        var pack: [UInt8] = [0x80, 0, 0, 0] + Array("TestDiskTitl".utf8) + [0xE2, 0x22]
        change(&pack)
        let start = Array("CUEX".utf8)
        guard let at = (0..<bytes.count - 4).last(where: { bytes[$0..<$0 + 4].elementsEqual(start) }) else {
            return
        }
        bytes.insert(contentsOf: Array("CDTX".utf8) + [0, 0, 0, 18] + pack, at: at)
    }
}
