import Bytes
import Digests

// Checksums as libisofs leaves them: tags behind descriptors, directories and files, and an array with a sum of each file.

extension Specimen {
    /// Gives each file the index of its sum and the root the place of them all, then sums everything.
    mutating func addLibisofsSums() {
        let files = summedFiles
        for (index, path) in files.enumerated() {
            insertEntry(Self.attribute("cx", UInt32(index + 1).big), into: "record:" + path)
        }
        let numbers = [0, block("libisofs:array"), UInt32(files.count + 2), 16]
        let value = numbers.flatMap { [4] + $0.big } + Array("MD5".utf8)
        insertEntry(Self.attribute("ca", value), into: "record:/.")
        sealLibisofs()
    }

    /// Writes all sums again, for what the image is now.
    public mutating func sealLibisofs() {
        writeTag("libisofs:superblock", "libisofs_sb_checksum_tag_v1", next: "libisofs:tree")
        writeTag("libisofs:tree", "libisofs_tree_checksum_tag_v1", next: "libisofs:session")
        var sums = sum(upTo: offset("libisofs:array")).bytes
        for path in summedFiles {
            let start = Int(get32LE("record:" + path, 2)) * .sector
            let length = Int(get32LE("record:" + path, 10))
            sums += RunningDigest.digest(.md5, of: Array(bytes[start..<start + length])).bytes
        }
        sums += RunningDigest.digest(.md5, of: sums).bytes
        set("libisofs:array", sums)
        writeTag("libisofs:session", "libisofs_checksum_tag_v1", next: nil)
    }

    /// Files of one section, in the order of their names.
    private var summedFiles: [String] {
        landmarks.keys.filter { $0.hasPrefix("record:") && !$0.contains("#") }.map { String($0.dropFirst(7)) }
            .filter { path in
                !path.hasSuffix("/.") && !path.hasSuffix("/..") && get8("record:" + path, 25) & 0x82 == 0
                    && landmarks["susp:\(path):SL"] == nil && landmarks["record:\(path)#2"] == nil
            }.sorted()
    }

    private mutating func writeTag(_ landmark: String, _ kind: String, next: String?) {
        let block = block(landmark)
        var line = "\(kind) pos=\(block) range_start=0 range_size=\(block)"
        if let next { line += " next=\(self.block(next))" }
        line += " md5=\(sum(upTo: offset(landmark)).hex)"
        line += " self=\(RunningDigest.digest(.md5, of: Array(line.utf8)).hex)\n"
        fill(landmark, count: .sector, with: 0)
        set(landmark, Array(line.utf8))
    }

    private func sum(upTo end: Int) -> Digest { RunningDigest.digest(.md5, of: Array(bytes.prefix(end))) }

    /// An AL entry with one pair of name and value; the name begins with the byte that stands for "isofs.".
    private static func attribute(_ name: String, _ value: [UInt8]) -> [UInt8] {
        let name = [4] + Array(name.utf8)
        return systemUseEntry(
            "AL", [0, 0, UInt8(name.count)] + name + [0, UInt8(clamping: value.count)] + value)
    }
}
