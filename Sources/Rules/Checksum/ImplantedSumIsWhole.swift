import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// The tag of isomd5sum has all that checkisomd5 needs, spelt as it needs it.
enum ImplantedSumIsWhole: Rule {
    static let card = RuleCard(
        id: "checksum-isomd5sum-format",
        title: "The tag that isomd5sum implanted can be read",
        rationale: """
            checkisomd5 and the media check of the installers look for exact keys. A tag that was cut or garbled counts \
            for them as none, so that a damaged disc passes unchecked.
            """,
        remedy: "Implant the sum again (implantisomd5 --force), once the image is known to be good.",
        severity: .warning,
        clause: .practice("isomd5sum"))

    static func weigh(_ facts: IsoMD5SumFacts, in _: Disc, _ findings: inout Findings) {
        for problem in facts.problems {
            findings.report("the tag of isomd5sum is not whole: \(problem)", at: facts.area.place())
        }
    }

    static var examples: [Example] {
        [
            .fires("a digit of the sum is none", .plain, at: "pvd", VolumeDescriptor.applicationUse) {
                $0.implantMD5()
                $0.set8("pvd", 883 + 20, 0x78)
            },
            .fires("the tag is cut", .plain, at: "pvd", VolumeDescriptor.applicationUse) {
                $0.implantMD5()
                $0.fill("pvd", 883 + 60, count: 452, with: 0x20)
            },
            .fires("the key of the sum is garbled", .plain, at: "pvd", VolumeDescriptor.applicationUse) {
                $0.implantMD5()
                $0.set(VolumeDescriptor.applicationUse, byte: 0, of: "pvd", 0x4A)
            },
            .fires(
                "more sectors are left out than there are", .plain, at: "pvd", VolumeDescriptor.applicationUse
            ) {
                $0.implantMD5(skipping: 15, recorded: 4_000)
            },
            .passes("as implantisomd5 writes it", .plain) { $0.implantMD5() },
            .passes("as it was before 2005, without fragments", .plain) { $0.implantMD5(fragments: false) },
        ]
    }
}
