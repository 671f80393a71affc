import Booting
import DiscModel
import Specimens

/// A program is what was signed: its hash is that of its signatures (Authenticode).
enum StagesAreAsSigned: Rule {
    static let card = RuleCard(
        id: "boot-stage-tampered",
        title: "Signed programs are what was signed",
        rationale: """
            One changed byte makes a signature void. With Secure Boot on, firmware says "Access Denied" of such a program, and shim \
            "Security Violation" or "bad shim signature". Without it nobody looks, so what was changed runs.
            """,
        remedy: "Take the program from its package again, and find out who changed it.",
        severity: .error,
        clause: .practice("UEFI 2.11, 32.5; Windows Authenticode Portable Executable Signature Format"))

    static func weigh(_ refused: RefusedStage, in _: Disc, _ findings: inout Findings) {
        guard refused.refusal.fault == .tampered else { return }
        findings.report(refused.sentence, at: refused.place)
    }

    static var examples: [Example] {
        [
            .fires(
                "a byte in the code of a loader", .secure(SignedEFIPrograms.loader), at: "efi-image",
                Specimen.loaderOffset
            ) { $0.set("efi-image", Specimen.loaderOffset + 512, [0x90]) },
            .fires(
                "a byte in the code of shim", .secure(SignedEFIPrograms.loader), at: "efi-image",
                Specimen.shimOffset
            ) { $0.set("efi-image", Specimen.shimOffset + 512, [0x90]) },
            // The check sum of the headers is not signed.
            .passes("another check sum in the headers", .secure(SignedEFIPrograms.loader)) {
                $0.set("efi-image", Specimen.loaderOffset + 88 + 64, [1, 2, 3, 4])
            },
        ]
    }
}
