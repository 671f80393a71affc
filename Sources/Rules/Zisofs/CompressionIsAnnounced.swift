import Bytes
import DiscModel
import FileSystems
import Specimens

/// ZF is 16 bytes long and has an algorithm, a header size and a block size that exist.
enum CompressionIsAnnounced: Rule {
    static let card = RuleCard(
        id: "zisofs-zf-malformed",
        title: "ZF has the fields that zisofs defines",
        rationale: """
            ZF tells Linux to unpack the file while reading. It allocates a block of 2 to the power that ZF gives, so a wrong \
            power has been an attack on readers; with other fields that do not exist the file is shown packed.
            """,
        remedy:
            "Make or copy the image again; on an image of unknown origin suspect an attack on its reader.",
        severity: .error,
        clause: Clause("zisofs", "ZF"))

    static func weigh(_ row: TreeZisofsFile, in _: Disc, _ findings: inout Findings) {
        let entry = row.file.entry
        let isSecond = ZisofsFile.isSecond(entry)
        let parameters = ZisofsParameters(entry)
        func report<Coding>(_ message: String, _ field: Field<Coding>, expected: String? = nil) {
            findings.report(
                message, expected: expected,
                at: row.tree.place(of: entry, slot: row.file.slot, field.any))
        }
        if entry.length != 16 {
            report(
                "the entry of the compression (ZF) is \(entry.length.of("byte")) long", SystemUseEntry.length,
                expected: "16 bytes")
        }
        let letters = [UInt8](entry[ZisofsEntry.algorithm])
        if letters != Array((isSecond ? "PZ" : "pz").utf8) {
            let name = DisplayName(utf8: letters).escaped
            report(
                "the entry of the compression (ZF) of version \(entry.version) has the algorithm \(name)",
                ZisofsEntry.algorithm,
                expected: isSecond ? "PZ" : "pz")
        }
        let headerSize = ZisofsParameters.headerSize(isSecond: isSecond)
        if parameters.headerSize != headerSize {
            report(
                "the entry of the compression (ZF) says that the header has \(parameters.headerSize.of("byte"))",
                ZisofsEntry.headerSize,
                expected: "\(headerSize)")
        }
        let logarithms = ZisofsParameters.logarithms(isSecond: isSecond)
        if !logarithms.contains(parameters.log2) {
            report(
                "the entry of the compression (ZF) says that a block has 2^\(parameters.log2) bytes",
                ZisofsEntry.log2BlockSize,
                expected: "\(logarithms.lowerBound) to \(logarithms.upperBound)")
        }
        guard !isSecond else { return }
        findings.reportHalves(
            ZisofsEntry.uncompressedSize, of: entry, slot: row.file.slot, in: row.tree)
    }

    static var examples: [Example] {
        [
            .fires("blocks of 2^31 bytes", .zisofs, at: "susp:/PACKED.TXT:ZF", ZisofsEntry.log2BlockSize) {
                $0.set(ZisofsEntry.log2BlockSize, of: "susp:/PACKED.TXT:ZF", 31)
            },
            .fires("another algorithm", .zisofs, at: "susp:/PACKED.TXT:ZF", ZisofsEntry.algorithm) {
                $0.set(ZisofsEntry.algorithm, byte: 0, of: "susp:/PACKED.TXT:ZF", 0x71)
            },
            .fires(
                "halves of the size that differ", .zisofs, at: "susp:/PACKED.TXT:ZF",
                ZisofsEntry.uncompressedSize
            ) {
                $0.set(ZisofsEntry.uncompressedSize.big, byte: 3, of: "susp:/PACKED.TXT:ZF", 0xFF)
            },
            .passes("a file that mkzftree packed", .zisofs),
            .passes("a file of the second version", .zisofs) { ZisofsExample.makeSecond(&$0) },
        ]
    }
}
