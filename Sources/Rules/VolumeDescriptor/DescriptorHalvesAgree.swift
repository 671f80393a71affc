import Bytes
public import DiscModel
public import FileSystems
import Specimens

/// Every both-endian number of a descriptor is the same number in both recordings (ECMA-119, 7.2.3 and 7.3.3).
public enum DescriptorHalvesAgree: Rule {
    public static let card = RuleCard(
        id: "pvd-both-endian-mismatch",
        title: "Both recordings of each number in a descriptor agree",
        rationale: """
            Linux, isoinfo and xorriso read the little-endian half; isomd5sum, isolyzer and big-endian systems the other. \
            When they differ, one image shows two truths: sizes, block sizes or roots depend on who reads.
            """,
        remedy: "Make the image again; if it came over a network or from a disc, copy it again first.",
        severity: .error,
        clause: .ecma119("7.2.3, 7.3.3"))

    public static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        func check<N>(_ number: BothEndian<N>, at: Int, _ field: String) {
            guard !number.agrees else { return }
            findings.report(
                "\(field) of the \(descriptor.name) is \(number.little) little-endian and \(number.big) big-endian",
                expected: "the same number twice", actual: "\(number.little) and \(number.big)",
                at: descriptor.place(at, MemoryLayout<N>.size * 2, field))
        }
        check(descriptor.volumeSpaceSize, at: 80, "volumeSpaceSize")
        check(descriptor.volumeSetSize, at: 120, "volumeSetSize")
        check(descriptor.volumeSequenceNumber, at: 124, "volumeSequenceNumber")
        check(descriptor.logicalBlockSize, at: 128, "logicalBlockSize")
        check(descriptor.pathTableSize, at: 132, "pathTableSize")
        let root = descriptor.rootRecord
        check(root.extent, at: 158, "rootDirectoryRecord/extent")
        check(root.dataLength, at: 166, "rootDirectoryRecord/dataLength")
        check(root.sequence, at: 184, "rootDirectoryRecord/volumeSequenceNumber")
    }

    public static var fires: [Example] {
        [
            Example("the big-endian half of the volume space size changed", .plain) {
                $0.set32BE("pvd", 84, 11)
            }
        ]
    }

    public static var staysSilent: [Example] { [Example("both halves agree", .plain)] }
}
