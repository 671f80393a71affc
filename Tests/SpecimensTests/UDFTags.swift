import Specimens

/// Whether the tags of a volume are right, by the names of what they stand in front of.
enum UDFTags {
    /// The tag that a landmark of that name has (ECMA-167 3/7.2.1, 4/7.2.1), or nil if it is no descriptor.
    static func identifiers(_ name: String) -> [UInt16]? {
        let name = name.hasPrefix("udf:reserve:") ? "udf:" + name.dropFirst("udf:reserve:".count) : name
        let kind = name.split(separator: "#").first.map(String.init) ?? name
        let fixed: [String: UInt16] = [
            "udf:pvd": 1, "udf:anchor": 2, "udf:iuvd": 4, "udf:pd": 5, "udf:lvd": 6, "udf:usd": 7,
            "udf:td": 8,
            "udf:lvid": 9, "udf:lvid:td": 8, "udf:fsd": 256, "udf:fsd:td": 8, "udf:bitmap": 264,
            "udf:sparing": 0,
            "udf:metadata-bitmap:data": 264,
        ]
        if let identifier = fixed[kind] { return [identifier] }
        if ["udf:vat-icb", "udf:metadata", "udf:metadata-mirror", "udf:metadata-bitmap"].contains(kind) {
            return [261, 266]
        }
        let structures: [String: [UInt16]] = [
            "fid": [257], "aed": [258], "ie": [259], "te": [260], "fe": [261, 266], "old-fe": [261, 266],
            "eahd": [262],
        ]
        let parts = name.split(separator: ":", maxSplits: 2)
        return parts.count == 3 ? structures[String(parts[1])] : nil
    }

    static func breaches(of specimen: Specimen, blockSize: Int) -> [String] {
        specimen.landmarks.keys.sorted().flatMap { name -> [String] in
            guard let identifiers = identifiers(name) else { return [] }
            var breaches: [String] = []
            let tag = specimen.get(name, count: 16)
            if !identifiers.contains(specimen.get16LE(name)) { breaches.append("identifier") }
            let sum = tag.enumerated().reduce(0) { $1.offset == 4 ? $0 : $0 + Int($1.element) }
            if sum % 256 != Int(tag[4]) { breaches.append("checksum") }
            let covered = specimen.get(name, 16, count: Int(specimen.get16LE(name, 10)))
            if crc(covered) != specimen.get16LE(name, 8) { breaches.append("CRC") }
            if specimen.get16LE(name, 6) != 1 { breaches.append("serial number") }
            let place = specimen.offset(name) / blockSize
            if identifiers[0] < 10, !name.hasPrefix("udf:fsd"), Int(specimen.get32LE(name, 12)) != place {
                breaches.append("location")
            }
            return breaches.map { name + ": " + $0 }
        }
    }

    /// Bit by bit, as ITU-T V.41 divides.
    private static func crc(_ bytes: [UInt8]) -> UInt16 {
        var rest = 0
        for bit in bytes.flatMap({ byte in (0..<8).map { byte >> (7 - $0) & 1 } })
            + Array(repeating: 0, count: 16)
        {
            rest = rest << 1 | Int(bit)
            if rest & 0x10000 != 0 { rest ^= 0x11021 }
        }
        return UInt16(rest)
    }
}
