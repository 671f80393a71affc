import Bytes
import DiscModel
import FileSystems
import Specimens

/// A volume is not modified before it was created, and does not expire before it is effective (ECMA-119, 8.4.26-8.4.29).
enum DatesAreInOrder: Rule {
    static let card = RuleCard(
        id: "pvd-date-order",
        title: "Modification follows creation, and expiration follows the effective date",
        rationale: """
            The other way round, one of the clocks or hands that set the dates was wrong. Reproducible builds set all to \
            one moment, which is in order.
            """,
        remedy: "No file is at risk; take none of the dates as evidence.",
        severity: .warning,
        clause: .ecma119("8.4.26-8.4.29"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        func check(_ early: VolumeDescriptor.DateField, _ late: VolumeDescriptor.DateField) {
            let (first, second) = (descriptor.date(early), descriptor.date(late))
            guard let a = first.moment, let b = second.moment, !first.isZeroOfAProgram,
                !second.isZeroOfAProgram,
                (b, second.hundredths ?? 0) < (a, first.hundredths ?? 0)
            else { return }
            findings.report(
                "the \(late.name.spelledOut) of the \(descriptor.name) lies before the \(early.name.spelledOut)",
                expected: "\(first.inWords) or later", actual: second.inWords,
                at: descriptor.place(late))
        }
        check(.creation, .modification)
        check(.effective, .expiration)
    }

    static var examples: [Example] {
        [
            .fires(
                "modified a year before creation", .plain, at: "pvd", VolumeDescriptor.DateField.modification
            ) {
                $0.set(VolumeDescriptor.DateField.modification, of: "pvd", bytes: Array("2023".utf8))
            },
            .fires("expired before effective", .plain, at: "pvd", VolumeDescriptor.DateField.expiration) {
                $0.set(
                    VolumeDescriptor.DateField.expiration, of: "pvd", bytes: Array("2000010100000000".utf8))
            },
            .passes("all at one moment", .everything),
            .passes("an earlier hour in a more western zone", .plain) {
                $0.set(
                    VolumeDescriptor.DateField.modification, of: "pvd",
                    bytes: Array("2024010202040500".utf8) + [UInt8(bitPattern: -8)])
            },
        ]
    }
}
