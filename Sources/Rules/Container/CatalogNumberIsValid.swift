import Containers
import DiscModel
import Specimens

/// A media catalogue number is 13 digits with a true check digit.
enum CatalogNumberIsValid: Rule {
    static let card = RuleCard(
        id: "container-mcn-invalid",
        title: "The media catalogue number is valid",
        rationale: """
            The number is an EAN or UPC: twelve digits and a thirteenth that is computed from them. It is \
            recorded in the sub-channel of the whole disc; programs refuse what is none.
            """,
        remedy: "Correct the number, or leave it out.",
        severity: .note,
        clause: .practice("Red Book, mode 2 of the Q channel"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        guard let number = container.layout.mediaCatalogNumber, number.contains(where: { $0 != "0" }) else {
            return
        }
        let digits = number.compactMap(\.wholeNumberValue)
        guard digits.count == 13, number.utf8.count == 13 else {
            return findings.report(
                "the media catalogue number (CATALOG) is \(DisplayName(number).escaped), which is not 13 digits\(container.isSheet ? ": cdrdao stops at it, and the disc gets none" : "")",
                expected: "13 digits", actual: DisplayName(number).escaped,
                at: container.place(inFile: 0, "media catalogue number"),
                severity: container.isSheet ? .warning : nil)
        }
        let sum = digits.dropLast().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
        let check = (10 - sum % 10) % 10
        guard check != digits[12] else { return }
        findings.report(
            "the check digit of the media catalogue number \(number) is wrong", expected: "\(check)",
            actual: "\(digits[12])",
            at: container.place(inFile: 0, "media catalogue number"))
    }

    static var examples: [Example] {
        [
            .fires(
                "a wrong check digit",
                in: .cue(.plain).with { $0.replace("0123456789012", with: "0123456789013") },
                at: "disc.cue: media catalogue number"),
            .fires(
                "twelve digits", in: .cue(.plain).with { $0.replace("0123456789012", with: "012345678901") },
                at: "disc.cue: media catalogue number", severity: .warning),
            .passes("a true check digit", in: .cue(.plain)),
        ]
    }
}
