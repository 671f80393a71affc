import Bytes
import DiscModel
import FileSystems
import Specimens

/// The dates of a descriptor are sixteen digits that name a moment, and an offset from Greenwich (ECMA-119, 8.4.26.1).
enum DatesAreWellFormed: Rule {
    static let card = RuleCard(
        id: "pvd-date-17-malformed",
        title: "The dates of the descriptors are digits that name a moment",
        rationale: """
            Sixteen digits and an offset from Greenwich in quarters of an hour, from -48 to 52. Programs that parse other \
            bytes show a wrong date or fail: blank dates by PowerISO once stopped 7-Zip. Easy CD Creator writes offset 56. \
            A year of 1899 is the zero of Delphi, and zero bytes as hundredths are seen as well; nobody stumbles over these.
            """,
        remedy: "No file is at risk; a mastering program should write digits, or sixteen zeros for no date.",
        severity: .warning,
        clause: .ecma119("8.4.26.1"),
        exemptions: [offset])

    private static let offset = Exemption(
        .roxio, "Easy CD Creator writes offsets from Greenwich beyond the limit")

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        for field in VolumeDescriptor.DateField.all {
            let date = descriptor.date(field)
            guard !date.isUnset, !date.isLooselyUnset, date.moment == nil else { continue }
            let inRange = LongDate(bytes: Array(date.bytes.prefix(16)) + [0]).moment != nil
            let zone = Int8(bitPattern: date.bytes.last ?? 0)
            // Every reader takes the seconds and never looks at the hundredths.
            let lacksHundredths =
                LongDate(
                    bytes: Array(date.bytes.prefix(14)) + [0x30, 0x30] + date.bytes.suffix(1)
                ).moment != nil && date.bytes[14..<16].elementsEqual([0, 0])
            if lacksHundredths {
                findings.report(
                    "the \(field.name.spelledOut) of the \(descriptor.name) has zero bytes for the hundredths of a second",
                    expected: "two digits", at: descriptor.place(field), severity: .note)
                continue
            }
            findings.report(
                inRange
                    ? "the \(field.name.spelledOut) of the \(descriptor.name) is \(zone) quarters of an hour from Greenwich"
                    : "the \(field.name.spelledOut) of the \(descriptor.name) is no date",
                expected: inRange ? "-48 to 52" : "sixteen digits of a date and time",
                actual: inRange ? "\(zone)" : DisplayName(utf8: Array(date.bytes.prefix(16))).escaped,
                at: descriptor.place(field), severity: inRange || date.isZeroOfProgram ? .note : nil,
                exempt: inRange ? offset : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires("the 30th of February", .plain, at: "pvd", VolumeDescriptor.DateField.creation) {
                $0.set(VolumeDescriptor.DateField.creation, of: "pvd", bytes: Array("2024023003040500".utf8))
            },
            .fires(
                "zero bytes for hundredths", .plain, at: "pvd", VolumeDescriptor.DateField.creation,
                severity: .note
            ) {
                $0.set(
                    VolumeDescriptor.DateField.creation, of: "pvd",
                    bytes: Array("20240229030405".utf8) + [0, 0])
            },
            .fires("a letter", .joliet, at: "svd", VolumeDescriptor.DateField.modification) {
                $0.set(VolumeDescriptor.DateField.modification, byte: 0, of: "svd", 0x4F)
            },
            .fires(
                "hundredths of zero bytes", .plain, at: "pvd", VolumeDescriptor.DateField.creation,
                severity: .note
            ) {
                $0.set(VolumeDescriptor.DateField.creation, byte: 14, of: "pvd", 0)
                $0.set(VolumeDescriptor.DateField.creation, byte: 15, of: "pvd", 0)
            },
            .fires("offset 56", .plain, at: "pvd", VolumeDescriptor.DateField.creation, severity: .note) {
                $0.set(VolumeDescriptor.DateField.creation, byte: 16, of: "pvd", 56)
            },
            .passes("the 29th of February 2024, and no date at all", .plain) {
                $0.set(VolumeDescriptor.DateField.creation, of: "pvd", bytes: Array("2024022903040500".utf8))
            },
        ]
    }
}

extension LongDate {
    /// Whether it is a date but for hundredths of zero bytes or spaces, or one that a program writes for none: zeros and
    /// ones in its parts, or the day from which Delphi counts.
    fileprivate var isZeroOfProgram: Bool {
        if text.hasPrefix("18991230") { return true }
        let hundredths = bytes.dropFirst(14).prefix(2)
        if hundredths.allSatisfy({ $0 == 0 || $0 == 0x20 }) {
            let digits = Array(bytes.prefix(14)) + [0x30, 0x30, bytes.last ?? 0]
            return LongDate(bytes: digits).moment != nil || bytes.prefix(14).allSatisfy { $0 == 0x30 }
        }
        return bytes.prefix(16).allSatisfy { [0, 0x20, 0x30, 0x31].contains($0) }
    }
}
