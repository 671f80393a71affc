import DiscModel
import Specimens

/// The image is what somebody expects it to be (`--expect`).
enum ExpectationsAreMet: Rule {
    static let card = RuleCard(
        id: "expectation-unmet",
        title: "The image is what --expect says it should be",
        rationale: """
            An image can be sound and not be what was meant to be released: built without its EFI image, with last year's label, \
            too big for the medium. Only whoever releases it knows what it should be; each expectation that is not met is an \
            error, and one that cannot be decided leaves the image open.
            """,
        remedy: "Correct the build of the image, or the expectation.",
        severity: .error,
        clause: .practice("gates of release pipelines"))

    static func weigh(_ expected: Expected, in disc: Disc, _ findings: inout Findings) {
        switch expected.expectation.outcome(in: disc, on: expected.day) {
        case .met: break
        case .unmet(let want, let why):
            findings.report("--expect \(expected.expectation.text): \(want), and \(why)", at: Place())
        case .open(let why):
            findings.cannotDecide("--expect \(expected.expectation.text): \(why)")
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "Joliet in a plain image", .plain, at: nil,
                message: "--expect joliet: it should have Joliet, and it has ISO 9660"
            ).expecting("joliet"),
            .fires("a BIOS over an image without a boot catalog", .plain, at: nil).expecting("bios"),
            .fires("UEFI over the same", .plain, at: nil).expecting("uefi-aa64"),
            .fires("a stick over an image that starts from a disc", .bootable, at: nil).expecting("usb"),
            .fires("Secure Boot over an image that nothing starts", .plain, at: nil).expecting(
                "secureboot:2023"),
            .fires("another label", .plain, at: nil).expecting("volid=OTHER*"),
            .fires("a smaller image", .plain, at: nil).expecting("size<=16K"),
            .fires("another file", .plain, at: nil).expecting("crc32:00000000"),
            .fires(
                "a loader that is not there", .plain, at: nil,
                message:
                    "--expect path:/EFI/BOOT/BOOTX64.EFI: it should have /EFI/BOOT/BOOTX64.EFI, and no tree of it has that"
            ).expecting("path:/EFI/BOOT/BOOTX64.EFI"),
            .fires(
                "a file that should not be there", .plain, at: nil,
                message:
                    "--expect no-path:/readme*: it should not have /readme*, and its primary tree has /README.TXT"
            ).expecting("no-path:/readme*"),
            .fires("last year's image", .plain, at: nil).expecting("max-age:1d"),
            .passes("files that are there, and none that should not be", .joliet).expecting(
                "path:/README.TXT", "path:/read*", "no-path:/autorun.inf", "max-age:1000w"),
            .passes("what the image has", .joliet).expecting(
                "joliet", "iso9660", "size<=CD", "size>20K", "volid=*"),
        ]
    }
}

/// One expectation, to be weighed against the image.
struct Expected: Weighable {
    let expectation: Expectation
    /// The day on which it is asked.
    let day: Day?

    static func each(in disc: Disc, _ body: (Expected) -> Void) {
        let facts = disc.facts(ExpectationFacts.self)
        for expectation in facts?.expectations ?? [] {
            body(Expected(expectation: expectation, day: facts?.day))
        }
    }
}
