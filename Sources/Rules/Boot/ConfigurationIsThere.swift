import Booting
import DiscModel
import Specimens

/// A loader finds the configuration that tells it what to start.
enum ConfigurationIsThere: Rule {
    static let card = RuleCard(
        id: "boot-configuration-missing",
        title: "A loader finds its configuration",
        rationale: """
            Without it ISOLINUX stops with "No configuration file found", and GRUB with a prompt, which is what rescue discs may \
            want and release images do not.
            """,
        remedy:
            "Put the configuration where the loader seeks it, on the file system that it knows on this way of booting.",
        severity: .warning,
        clause: .practice("Syslinux; GRUB"))

    static func weigh(_ told: BootObstacleTold, in _: Disc, _ findings: inout Findings) {
        guard told.obstacle.kind == .configuration else { return }
        findings.report(
            told.sentence, at: Place(offset: told.obstacle.start, field: "boot configuration"),
            severity: findings.note(warningIn: [.release]))
    }

    private static var lost: Specimen {
        Specimen.isolinux("").with { $0.set("record:/ISOLINUX.CFG", 33, Array("JSOLINUX.CFG".utf8)) }
    }

    static var examples: [Example] {
        [
            .fires("a configuration of another name", lost, at: nil, severity: .note),
            .passes("a configuration in the root", .isolinux("label a\nkernel /linux\n")),
        ]
    }
}
