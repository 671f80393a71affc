import DiscModel
import FileSystems
import Specimens

/// Joliet names are recorded most significant byte first.
enum JolietNamesAreBigEndian: Rule {
    static let card = RuleCard(
        id: "joliet-byte-order-swapped",
        title: "Joliet names are recorded most significant byte first",
        rationale: """
            Joliet is big-endian throughout. A program that wrote the characters as its machine keeps them gives names that \
            every reader shows as Chinese signs. Only home-made programs do so.
            """,
        remedy: "Make the image again with another program.",
        severity: .error, confidence: .firm,
        clause: .joliet("Unicode"))

    /// Names looked at, and characters needed to be sure.
    private static let sample = 2_000, enough = 8

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard tree.kind == .joliet else { return }
        var characters = 0
        var swapped = 0
        var first: Int?
        for slot in tree.slots.indices.prefix(sample) {
            let name = tree.identifier(slot)
            guard name.count > 1 else { continue }
            for at in stride(from: name.startIndex, to: name.endIndex - 1, by: 2) {
                characters += 1
                guard name[at] != 0, name[at + 1] == 0 else { continue }
                swapped += 1
                first = first ?? slot
            }
        }
        guard let first, characters >= enough, swapped * 5 > characters * 4 else { return }
        findings.report(
            "\(swapped) of \(characters.of("character")) of Joliet names are recorded least significant byte first",
            expected: "most significant byte first", at: tree.place(ofRecord: first, field: "fileIdentifier"))
    }

    static var examples: [Example] {
        [
            .fires("all names swapped", .joliet, at: "svd:record:/docs") { specimen in
                for name in ["readme.txt", "docs", "emptydir", "docs/manual.txt", "docs/empty.dat"] {
                    let record = "svd:record:/" + name
                    let count = Int(specimen.get8(record, 32))
                    let bytes = specimen.get(record, 33, count: count)
                    let pairs = stride(from: 0, to: count, by: 2)
                    specimen.set(record, 33, pairs.flatMap { [bytes[$0 + 1], bytes[$0]] })
                }
            },
            .passes("names as they should be", .joliet),
            .passes("one name in characters like U+3000", .joliet) {
                $0.set("svd:record:/docs", 33, [0x30, 0x00, 0x4E, 0x00, 0x50, 0x00, 0x52, 0x00])
            },
        ]
    }
}
