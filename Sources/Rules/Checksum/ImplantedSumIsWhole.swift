public import DiscModel
import Specimens
public import Surveys

/// The tag of isomd5sum has all that checkisomd5 needs, spelt as it needs it.
public enum ImplantedSumIsWhole: Rule {
    public static let card = RuleCard(
        id: "checksum-isomd5sum-format",
        title: "The tag that isomd5sum implanted can be read",
        rationale: """
            checkisomd5 and the media check of the installers look for exact keys. A tag that was cut or garbled counts \
            for them as none, so that a damaged disc passes unchecked.
            """,
        remedy: "Implant the sum again (implantisomd5 --force), once the image is known to be good.",
        severity: .warning,
        clause: .practice("isomd5sum"))

    public static func weigh(_ facts: IsoMD5SumFacts, in _: Disc, _ findings: inout Findings) {
        for problem in facts.problems {
            findings.report("the tag of isomd5sum is not whole: \(problem)", at: facts.area.place())
        }
    }

    public static var fires: [Example] {
        [
            Example("a digit of the sum is none", .plain) {
                $0.implantMD5()
                $0.set8("pvd", 883 + 20, 0x78)
            },
            Example("the tag is cut", .plain) {
                $0.implantMD5()
                $0.fill("pvd", 883 + 60, count: 452, with: 0x20)
            },
            Example("the key of the sum is garbled", .plain) {
                $0.implantMD5()
                $0.set8("pvd", 883, 0x4A)
            },
            Example("more sectors are left out than there are", .plain) {
                $0.implantMD5(skipping: 15, recorded: 4_000)
            },
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("as implantisomd5 writes it", .plain) { $0.implantMD5() },
            Example("as it was before 2005, without fragments", .plain) { $0.implantMD5(fragments: false) },
        ]
    }
}
