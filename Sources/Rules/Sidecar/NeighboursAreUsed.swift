import Bytes
import DiscModel
import Specimens
import Surveys

/// A file beside the image that is called after it is what its name says, and is used.
enum NeighboursAreUsed: Rule {
    static let card = RuleCard(
        id: "image-companion-unused",
        title: "A file that is called after the image is what its name says, and is used",
        rationale: """
            Whoever keeps recovery data or a sub-channel beside an image relies on it. Recovery files of PAR2 are not read by isocheck, so that             they are good is open; and a file that does not begin as its kind does is damaged, or another program's.
            """,
        remedy:
            "Let the program that made the file verify it, such as par2 verify; find a whole copy of one that is damaged.",
        severity: .warning,
        clause: .practice(
            "Parity Volume Set Specification 2.0; SBI files as PlayStation emulators read them"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        if let patches = disc.facts(SubchannelPatchFacts.self), let fault = patches.fault {
            findings.report(
                "\(patches.file.escaped) \(fault), so the sectors of which it keeps the sub-channel are not all known",
                at: Place(path: patches.file))
        }
        guard let recovery = disc.facts(RecoveryFileFacts.self) else { return }
        if let first = recovery.files.first {
            let more = recovery.files.count > 1 ? " and \((recovery.files.count - 1).of("more file"))" : ""
            findings.report(
                "\(first.escaped)\(more) beside the image can repair it with par2; isocheck does not verify that: par2 verify \(first.escaped)",
                at: Place(path: first), severity: .note)
        }
        for name in recovery.others {
            findings.report(
                "\(name.escaped) is called as a recovery file of PAR2 is, and does not begin as one does: nothing can be repaired with it",
                at: Place(path: name))
        }
    }

    private static func beside(_ name: String, _ bytes: [UInt8]) -> Wrapped {
        Wrapped(name: "example.iso", bytes: Specimen.plain.bytes, siblings: [name: bytes])
    }

    static var examples: [Example] {
        [
            .fires(
                "recovery files", in: beside("example.iso.par2", Array("PAR2\u{0}PKT".utf8)), at: nil as Int?,
                severity: .note),
            .fires(
                "a recovery file of zeros", in: beside("example.vol00+01.par2", [0, 0, 0, 0]), at: nil as Int?
            ),
            .fires(
                "a sub-channel that is cut", in: beside("example.sbi", Array("SBI\u{0}".utf8) + [3, 8]),
                at: nil as Int?),
            .fires("a sub-channel of zeros", in: beside("example.sbi", [0, 0, 0, 0]), at: nil as Int?),
            .passes("recovery files of another image", in: beside("other.iso.par2", [0])),
            .passes(
                "a whole sub-channel",
                in: beside(
                    "example.sbi", Array("SBI\u{0}".utf8) + [3, 8, 5, 1] + [UInt8](repeating: 0, count: 10))),
        ]
    }
}
