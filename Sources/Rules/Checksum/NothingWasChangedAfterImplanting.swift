import Bytes
import Checksums
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Names the usual reason for an implanted sum that does not hold: a program that changed the image on purpose.
enum NothingWasChangedAfterImplanting: Rule {
    static let card = RuleCard(
        id: "checksum-isomd5sum-stale",
        title: "The image was not changed after its sum was implanted",
        rationale: """
            isohybrid, a boot loader's installer or a remastering program change the first sectors of an image. When \
            that happens after implantisomd5 the media check of a sound image fails.
            """,
        remedy: "Run implantisomd5 --force as the last step of making the image.",
        severity: .note,
        confidence: .heuristic,
        clause: .practice("isomd5sum"),
        needs: .content)

    static func weigh(_ facts: IsoMD5SumFacts, in disc: Disc, _ findings: inout Findings) {
        guard let statement = facts.statements.first else { return }
        let outcome = disc.outcome(of: statement.request)
        guard case .mismatch = Checksum(statement, outcome).state else { return }
        // A difference further behind is no boot loader.
        if let check = facts.check(outcome), check.sound > 0 { return }
        let area = facts.area
        if area.declaredLittle != area.declaredBig {
            findings.report(
                "the halves of the volume size differ, so a later program has perhaps changed one; isomd5sum goes by the big-endian one",
                expected: "\(area.declaredBig.of("byte"))", actual: "\(area.declaredLittle.of("byte"))",
                at: area.place("volumeSpaceSize"))
        }
        guard disc.systemArea?.area.bytes.contains(where: { $0 != 0 }) == true else { return }
        findings.report(
            "the image differs from its implanted sum near its start, and its system area is in use: perhaps it was made bootable afterwards",
            at: Place(offset: 0, length: 16 * .sector, field: "system area"))
    }

    static var examples: [Example] {
        [
            .fires("a boot loader was written afterwards", .plain, at: "system-area") {
                $0.implantMD5()
                $0.set("system-area", 0, [0xEB, 0x3C, 0x90])
            },
            .fires(
                "one half of the size was changed afterwards", .plain, at: "pvd",
                VolumeDescriptor.applicationUse
            ) {
                $0.implantMD5()
                $0.set(VolumeDescriptor.volumeSpaceSize.little, of: "pvd", $0.get32LE("pvd", 80) + 8)
            },
            .passes("a boot loader was there before", .plain) {
                $0.set("system-area", 0, [0xEB, 0x3C, 0x90])
                $0.implantMD5()
            },
            .passes("nothing else speaks for it", .plain) {
                $0.implantMD5()
                $0.set8("data:/README.TXT", 0, 0)
            },
        ]
    }
}
