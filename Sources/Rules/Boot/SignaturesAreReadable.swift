import Booting
import DiscModel
import Specimens

/// The table of signatures of a program, and what else Secure Boot reads of it, is whole (UEFI 2.11, 32.5).
enum SignaturesAreReadable: Rule {
    static let card = RuleCard(
        id: "boot-signature-damaged",
        title: "Signatures and generations of programs can be read",
        rationale: """
            edk2 and shim refuse a program whose table of signatures ends behind the file or whose entries do not fill it, and shim \
            refuses a loader that does not tell its generation (.sbat), however good its signatures are.
            """,
        remedy: "Take the program from its package again, or sign it again.",
        severity: .error,
        clause: .practice("UEFI 2.11, 32.5; shim, SBAT.md"))

    static func weigh(_ refused: RefusedStage, in _: Disc, _ findings: inout Findings) {
        guard refused.refusal.fault == .damaged else { return }
        findings.report(refused.sentence, at: refused.place)
    }

    static var examples: [Example] {
        [
            .fires(
                "a table that ends behind the file", .secure(SignedEFIPrograms.loader), at: "efi-image",
                Specimen.loaderOffset
            ) { $0.set("efi-image", Specimen.loaderOffset + 88 + 112 + 36, [0, 0, 1, 0]) },
            .fires(
                "a signature that is none", .secure(SignedEFIPrograms.loader), at: "efi-image",
                Specimen.loaderOffset
            ) { $0.set("efi-image", Specimen.loaderOffset + 1536 + 8, [0xFF]) },
            .fires(
                "a loader without a generation", .secure(SignedEFIPrograms.bareLoader), at: "efi-image",
                Specimen.loaderOffset),
            .passes("a table that fills its place", .secure(SignedEFIPrograms.loader)),
        ]
    }
}
