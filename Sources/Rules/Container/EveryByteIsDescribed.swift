import Bytes
import Containers
import DiscModel
import Specimens
import Surveys

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

    static func weigh(_ container: ContainerFacts, in disc: Disc, _ findings: inout Findings) {
        let contents = disc.facts(StrayBytesFacts.self)?.found ?? []
        for stray in container.strays where stray.kind == .unreferenced {
            let content = contents.first { $0.range == stray }
            findings.report(
                "bytes \(stray.words) of \(container.name(ofFile: stray.file)) belong to no track\(content.map { ": \($0.account)" } ?? "")",
                actual: "\(stray.range.count.of("byte"))",
                at: container.place(inFile: stray.file, "bytes \(stray.words)"))
        }
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
