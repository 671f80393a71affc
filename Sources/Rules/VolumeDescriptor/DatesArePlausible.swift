import Bytes
import DiscModel
import FileSystems
import Specimens

/// The dates of a descriptor lie in the years in which there are such volumes.
enum DatesArePlausible: Rule {
    static let card = RuleCard(
        id: "pvd-date-implausible",
        title: "The dates of the descriptors lie between 1985 and 2106",
        rationale: """
            The format is of 1986, and clocks that count 32 bits of seconds end in 2106. A date outside tells of a dead \
            clock battery, a flipped digit, or an emulated machine. The first second of 1970 or 1980 is what reproducible \
            builds and clocks without a battery write; that is only noted.
            """,
        remedy: "No file is at risk; do not take the date as evidence.",
        severity: .warning,
        confidence: .firm,
        clause: .ecma119("8.4.26-8.4.29"))

    /// 1985-01-01 and 2107-01-01, 00:00 UTC.
    private static let years = Int64(473_385_600)..<4_323_283_200
    /// 1970-01-01 and 1980-01-01, 00:00 UTC.
    private static let epochs: Set<Int64> = [0, 315_532_800]

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        for field in VolumeDescriptor.DateField.all {
            guard let seconds = descriptor.date(field).moment?.seconds, !years.contains(seconds) else {
                continue
            }
            // "Never" is written as a far year.
            if field == .expiration, seconds >= years.upperBound { continue }
            findings.report(
                "the \(field.name.spelledOut) of the \(descriptor.name) is \(descriptor.date(field).inWords)",
                expected: "1985 to 2106", at: descriptor.place(field),
                severity: epochs.contains(seconds) || descriptor.date(field).isZeroOfAProgram ? .note : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires("1984", .plain, at: "pvd", VolumeDescriptor.DateField.creation) {
                $0.set(VolumeDescriptor.DateField.creation, of: "pvd", bytes: Array("1984".utf8))
            },
            .fires(
                "the start of 1980", .plain, at: "pvd", VolumeDescriptor.DateField.creation, severity: .note
            ) {
                $0.set(VolumeDescriptor.DateField.creation, of: "pvd", bytes: Array("1980010100000000".utf8))
            },
            .fires(
                "the zero of Delphi", .plain, at: "pvd", VolumeDescriptor.DateField.creation, severity: .note
            ) {
                $0.set(VolumeDescriptor.DateField.creation, of: "pvd", bytes: Array("1899123000000000".utf8))
            },
            .passes("it never expires", .plain) {
                $0.set(
                    VolumeDescriptor.DateField.expiration, of: "pvd", bytes: Array("9999123123595900".utf8))
            },
        ]
    }
}
