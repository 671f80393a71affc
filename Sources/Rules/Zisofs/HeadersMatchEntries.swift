import Bytes
import DiscModel
import FileSystems
import Specimens

/// The header of a compressed file says what its ZF says.
enum HeadersMatchEntries: Rule {
    static let card = RuleCard(
        id: "zisofs-header-mismatch",
        title: "The header of a compressed file matches its ZF",
        rationale: """
            Size and block size stand in ZF and again at the start of the data. Linux takes those of ZF, programs that unpack \
            files one by one those of the header: where they differ, one of them delivers a file that is cut or damaged.
            """,
        remedy: "Make or copy the image again.",
        severity: .error,
        clause: Clause("zisofs", "header"))

    static func weigh(_ row: TreeZisofsFile, in _: Disc, _ findings: inout Findings) {
        let file = row.file
        let isSecond = ZisofsFile.isSecond(file.entry)
        let recorded = ZisofsHeader(file)
        let length = recorded.length
        // What could not be read is a gap.
        guard file.head.bytes.count >= length || file.storedSize < UInt64(length) else { return }
        func report(_ message: String, _ field: AnyField, expected: String, actual: String) {
            var place = recorded.place(field)
            place.tree = row.tree.kind
            place.path = row.tree.path(ofRecord: file.slot)
            findings.report(message, expected: expected, actual: actual, at: place)
        }
        guard file.storedSize >= UInt64(length) else {
            return report(
                "the compressed file has \(file.storedSize.of("byte")), too few for a header",
                Field<RawBytes>("magic", 0..<file.head.count, "zisofs, header").any,
                expected: "\(length) or more", actual: "\(file.storedSize)")
        }
        let magic = isSecond ? ZisofsFile.secondMagic : ZisofsFile.magic
        if !recorded[ZisofsHeader.magic].elementsEqual(magic) {
            report(
                "the compressed file does not begin with the signature of zisofs", ZisofsHeader.magic.any,
                expected: JolietIsAnnounced.hex(magic),
                actual: JolietIsAnnounced.hex(recorded[ZisofsHeader.magic]))
        }
        let (entry, header) = (ZisofsParameters(file.entry), ZisofsParameters(recorded))
        if entry.size != header.size {
            let field = isSecond ? ZisofsHeader.secondSize.any : ZisofsHeader.size.any
            let both = "the header gives a size of \(header.size.of("byte")), ZF of \(entry.size)"
            switch file.unpackedSize {
            case entry.size:
                report(
                    both + ", to which the data unpacks", field, expected: "\(entry.size)",
                    actual: "\(header.size)")
            case header.size:
                findings.report(
                    both + "; the data unpacks to what the header says", expected: "\(header.size)",
                    actual: "\(entry.size)",
                    at: row.tree.place(of: file.entry, slot: file.slot, ZisofsEntry.uncompressedSize.any))
            default:
                report(
                    both + "; nothing tells which is right", field, expected: "the same size twice",
                    actual: "\(header.size) and \(entry.size)")
            }
        }
        if entry.log2 != header.log2 || entry.headerSize != header.headerSize {
            report(
                "the header gives blocks of 2^\(header.log2) bytes behind \(header.headerSize), ZF of 2^\(entry.log2) behind \(entry.headerSize)",
                recorded.headerSizeField.any, expected: "2^\(entry.log2)", actual: "2^\(header.log2)")
        }
        let reserved = isSecond ? ZisofsHeader.secondReserved : ZisofsHeader.reserved
        if !recorded[reserved].isFilled(with: 0) {
            report(
                "the reserved bytes of the header are not zero", reserved.any,
                expected: "zeros", actual: JolietIsAnnounced.hex(recorded[reserved]))
        }
    }

    static var examples: [Example] {
        [
            .fires("another size in the header", .zisofs, at: "data:/PACKED.TXT", 8) {
                $0.set32LE(ZisofsExample.data, 8, 39_999)
            },
            .fires(
                "another size in ZF", .zisofs, at: ZisofsExample.entry, ZisofsEntry.uncompressedSize,
                message:
                    "the header gives a size of 40000 bytes, ZF of 40077; the data unpacks to what the header says"
            ) {
                $0.set(ZisofsEntry.uncompressedSize, of: ZisofsExample.entry, 40_077)
            },
            .fires(
                "a size of fewer blocks in ZF", .zisofs, at: ZisofsExample.entry, ZisofsEntry.uncompressedSize
            ) {
                $0.set(ZisofsEntry.uncompressedSize, of: ZisofsExample.entry, 5)
            },
            .fires("one bit of the signature flipped", .zisofs, at: "data:/PACKED.TXT") {
                $0.set8(ZisofsExample.data, 0, 0x36)
            },
            .fires("another block size in ZF", .zisofs, at: "data:/PACKED.TXT", 12) {
                $0.set8(ZisofsExample.entry, 7, 16)
            },
            .fires("a reserved byte", .zisofs, at: "data:/PACKED.TXT", 14) {
                $0.set8(ZisofsExample.data, 15, 1)
            },
            .passes("a file that mkzftree packed", .zisofs),
            .passes("a file of the second version", .zisofs) { ZisofsExample.makeSecond(&$0) },
        ]
    }
}
