import Bytes
import Containers
import DiscModel
import FileSystems
import Specimens

/// The image consists of whole sectors (ECMA-119, 6.1.2).
enum SizeIsWholeSectors: Rule {
    static let card = RuleCard(
        id: "image-size-not-sector-multiple",
        title: "The length of the image is a multiple of 2048 bytes",
        rationale: """
            A disc has whole sectors only, and burning programs refuse a file that has not. A last sector cut short is \
            the mark of an interrupted download; bytes too many were appended, such as a signature or a web page.
            """,
        remedy: "Compare the length with the source; download again, or cut off what was appended.",
        severity: .warning,
        clause: .ecma119("6.1.2"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let odd = disc.size % .sector
        guard odd > 0 else { return }
        if disc.facts(ContainerFacts.self)?.holdsDisk == true, odd % 512 == 0 { return }
        // Volumes of hard disks and sticks count in smaller blocks.
        if disc.iso == nil, let udf = disc.udf, disc.size % udf.blockSize == 0 { return }
        let start = disc.size - odd
        let owner = disc.map.spans(at: start).first
        let cut = disc.iso?.declaredSize.map { $0 > disc.size } ?? false
        let what = owner.map { "; they belong to \(disc.name(of: $0.owner).escaped)" } ?? ""
        findings.report(
            "the image ends \(odd.of("byte")) into its last sector\(what)",
            expected: "a multiple of 2048 bytes",
            actual: "\(disc.size.of("byte"))", at: Place(offset: start, length: odd),
            severity: owner == nil ? nil : .error, causedBy: cut ? ImageTruncated.self : nil)
    }

    static var examples: [Example] {
        [
            .fires("seven bytes appended", .plain, at: "padding", 307_200) {
                $0.append([1, 2, 3, 4, 5, 6, 7])
            },
            .fires("cut in the middle of a sector", .plain, at: "padding", 305_152, severity: .note) {
                $0.truncate(to: $0.bytes.count - 1_000)
            },
            .passes("whole sectors", .plain),
        ]
    }
}
