import Booting
import DiscModel
import Specimens

/// Where an image holds a system, some way of starting it leads there.
enum SomethingStartsTheSystem: Rule {
    static let card = RuleCard(
        id: "boot-no-way",
        title: "Some way of starting an image leads to its system",
        rationale: """
            The image holds a loader, its menu and a kernel, and neither BIOS nor UEFI starts any of it: the entry of the boot \
            catalog is switched off or for another platform, say. Every machine goes on to the next medium without a word.
            """,
        remedy:
            "Make the image again with the boot options of its program (-b, -no-emul-boot, -eltorito-alt-boot).",
        severity: .warning,
        clause: Clause("El Torito 1.0", "2.2"))

    static func weigh(_ facts: BootFacts, in _: Disc, _ findings: inout Findings) {
        let ways = facts.capabilities
        guard ways.contains(where: \.namesKernel), !ways.contains(where: { $0.level >= .kernel }),
            // Whatever else stands in the way is told as that, and as what nobody can know.
            ways.allSatisfy({ $0.value == .no && $0.obstacle?.kind == .nothing }),
            let first = ways.first(where: \.namesKernel), let why = first.why
        else { return }
        findings.report(
            "nothing starts the system that the boot menu leads to: \(why)",
            at: Place(offset: first.obstacle?.start, field: "boot catalog"),
            severity: findings.profile == .release ? .error : nil)
    }

    static var examples: [Example] {
        [
            .fires(
                "a loader whose entry is switched off", .isolinux("label a\nkernel /linux\n"), at: nil,
                message:
                    "nothing starts the system that the boot menu leads to: the first entry of the boot catalog is not marked as bootable"
            ) {
                $0.set("boot-catalog:initial", 0, [0])
                $0.set("boot-catalog:entry", 0, [0])
            },
            .passes("an entry that is on", .isolinux("label a\nkernel /linux\n")),
        ]
    }
}
