import Bytes

extension Specimen {
    /// A disc that was written once, and from which `/readme.txt` was deleted later: another directory, an entry of the root that
    /// leads to it, and another table were written behind the first (UDF 2.2.11). The later table is `udf:vat#2`, its entry
    /// `udf:vat-icb#2`.
    public static let udfTwoStates = udfVirtual.with { disc in
        let start = disc.get32LE("udf:pd", 188)
        let (directory, root, table) = (
            disc.block("udf:dir:/"), disc.block("udf:fe:/"), disc.offset("udf:vat")
        )
        let first = UInt32(clamping: disc.bytes.count / .sector)
        func append(_ block: UInt32) -> Int {
            let place = disc.bytes.count
            disc.bytes += disc.bytes[Int(block) * .sector..<Int(block + 1) * .sector]
            return place
        }
        // The directory, with the entry of the file marked as deleted; each entry names the block where it begins.
        let copied = append(directory) - Int(directory) * .sector
        for (mark, place) in disc.landmarks
        where mark.hasPrefix("udf:fid:") && place / .sector == Int(directory) {
            disc.landmarks["moved"] = place + copied
            disc.set32LE("moved", 12, first - start)
            if mark == "udf:fid:/readme.txt" { disc.set8("moved", 18, disc.get8("moved", 18) | 4) }
            disc.sealUDF("moved")
        }
        // The entry of the root keeps its virtual place.
        disc.landmarks["moved"] = append(root)
        disc.set32LE("moved", 220, first - start)
        disc.sealUDF("moved")
        // The table, by which that entry lies elsewhere.
        let entry = disc.offset("udf:vat-icb")
        disc.landmarks["udf:vat-icb#2"] = append(disc.block("udf:vat-icb"))
        disc.landmarks["udf:vat#2"] = disc.offset("udf:vat-icb#2") + table - entry
        disc.landmarks["moved"] = nil
        disc.set32LE("udf:vat-icb#2", 12, first + 2 - start)
        disc.set32LE("udf:vat#2", 132, disc.get32LE("udf:vat-icb", 12))
        for at in stride(from: 152, to: .sector - (table - entry) - 3, by: 4)
        where disc.get32LE("udf:vat#2", at) == root - start {
            disc.set32LE("udf:vat#2", at, first + 1 - start)
        }
        disc.sealUDF("udf:vat-icb#2")
        for partition in ["udf:pd", "udf:reserve:pd"] {
            disc.set32LE(partition, 192, disc.get32LE(partition, 192) + 3)
            disc.sealUDF(partition)
        }
        disc.set32LE("udf:lvid", 88, disc.get32LE("udf:pd", 192))
        disc.sealUDF("udf:lvid")
    }
}
