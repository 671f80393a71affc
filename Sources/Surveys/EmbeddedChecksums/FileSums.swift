import Bytes
import Checksums
import Digests
import DiscModel
import FileSystems
import Readers

/// The sums of the files as libisofs keeps them. The array begins with the sum of the session before it and ends with the
/// sum of all sums before; a file names its own by an index in its attribute "isofs.cx".
struct FileSums {
    private(set) var array: LibisofsFacts.SumArray?
    private(set) var problem: String?
    private(set) var statements: [ChecksumStatement] = []

    private static let size = 16

    init(_ place: ChecksumArray, _ volume: Window, _ disc: DiscBuilder) {
        let length = place.count.times(place.size)
        let offset = place.block.times(.sector)
        guard place.size == UInt64(Self.size), place.count >= 2, length <= ChecksumArray.longest else {
            problem = "it is said to have \(place.count) sums of \(place.size) bytes"
            return
        }
        guard let bytes = try? volume.bytes(at: offset, count: Int(length)), bytes.count == Int(length) else {
            problem = "its \(length) bytes at LBA \(place.block) could not be read"
            return
        }
        let last = bytes.count - Self.size
        var files = Files(disc)
        statements = files.statements(bytes, at: offset)
        array = .init(
            place: Place(offset: offset, length: length, field: "libisofs checksum array"),
            session: place.start, count: bytes.count / Self.size,
            recordedSum: Digest(.md5, bytes: Array(bytes[last...])),
            actualSum: RunningDigest.digest(.md5, of: Array(bytes[..<last])), unnamed: files.unnamed,
            astray: files.astray)
    }

    /// The files of the primary tree, by the names that most readers show.
    private struct Files {
        private let disc: DiscBuilder
        private(set) var unnamed = 0
        private(set) var astray = 0

        init(_ disc: DiscBuilder) { self.disc = disc }

        mutating func statements(_ array: [UInt8], at offset: UInt64) -> [ChecksumStatement] {
            guard let records = disc.facts(ISO9660Facts.self)?.isoTree(.iso9660),
                let index = disc.trees.shown(of: .iso9660)
            else { return [] }
            let tree = disc.trees[index]
            let count = array.count / size
            var statements: [ChecksumStatement] = []
            for (number, node) in tree.nodes.enumerated() where node.kind == .file && node.record >= 0 {
                guard let value = records.attribute(.isofsCX, ofRecord: Int(node.record)) else {
                    unnamed += 1
                    continue
                }
                let entry = value.count <= 8 ? value.reduce(0) { $0 << 8 | UInt64($1) } : .max
                // The first sum is the session's, the last the array's own.
                guard entry >= 1, entry < UInt64(count - 1),
                    let sum = Digest(.md5, bytes: Array(array[Int(entry) * size..<(Int(entry) + 1) * size]))
                else {
                    astray += 1
                    continue
                }
                let ranges = tree.extents(of: node).map { $0.offset..<$0.end }
                statements.append(
                    ChecksumStatement(
                        .libisofsFile, of: .file(tree: index, node: number), expected: sum,
                        request: DigestRequest(.md5, of: ranges),
                        recorded: Place(
                            offset: offset + entry * UInt64(size), length: UInt64(size),
                            field: "libisofs checksum array")))
            }
            return statements
        }
    }
}
