import DiscModel
import FileSystems

/// Compares both recordings of every number in a descriptor; two rules use it, one for each kind of descriptor.
enum DescriptorHalves {
    static func compare(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        for number in descriptor.numbersRecordedTwice where number.little != number.big {
            let halves = Arbitration(number, of: descriptor, in: disc)
            findings.report(
                "\(number.field) of the \(descriptor.name) is \(number.little) little-endian and \(number.big) big-endian"
                    + halves.words, expected: halves.expected, actual: "\(number.little) and \(number.big)",
                at: descriptor.place(number.at, number.count, number.field))
        }
    }
}
