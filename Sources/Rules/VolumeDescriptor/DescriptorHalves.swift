import Bytes
import DiscModel
import FileSystems

/// Compares both recordings of every number in a descriptor; two rules use it, one for each kind of descriptor.
enum DescriptorHalves {
    static func compare(_ descriptor: VolumeDescriptor, _ findings: inout Findings) {
        for (field, number) in descriptor.numbersRecordedTwice where !number.agrees {
            findings.report(
                "\(field.name) of the \(descriptor.name) is \(number.little) little-endian and \(number.big) big-endian",
                expected: "the same number twice", actual: "\(number.little) and \(number.big)",
                at: descriptor.place(field))
        }
    }
}
