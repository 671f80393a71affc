import Bytes
import Checksums
import Digests
import DiscModel
import FileSystems
import Specimens
import Surveys

/// The sums that SUSE's tagmedia wrote are those of the image and of its partition.
enum SUSETagHolds: Rule {
    static let card = RuleCard(
        id: "checksum-suse-tag",
        title: "The sums in the SUSE media tag are those of the image",
        rationale: """
            checkmedia and the installers of SUSE check these sums. The master boot record, the padding and the \
            signature are left out, so an image that differs was damaged or rebuilt.
            """,
        remedy: "Download or copy the image again; whoever publishes it runs tagmedia last.",
        severity: .error,
        clause: .practice("checkmedia"),
        needs: .content)

    static func weigh(_ facts: TagMediaFacts, in disc: Disc, _ findings: inout Findings) {
        for problem in facts.problems {
            findings.report(
                "the SUSE media tag cannot be used: \(problem)", at: facts.area.place(), severity: .warning)
        }
        for statement in facts.statements {
            let checksum = Checksum(statement, disc.outcome(of: statement.request))
            let range = statement.request.ranges.first ?? 0..<0
            let name = statement.expected.algorithm.title
            findings.weigh(
                checksum, in: disc,
                "the \(name) in the SUSE media tag is not that of \(subject(statement)): \(Damage.account(of: range, in: disc))"
            )
        }
    }

    private static func subject(_ statement: ChecksumStatement) -> String {
        if case .range(let name) = statement.subject { name } else { "the image" }
    }

    static var examples: [Example] {
        [
            .fires("one byte of a file differs", .plain, at: "system-area") {
                $0.tagMedia(.sha256, padding: 10)
                $0.set8("data:/README.TXT", 0, 0)
            },
            .fires("a sum is cut", .plain, at: "pvd", VolumeDescriptor.applicationUse, severity: .warning) {
                $0.tagMedia(.sha256, padding: 0)
                $0.fill("pvd", 883 + 40, count: 472, with: 0x20)
            },
            .fires("the partition differs", .plain, at: "padding", 47_104) {
                $0.tagMedia(nil, padding: 0, partition: 200..<400)
                $0.bytes[300 * 512] ^= 1
            },
            .passes("MD5", .plain) { $0.tagMedia(.md5, padding: 0) },
            .passes("SHA-1, of the image and a partition", .plain) {
                $0.tagMedia(.sha1, padding: 4, partition: 4..<400)
            },
            .passes("SHA-512 with what may differ", .plain) {
                $0.tagMedia(.sha512, padding: 10)
                $0.set("system-area", 0, [0xEB, 0x3C, 0x90])
                $0.bytes[$0.bytes.count - 1] = 1
            },
        ]
    }
}
