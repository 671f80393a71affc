import Bytes
import Checksums
import Digests
import DiscModel
import FileSystems
import Specimens
import Surveys

/// The sums of libisofs over system area and descriptors hold.
enum SuperblockTagHolds: Rule {
    static let card = RuleCard(
        id: "checksum-libisofs-superblock",
        title: "System area and descriptors are as libisofs summed them",
        rationale: """
            xorriso refuses to load an image whose superblock sum does not hold. Programs that write there by design \
            (isohybrid, implantisomd5, tagmedia) break it; anything else is damage or tampering.
            """,
        remedy:
            "Let xorriso make the image bootable itself; if the change is known, xorriso loads it with its option -md5 load_check_off.",
        severity: .error,
        clause: .practice("libisofs checksum tags"),
        needs: .content)

    static func weigh(_ facts: LibisofsFacts, in disc: Disc, _ findings: inout Findings) {
        let judgement = TagJudgement(facts: facts, disc: disc)
        judgement.reportBroken([.superblock, .relocated], &findings)
        for tag in facts.tags(.superblock) + facts.tags(.relocated) {
            let name = "the \(tag.tag.kind.name) at LBA \(tag.tag.block)"
            guard tag.changes.isEmpty else {
                report(tag, name, &findings)
                continue
            }
            let unexplained =
                judgement.soundFiles.map {
                    "; \(TagJudgement.allSumsHold(of: $0)), so only the structure changed"
                } ?? ""
            // A boot loader in the system area may have been put there later over another one.
            let isLikelyOnPurpose =
                !unexplained.isEmpty
                && disc.systemArea?.area.bytes.contains(where: { $0 != 0 }) == true
            findings.weigh(
                judgement.check(tag), in: disc,
                "\(name) does not hold: system area or descriptors (\(Damage.sectors(tag.tag.range))) were changed\(unexplained)",
                severity: isLikelyOnPurpose ? .warning : nil)
        }
    }

    private static func report(_ tag: LibisofsFacts.Tag, _ name: String, _ findings: inout Findings) {
        let what = tag.changes.map { "\($0.what) (\(Damage.sectors($0.fill.range)))" }
            .joined(separator: " and ")
        let isOnPurpose = tag.changes.allSatisfy(\.isOnPurpose)
        findings.report(
            isOnPurpose
                ? "\(name) holds without later changes to \(what), as isohybrid and implantisomd5 make them; nothing else changed there"
                : "\(name) does not hold: \(what) changed, and nothing else there",
            expected: tag.tag.sum.hex,
            at: tag.changes.first.map {
                Place(
                    offset: $0.fill.range.lowerBound, length: UInt64($0.fill.range.count), field: $0.what)
            }, severity: isOnPurpose ? .note : nil)
    }

    static var examples: [Example] {
        [
            .fires("a descriptor was changed", .libisofs, at: "system-area") {
                $0.set(VolumeDescriptor.TextField.volume.field, byte: 0, of: "pvd", 0x5A)
            },
            .fires(
                "isomd5sum implanted its sum afterwards", .libisofs, at: "pvd",
                VolumeDescriptor.applicationUse, severity: .note
            ) {
                $0.implantMD5()
            },
            .fires("a boot loader was written afterwards", .libisofs, at: "system-area", severity: .note) {
                $0.set("system-area", 0, [0xEB, 0x3C, 0x90])
                $0.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
            },
            .fires("a byte of the system area differs", .libisofs, at: "system-area") {
                $0.set8("system-area", 600, 1)
            },
            .fires("the tag is garbled", .libisofs, at: "libisofs:superblock", severity: .warning) {
                $0.set8("libisofs:superblock", 50, 0x78)
            },
            .passes("as libisofs writes it", .libisofs),
            .passes("a session without sums followed, and libisofs struck out the tag", .libisofs) {
                $0.set8("libisofs:superblock", 0, 0)
            },
            .passes("a file was changed", .libisofs) { $0.set8("data:/README.TXT", 0, 0) },
        ]
    }
}
