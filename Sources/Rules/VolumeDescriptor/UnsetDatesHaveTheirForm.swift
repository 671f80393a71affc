public import DiscModel
public import FileSystems
import Specimens

/// "No date" is sixteen digits zero and a zero byte (ECMA-119, 8.4.26.1).
public enum UnsetDatesHaveTheirForm: Rule {
    public static let card = RuleCard(
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

    public static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        for field in VolumeDescriptor.DateField.all {
            let date = descriptor.date(field)
            guard date.isLooselyUnset, !date.isUnset else { continue }
            findings.report(
                "\(field.name) of the \(descriptor.name) is not specified in another form",
                expected: "0000000000000000 and a zero byte",
                actual: date.bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
                    .joined(separator: " "),
                at: descriptor.place(field.range.lowerBound, 17, field.name))
        }
    }

    public static var fires: [Example] {
        [
            Example("zero bytes", .plain) { $0.fill("pvd", 847, count: 17, with: 0) },
            Example("a digit zero as offset", .plain) { $0.set8("pvd", 863, 0x30) },
        ]
    }

    public static var staysSilent: [Example] { [Example("the form of the standard", .everything)] }
}
