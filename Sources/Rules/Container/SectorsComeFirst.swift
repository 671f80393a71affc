import Containers
import DiscModel
import Specimens

/// A file of bare sectors begins with one.
enum SectorsComeFirst: Rule {
    static let card = RuleCard(
        id: "container-leading-bytes",
        title: "A file of bare sectors begins with a sector",
        rationale: """
            Bytes before the first sector are a header that no program for bare sectors knows. They come \
            from a container that was renamed, from a forensic tool, or from a file system that was cut out \
            of something larger.
            """,
        remedy: "Make a plain ISO of it: isocheck convert IN.iso OUT.iso.",
        severity: .warning,
        clause: .practice("raw sectors"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        guard !container.hasDescriptor, container.leadingBytes > 0 else { return }
        findings.report(
            "\(bytes(container.leadingBytes)) stand before the first sector", expected: "a sector at byte 0",
            actual: "the first sector at byte \(container.leadingBytes)",
            at: container.place(inFile: 0, "bytes 0 to \(container.leadingBytes - 1)"))
    }

    static var examples: [Example] {
        [
            .fires(
                "1,000 bytes before raw sectors", in: .raw(.plain, leading: 1_000),
                at: "disc.bin: bytes 0 to 999"),
            .passes("raw sectors from the first byte on", in: .raw(.plain)),
        ]
    }
}
