import Bytes
import DiscModel
import FileSystems
import Specimens

/// "No date" is sixteen digits zero and a zero byte (ECMA-119, 8.4.26.1).
enum UnsetDatesHaveTheirForm: Rule {
    static let card = RuleCard(
        id: "pvd-date-unset-form",
        title: "A date that is not specified is sixteen digits zero and a zero byte",
        rationale: """
            Other ways to say it are seen: seventeen zero bytes (old xorriso), sixteen spaces (PowerISO), seventeen digits \
            (some makefs). Most readers understand all of them.
            """,
        remedy: "Nothing for a user to do; a mastering program should write the form of the standard.",
        severity: .warning,
        profiles: Profile.pedants,
        clause: .ecma119("8.4.26.1"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        for field in VolumeDescriptor.DateField.all {
            let date = descriptor.date(field)
            guard date.isLooselyUnset, !date.isUnset else { continue }
            findings.report(
                "the \(field.name.spelledOut) of the \(descriptor.name) is not specified in another form",
                expected: "0000000000000000 and a zero byte",
                actual: date.bytes.hexadecimal(separator: " "),
                at: descriptor.place(field))
        }
    }

    static var examples: [Example] {
        [
            .fires("zero bytes", .plain, at: "pvd", VolumeDescriptor.DateField.expiration) {
                $0.fill("pvd", 847, count: 17, with: 0)
            },
            .fires("a digit zero as offset", .plain, at: "pvd", VolumeDescriptor.DateField.expiration) {
                $0.set(VolumeDescriptor.DateField.expiration, byte: 16, of: "pvd", 0x30)
            },
            .passes("the form of the standard", .everything),
        ]
    }
}
