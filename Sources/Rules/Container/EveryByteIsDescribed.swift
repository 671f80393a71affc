import Bytes
import Containers
import DiscModel
import Sectors
import Specimens

/// Every byte of the files belongs to a track or to the descriptor.
enum EveryByteIsDescribed: Rule {
    static let card = RuleCard(
        id: "container-bytes-unreferenced",
        title: "The descriptor accounts for every byte of its files",
        rationale: """
            What no track and no structure of the container covers is ignored by every program that opens \
            it. It may be left over from another image, or be hidden on purpose; more often the descriptor \
            belongs to another file.
            """,
        remedy: "Check that descriptor and files belong together.",
        severity: .warning,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        guard container.hasDescriptor else { return }
        for (index, file) in container.files.enumerated() {
            guard let size = file.size else { continue }
            var ranges = container.spans.filter { $0.extent.source == index }.map {
                ($0.extent.offset, $0.end + $0.remainder)
            }
            // A sheet is text, no sectors.
            guard !ranges.isEmpty else { continue }
            ranges += container.structures.filter { $0.file == index }.map {
                ($0.offset, $0.offset.addingReportingOverflow($0.length).partialValue)
            }
            for gap in uncovered(ranges, size) where !isFirstPregap(gap, index, container) {
                findings.report(
                    "bytes \(gap.lowerBound) to \(gap.upperBound - 1) of \(container.name(ofFile: index)) belong to no track",
                    actual: "\(gap.count.of("byte"))",
                    at: container.place(inFile: index, "bytes \(gap.lowerBound) to \(gap.upperBound - 1)"))
            }
        }
    }

    /// The parts of a file that no range covers.
    private static func uncovered(_ ranges: [(UInt64, UInt64)], _ size: UInt64) -> [Range<UInt64>] {
        var gaps: [Range<UInt64>] = []
        var reached: UInt64 = 0
        for (from, to) in ranges.sorted(by: { $0.0 < $1.0 }) {
            if from > reached { gaps.append(reached..<min(from, max(reached, size))) }
            reached = max(reached, to)
        }
        if reached < size { gaps.append(reached..<size) }
        return gaps.filter { !$0.isEmpty }
    }

    /// The 150 sectors before LBA 0, which are stored but are on no place that has an LBA.
    private static func isFirstPregap(_ gap: Range<UInt64>, _ file: Int, _ container: ContainerFacts) -> Bool
    {
        guard let first = container.spans.first(where: { $0.extent.source == file }), first.extent.first == 0
        else {
            return false
        }
        return gap.upperBound == first.extent.offset && UInt64(gap.count) == 150 * first.extent.layout.stride
    }

    static var examples: [Example] {
        [
            .fires(
                "a file longer than the tracks of a CloneCD image",
                in: .cloneCD(.plain).with {
                    $0.siblings["disc.img"]? += [UInt8](repeating: 0x41, count: 23_520)
                }, at: "disc.img: bytes 416304 to 439823"),
            .passes("tracks to the end of the file", in: .cloneCD(.mixed)),
            .passes("a stored first pregap", in: .nero(.mixed)),
        ]
    }
}
