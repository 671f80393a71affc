import Bytes
import DiscModel
import FileSystems
import Specimens

/// The block pointers of a compressed file begin behind themselves, ascend, and end where the file ends.
enum BlockPointersAscend: Rule {
    static let card = RuleCard(
        id: "zisofs-pointer-array",
        title: "Block pointers of a compressed file ascend to its end",
        rationale: """
            Each pointer tells where a block begins and the one before it ends. One that leads back, or behind the file, gives \
            a block of negative or enormous length: Linux answers with an input/output error, careless readers with worse.
            """,
        remedy: "Make or copy the image again.",
        severity: .error,
        clause: Clause("zisofs", "block pointers"))

    static func weigh(_ row: TreeZisofsFile, in _: Disc, _ findings: inout Findings) {
        let file = row.file
        let isSecond = ZisofsFile.isSecond(file.entry)
        let parameters = ZisofsParameters(file.entry)
        // Without these nobody knows how many pointers there are; other rules say so.
        guard ZisofsParameters.logarithms(isSecond: isSecond).contains(parameters.log2),
            parameters.headerSize == ZisofsParameters.headerSize(isSecond: isSecond)
        else { return }
        let width = isSecond ? 8 : 4
        let end = ZisofsFile.headLength(file.entry)
        func report(_ message: String, _ at: Int, expected: String? = nil, actual: String? = nil) {
            var place = file.head.place(at, width, field: "blockPointers")
            place.tree = row.tree.kind
            place.path = row.tree.path(ofRecord: file.slot)
            findings.report(message, expected: expected, actual: actual, at: place)
        }
        guard file.storedSize >= UInt64(end) else {
            return report(
                "the compressed file has \(file.storedSize.of("byte")), too few for its block pointers",
                parameters.headerSize,
                expected: "\(end) or more", actual: "\(file.storedSize)")
        }
        var last = UInt64(end)
        for at in stride(
            from: parameters.headerSize, to: min(end, file.head.bytes.count - width + 1), by: width)
        {
            let pointer = isSecond ? file.head.u64le(at) : UInt64(file.head.u32le(at))
            let isFirst = at == parameters.headerSize
            if pointer < last || isFirst && pointer != last {
                return report(
                    "block pointer \((at - parameters.headerSize) / width + 1) is \(pointer), the one before it ends at \(last)",
                    at,
                    expected: isFirst ? "\(last)" : "\(last) or more", actual: "\(pointer)")
            }
            last = pointer
        }
        guard file.isWhole || last > file.storedSize, last != file.storedSize else { return }
        report(
            "the last block ends at byte \(last) of a file of \(file.storedSize)", end - width,
            expected: "\(file.storedSize)", actual: "\(last)")
    }

    static var examples: [Example] {
        [
            .fires("the second pointer leads back", .zisofs, at: "data:/PACKED.TXT", 20) {
                $0.set32LE(ZisofsExample.data, 20, 3)
            },
            .fires("the last pointer leads behind the file", .zisofs, at: "data:/PACKED.TXT", 24) {
                $0.set8(ZisofsExample.data, 26, 0x7F)
            },
            .fires("one bit of the first pointer flipped", .zisofs, at: "data:/PACKED.TXT", 16) {
                $0.set8(ZisofsExample.data, 16, 29)
            },
            .passes("a file that mkzftree packed", .zisofs),
            .passes("blocks of zeros, which have no length", .zisofs) { ZisofsExample.makeSecond(&$0) },
        ]
    }
}
