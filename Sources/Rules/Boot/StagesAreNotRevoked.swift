import Booting
import DiscModel
import Specimens

/// No program of the chain is among those that machines were told to refuse (UEFI 2.11, 32.4.1: dbx; shim: SbatLevel).
enum StagesAreNotRevoked: Rule {
    static let card = RuleCard(
        id: "boot-stage-revoked",
        title: "Signed programs are not revoked",
        rationale: """
            Updates of Windows, Linux and firmware tell machines which programs with known holes to refuse: by their hash (dbx), or \
            by the generation of shim and GRUB (SbatLevel). An image that was fine when it was made then ends with "Security \
            Violation" or "SBAT self-check failed" on machines that took the update, and starts on others.
            """,
        remedy:
            "Make the image with today's shim and GRUB; of an old release take its newest point release, or start it with Secure Boot off.",
        severity: .warning,
        clause: .practice("UEFI 2.11, 32.4.1; shim, SBAT.md"))

    static func weigh(_ refused: RefusedStage, in _: Disc, _ findings: inout Findings) {
        guard refused.refusal.fault == .revoked else { return }
        findings.report(
            refused.sentence, at: refused.place, severity: findings.profile == .release ? .error : nil)
    }

    static var examples: [Example] {
        [
            .fires(
                "a loader of generation 4", .secure(SignedEFIPrograms.oldLoader), at: "efi-image",
                Specimen.loaderOffset,
                message:
                    "/EFI/BOOT/GRUBX64.EFI is revoked: grub,4 is refused since SbatLevel 2025021800: shim refuses it; does not start with Secure Boot: UEFI from a disc (x64), UEFI from a stick (x64)"
            ),
            .passes("one of generation 5", .secure(SignedEFIPrograms.loader)),
        ]
    }
}
