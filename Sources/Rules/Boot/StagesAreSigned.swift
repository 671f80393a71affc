import Booting
import DiscModel
import Specimens

/// What a signed shim starts is signed as well, by somebody whom it trusts (UEFI 2.11, 32.2; shim).
enum StagesAreSigned: Rule {
    static let card = RuleCard(
        id: "boot-stage-unsigned",
        title: "Behind a signed shim everything is signed",
        rationale: """
            With Secure Boot on, shim starts no loader that is not signed ("Verification failed: Security Violation"), and GRUB no \
            kernel that shim does not vouch for ("bad shim signature"), so a signed first program promises what the image does \
            not keep. Somebody else's key is a warning: the owner of a machine can enrol it (MokManager).
            """,
        remedy:
            "Take loader and kernel from the packages that belong to the shim, or sign them with the key whose certificate it carries.",
        severity: .error,
        clause: .practice("UEFI 2.11, 32.2; shim"))

    static func weigh(_ refused: RefusedStage, in _: Disc, _ findings: inout Findings) {
        switch refused.refusal.fault {
        case .unsigned: findings.report(refused.sentence, at: refused.place)
        case .untrusted where refused.refusal.isByShim:
            findings.report(refused.sentence, at: refused.place, severity: .warning)
        default: break
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a loader without a signature", .secure(SignedEFIPrograms.unsignedLoader), at: "efi-image",
                Specimen.loaderOffset,
                message:
                    "/EFI/BOOT/GRUBX64.EFI is not signed: shim refuses it; does not start with Secure Boot: UEFI from a disc (x64), UEFI from a stick (x64)"
            ),
            .passes("a loader that shim vouches for", .secure(SignedEFIPrograms.loader)),
            .passes("nothing signed at all", .bootable),
        ]
    }
}
