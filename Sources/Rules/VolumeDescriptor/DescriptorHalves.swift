import Bytes
import DiscModel
import FileSystems

/// Compares both recordings of every number in a descriptor; two rules use it, one for each kind of descriptor.
enum DescriptorHalves {
    static func compare(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        for (field, number) in descriptor.numbersRecordedTwice where !number.agrees {
            let halves = Arbitration(field.name, number, of: descriptor, in: disc)
            findings.report(
                "the \(field.name.spelledOut) of the \(descriptor.name) is \(number.little) little-endian and \(number.big) big-endian"
                    + halves.words, expected: halves.expected, actual: "\(number.little) and \(number.big)",
                at: descriptor.place(field))
        }
    }
}
