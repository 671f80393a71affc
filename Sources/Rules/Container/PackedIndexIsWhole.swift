import Containers
import DiscModel
import Specimens

/// The index of a file that is unpacked piece by piece leads to all of its pieces.
enum PackedIndexIsWhole: Rule {
    static let card = RuleCard(
        id: "container-packing-index",
        title: "The index of a packed image leads to all of its pieces",
        rationale: """
            A CSO, ZSO or DAX has an index that tells where each block begins, and an ECM file a row of records, each of which tells how far \
            it is to the next. Where that leads backwards, out of the file, or ends too early, the rest of the disc is lost: PPSSPP and \
            ciso stop there or show other bytes, and unecm says that the file may be corrupt. isocheck reads what can still be reached.
            """,
        remedy: "Download or copy the file again, and compare its length with the source.",
        severity: .error,
        clause: .practice("maxcso, ecm"))

    static func weigh(_ file: UnpackedFile, in _: Disc, _ findings: inout Findings) {
        guard let fault = file.fault else { return }
        findings.report("the \(file.index) of \(file.displayName) \(fault)", at: file.place(file.index))
    }

    static var examples: [Example] {
        [
            .fires(
                "a block begins before the one in front of it",
                in: .cso(Specimen.plain.bytes).with {
                    $0.set(CSOEntry.place, of: "index", at: 4 * 30, 0x8000_0100)
                },
                at: "disc.cso: index of blocks"),
            .fires(
                "a CSO that was cut in the middle",
                in: .cso(Specimen.plain.bytes).with { $0.bytes.removeLast($0.bytes.count / 4) },
                at: "disc.cso: index of blocks"),
            .fires(
                "an ECM file that was cut in the middle",
                in: .ecm(.plain).with { $0.bytes.removeLast($0.bytes.count / 4) },
                at: "disc.bin.ecm: records"),
            .fires(
                "an ECM file without its last four bytes", in: .ecm(.plain).with { $0.bytes.removeLast(4) },
                at: "disc.bin.ecm: records",
                message:
                    "the records of disc.bin.ecm are followed by nothing, and not by the 4 bytes of an EDC"),
            .passes("a CSO", in: .cso(Specimen.plain.bytes)),
            .passes("a CSO whose blocks begin at multiples of 16", in: .cso(Specimen.plain.bytes, shift: 4)),
            .passes("an ECM file", in: .ecm(.plain)),
        ]
    }
}
