import Containers
import DiscModel
import Sectors
import Specimens
import Surveys

/// What a file holds of its last track is whole sectors.
enum TracksAreWholeSectors: Rule {
    static let card = RuleCard(
        id: "container-size-not-multiple",
        title: "Files hold whole sectors",
        rationale: """
            The last track of a file goes on to its end, so the length of the file must be a multiple of \
            the length of a sector. CDRWin and its kin refuse a file that is none. Bytes that are left over \
            are the mark of a file cut short, or of something appended.
            """,
        remedy:
            "Compare the length with the source; a track type with another sector length may be the true one.",
        severity: .warning,
        clause: .practice("BIN/CUE"))

    static func weigh(_ container: ContainerFacts, in disc: Disc, _ findings: inout Findings) {
        for span in container.spans where span.remainder > 0 && !container.isPlain {
            if container.holdsDisk, span.remainder % 512 == 0 { continue }
            findings.report(
                "\(container.name(ofFile: span.extent.source)) ends \(bytes(span.remainder)) into a sector of \(span.extent.layout.stride.of("byte")): \(bytes(span.extent.layout.stride - span.remainder)) are missing to its end, or those are too many",
                expected: "a multiple of \(span.extent.layout.stride.of("byte")) in track \(span.track)",
                actual: "\(bytes(span.remainder)) over",
                at: container.place(inFile: span.extent.source, "track \(span.track)"),
                causedBy: cause(of: span, in: disc))
        }
    }

    /// What makes the file end within a sector: bytes lost or put in before, or an image that was cut.
    private static func cause(of span: StoredSpan, in disc: Disc) -> (any Rule.Type)? {
        let stretches = disc.facts(ErrorCodesFacts.self)?.stretches ?? []
        let slips = stretches.filter { $0.extent.source == span.extent.source }.compactMap(\.found.finalSlip)
        let stride = Int(clamping: span.extent.layout.stride)
        if slips.contains(where: { ($0 + stride) % stride == Int(clamping: span.remainder) }) {
            return SectorsBeginWithSync.self
        }
        return Cut(of: disc) == nil ? nil : ImageTruncated.self
    }

    static var examples: [Example] {
        [
            .fires(
                "a BIN file cut within a sector",
                in: .cue(.mixed).with { $0.siblings["disc.bin"]?.removeLast(1_000) }, at: "disc.bin: track 3"),
            .fires("bytes behind raw sectors", in: .raw(.plain, trailing: 777), at: "disc.bin: track 1"),
            .passes(
                "a disk of 512 bytes more than whole sectors in a DMG",
                in: .dmg(Specimen.plain.bytes + [UInt8](repeating: 0, count: 512))),
            .passes("whole sectors", in: .cue(.mixed)),
        ]
    }
}
