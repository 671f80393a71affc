import Bytes
import DiscModel
import FileSystems
import Inspection
import Specimens
import Testing

/// Two files of one size in a bridge by genisoimage change places: their bytes, and the records of both file systems.
struct ExchangedPlaces {
    private(set) var bytes: [UInt8]
    /// The first block of the UDF partition (ECMA-167 3/10.5.8).
    private let partition: Int

    init(_ image: [UInt8], _ one: String, _ other: String) throws {
        bytes = image
        let udf = try #require(
            try Inspection(quick: true).inspect(MemorySource(image), named: "x.iso").disc.tree(.udf))
        func extent(_ path: String) throws -> FileTree.Extent {
            let node = try #require(udf.nodes.indices.first { udf.path(of: $0).text == path })
            return try #require(udf.extents(of: udf.nodes[node]).first)
        }
        let descriptor = try #require(
            (0..<300).first {
                image[$0 * .sector] == 5 && image[$0 * .sector + 1] == 0 && image[$0 * .sector + 2] == 2
            })
        partition = Int(Record(image).u32le(descriptor * .sector + 188))
        let (first, second) = (try extent(one), try extent(other))
        try #require(first.length == second.length)
        let (low, high) = (Int(first.offset), Int(second.offset))
        let length = Int(first.length)
        bytes.replaceSubrange(low..<low + length, with: image[high..<high + length])
        bytes.replaceSubrange(high..<high + length, with: image[low..<low + length])
        let changes =
            try places(of: low, length).map { ($0, high) } + places(of: high, length).map { ($0, low) }
        for (place, start) in changes { place.put(start / .sector, &bytes) }
    }

    /// Where a block stands: in a directory record, in both byte orders, or in the entry of a file.
    private enum Mark {
        case record(Int)
        case entry(Int, partition: Int)

        func put(_ block: Int, _ bytes: inout [UInt8]) {
            var image = Specimen.plain
            image.bytes = bytes
            let start = image.offset("pvd")
            switch self {
            case .record(let at):
                image.setBoth32("pvd", at - start, UInt32(clamping: block))
            case .entry(let at, let partition):
                image.set32LE("pvd", at - start + 180, UInt32(clamping: block - partition))
                image.sealUDF(at: at)
            }
            bytes = image.bytes
        }
    }

    private func places(of start: Int, _ length: Int) throws -> [Mark] {
        let whole = Record(bytes)
        let block = UInt32(clamping: start / .sector)
        // Structures lie before all files.
        let sectors = 0..<600
        let entries = sectors.filter {
            whole.u16le($0 * .sector) == 261 && whole.u32le($0 * .sector + 176) == UInt32(clamping: length)
                && Int(whole.u32le($0 * .sector + 180)) + partition == Int(block)
        }
        let records = (0..<600 * Int.sector / 2).map { $0 * 2 }.filter {
            whole.u32le($0) == block && whole.u32be($0 + 4) == block
                && whole.u32le($0 + 8) == UInt32(clamping: length)
        }
        try #require(entries.count == 1 && !records.isEmpty)
        return entries.map { .entry($0 * .sector, partition: partition) } + records.map { .record($0) }
    }
}
