import Bytes
import DiscModel
import FileSystems
import Specimens

/// A bridge shows the same files in UDF and ISO 9660.
enum UDFTreesAgree: Rule {
    static let card = RuleCard(
        id: "udf-bridge-size-differs",
        title: "A bridge shows the same files in UDF and ISO 9660",
        rationale: """
            Windows and macOS read UDF, and others ISO 9660. A file that has another place or length in the \
            other tree, or is in one of them alone, is another disc for another reader. Windows discs show one \
            text in ISO 9660 on purpose.
            """,
        remedy: """
            Read the file in both ways and compare; make or copy the image again.
            """,
        severity: .error,
        clause: .practice("bridge discs"))

    static func weigh(_ volume: UDFFacts, in disc: Disc, _ findings: inout Findings) {
        guard let pair = UDFTreePair(volume, disc) else { return }
        for one in pair.differing where one.isRemainder {
            findings.report(
                "\(one.path) is \(one.udf) in UDF and \(one.iso) in ISO 9660, which keeps the rest of a division by 4 GiB: whoever reads ISO 9660 gets the beginning of the file alone",
                expected: one.udf, actual: one.iso, at: Place(offset: one.offset, tree: .udf, path: one.name),
                severity: .warning,
                remedy: "Make the image again with the file in sections (-iso-level 3), or split it.")
        }
        for one in pair.differing where !one.isRemainder {
            findings.report(
                "\(one.path) is \(one.udf) in UDF and \(one.iso) in ISO 9660",
                expected: "the same data in both", actual: "\(one.udf) and \(one.iso)",
                at: Place(offset: one.offset, tree: .udf, path: one.name), severity: one.isSmall ? .note : nil
            )
        }
        for one in pair.renamed {
            findings.report(
                "\(one.udf.escaped) in UDF is \(one.iso.escaped) in the \(pair.kind.name) tree",
                expected: one.iso.escaped, actual: one.udf.escaped, at: Place(tree: .udf, path: one.udf),
                severity: .warning)
        }
        for (name, isUDF) in pair.alone {
            findings.report(
                "\(name.escaped) is in \(isUDF ? "UDF and not in ISO 9660" : "ISO 9660 and not in UDF")",
                at: Place(tree: isUDF ? .udf : pair.kind, path: name),
                severity: pair.isOneEmpty ? findings.note(warningIn: [.release, .forensic]) : .warning)
        }
    }

    static var examples: [Example] {
        [
            .fires("another length in UDF", .udfBridge, at: "udf:data:/readme.txt", 0) {
                $0.set32LE("udf:fe:/readme.txt", 56, 30)
                $0.set32LE("udf:fe:/readme.txt", 176, 30)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .fires("another letter in a name", .udfBridge, at: nil, severity: .warning) {
                $0.set8("udf:fid:/readme.txt", 40, 0x71)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .passes("the same files", .udfBridge),
        ]
    }
}
