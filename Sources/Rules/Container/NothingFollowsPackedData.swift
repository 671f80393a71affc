import Containers
import DiscModel
import Specimens

/// Nothing stands behind the compressed data.
enum NothingFollowsPackedData: Rule {
    static let card = RuleCard(
        id: "container-packing-trailing",
        title: "Nothing follows the compressed data",
        rationale: """
            Unpacking programs pass over bytes behind the end, most without a word. They are no part of the \
            image, and may hide something or tell of a transfer that went wrong.
            """,
        remedy: "Compare the length with the source.",
        severity: .warning,
        clause: .practice("RFC 1952, xz, RFC 8878, bzip2, maxcso, ecm, chd.cpp, libewf"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for file in container.trailing {
            let name = DisplayName(file.file).escaped
            findings.report(
                "\(file.count.of("byte")) \(file.count == 1 ? "follows" : "follow") the end of the \(file.kind) data in \(name), at its end",
                actual: "\(file.count.of("byte"))",
                at: Place(field: "\(name): bytes behind the \(file.kind) data"))
        }
        guard let packing = container.packing, packing.trailingBytes > 0 else { return }
        findings.report(
            "\(packing.trailingBytes.of("byte")) follow the end of the \(packing.filter) data",
            actual: "\(packing.trailingBytes.of("byte"))",
            at: container.place(inFile: 0, "bytes behind the \(packing.filter) data"))
    }

    static var examples: [Example] {
        [
            .fires(
                "a text appended",
                in: .gzip(Specimen.plain.bytes).with { $0.bytes += Array("this is no part of it".utf8) },
                at: "disc.iso: bytes behind the gzip data"),
            .fires(
                "a text behind the last block of a CSO",
                in: .cso(Specimen.plain.bytes).with { $0.bytes += Array("this is no part of it".utf8) },
                at: "disc.cso: bytes behind the CSO data"),
            .fires(
                "a byte behind the EDC of an ECM file", in: .ecm(.plain).with { $0.bytes.append(0) },
                at: "disc.bin.ecm: bytes behind the ECM data"),
            .fires(
                "a text behind the trailer of a DMG",
                in: .dmg(Specimen.plain.bytes).with { $0.bytes += Array("this is no part of it".utf8) },
                at: "disc.dmg: bytes behind the DMG data"),
            .fires(
                "a text behind the last hunk of a CHD",
                in: .chd(Specimen.plain.bytes).with { $0.bytes += Array("this is no part of it".utf8) },
                at: "disc.chd: bytes behind the CHD data"),
            .fires(
                "a text behind the last section of an evidence file",
                in: .evidence(Specimen.plain.bytes).with { $0.bytes += Array("this is no part of it".utf8) },
                at: "disc.E01: bytes behind the E01 data"),
            .passes("a CHD that ends with its last hunk", in: .chd(Specimen.plain.bytes)),
            .passes("an evidence file that ends with its last section", in: .evidence(Specimen.plain.bytes)),
            .passes("a DMG that ends with its trailer", in: .dmg(Specimen.plain.bytes)),
            .passes("nothing behind the end", in: .gzip(Specimen.plain.bytes)),
            .passes("a CSO that ends with its last block", in: .cso(Specimen.plain.bytes)),
            .passes("an ECM file that ends with its EDC", in: .ecm(.plain)),
        ]
    }
}
