import Bytes
import Digests

// Error correction data as dvdisaster writes it, after the codec specification. Headers and sums are what they should be; the redundancy
// is bytes without meaning, since nobody here computes it.

extension Specimen {
    private static let roots = 32

    /// Appends redundancy by method RS02: a header, sums in turned order, and redundancy with copies of the header at multiples of 32.
    public mutating func protectRS02() {
        let image = bytes
        let sectors = image.count / .sector
        let sums = DVDisasterForm.sums(of: image)
        let sumSectors = (4 * sectors).sectorsNeeded
        let data = 255 - Self.roots
        let protected = sectors + 2 + sumSectors
        let columns = (protected + data - 1) / data
        let order = (0..<columns).map { ((sectors + 2) % columns + $0 + 1) % columns }.flatMap { column in
            stride(from: column, to: sectors, by: columns)
        }
        let section = order.flatMap { sums[$0].littleEndianBytes }.padded(to: sumSectors * .sector, with: 0)
        let layers = (0..<Self.roots).map { DVDisasterForm.redundancy($0, count: columns * .sector) }
        let parity = layers.flatMap(\.self)
        var body: [UInt8] = []
        var headers: [Int] = []
        var taken = 0
        while taken < parity.count || headers.isEmpty {
            if (protected + body.count / .sector) % 32 == 0 {
                headers.append(body.count)
                body += [UInt8](repeating: 0, count: 4_096)
            } else {
                body += parity[taken..<taken + .sector]
                taken += .sector
            }
        }
        var header = DVDisasterForm.header("RS02", image, data: data, needed: 6_600)
        header.put(
            RunningDigest.digest(.md5, of: layers.flatMap { RunningDigest.digest(.md5, of: $0).bytes }).bytes,
            52)
        header.put(RunningDigest.digest(.md5, of: section).bytes, 100)
        header.put(RunningDigest.digest(.md5, of: image).bytes, 36)
        header.put(UInt64(2 + sumSectors + body.count / .sector).littleEndianBytes, 128)
        landmarks["dvdisaster"] = image.count
        landmarks["dvdisaster:sums"] = image.count + 4_096
        landmarks["dvdisaster:redundancy"] = protected * .sector
        landmarks["dvdisaster:end"] = protected * .sector + body.count
        for (number, at) in headers.enumerated() {
            landmarks["dvdisaster:copy#\(number + 1)"] = protected * .sector + at
        }
        append([UInt8](repeating: 0, count: 4_096) + section + body)
        writeHeader(header)
    }

    /// Fills the image up to 255 layers of one sector by method RS03: a header, padding, sums, redundancy.
    public mutating func protectRS03() {
        let image = bytes
        let sectors = image.count / .sector
        let data = max(84, sectors + 2)
        let header = DVDisasterForm.sealed(
            DVDisasterForm.header("RS03", image, data: data + 1, needed: 7_900), at: 96)
        let padding = (0..<data - sectors - 2).flatMap { _ in
            Array("dvdisaster padding sector".utf8).padded(to: .sector, with: 0)
        }
        let protected = image + header + padding
        let block = DVDisasterForm.sumBlock(DVDisasterForm.sums(of: protected), header)
        landmarks["dvdisaster"] = image.count
        landmarks["dvdisaster:sums"] = protected.count
        landmarks["dvdisaster:redundancy"] = protected.count + .sector
        landmarks["dvdisaster:end"] = 255 * .sector
        append(header + padding + block)
        append((0..<254 - data).flatMap { DVDisasterForm.redundancy($0, count: .sector) })
    }

    /// Changes the header of RS02 and all copies of it, and its sum.
    public mutating func changeHeader(_ change: (inout [UInt8]) -> Void) {
        var header = get("dvdisaster", count: 4_096)
        change(&header)
        writeHeader(header)
    }

    private mutating func writeHeader(_ header: [UInt8]) {
        let sealed = DVDisasterForm.sealed(header, at: 96)
        for name in landmarks.keys where name == "dvdisaster" || name.hasPrefix("dvdisaster:copy") {
            set(name, sealed)
        }
    }
}

/// A file of redundancy by dvdisaster.
public enum ForgedECC {
    /// By method RS01: a header without a sum, the sums of all sectors in order, redundancy.
    public static func rs01(of image: [UInt8], roots: Int = 32) -> [UInt8] {
        let data = 255 - roots
        let columns = (image.count.sectorsNeeded + data - 1) / data
        let body =
            DVDisasterForm.sums(of: image).flatMap(\.littleEndianBytes)
            + DVDisasterForm.redundancy(0, count: roots * columns * .sector)
        var header = DVDisasterForm.header("RS01", image, data: data, needed: 5_500)
        header.put(RunningDigest.digest(.md5, of: image).bytes, 36)
        header.put(RunningDigest.digest(.md5, of: body).bytes, 52)
        header[16] = 1
        return header + body
    }

    /// By method RS03: a header, blocks of sums, redundancy.
    public static func rs03(of image: [UInt8], roots: Int = 32) -> [UInt8] {
        let data = 254 - roots
        let sectors = image.count.sectorsNeeded
        let columns = (sectors + data - 1) / data
        var header = DVDisasterForm.header("RS03", image, data: data + 1, columns: columns, needed: 7_900)
        header[16] = 2
        header = DVDisasterForm.sealed(header, at: 96)
        let sums = DVDisasterForm.sums(of: image)
        let blocks = (0..<columns).flatMap { column in
            DVDisasterForm.sumBlock(
                stride(from: (column + 1) % columns, to: sectors, by: columns).map { sums[$0] }, header)
        }
        return header + blocks + DVDisasterForm.redundancy(0, count: roots * columns * .sector)
    }
}

/// What all methods share.
private enum DVDisasterForm {
    static func header(
        _ method: String, _ image: [UInt8], data: Int, columns: Int = 1, needed: UInt32
    ) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 4_096)
        header.put(Array("*dvdisaster*\(method)".utf8), 0)
        let identity = Array(image[16 * .sector..<17 * .sector])
        header.put(RunningDigest.digest(.md5, of: identity).bytes, 20)
        header.put(UInt64(image.count.sectorsNeeded).littleEndianBytes, 68)
        for (at, number) in [
            (76, UInt32(data)), (80, UInt32(255 - data)), (84, 7_905), (88, needed), (92, 16),
        ] {
            header.put(number.littleEndianBytes, at)
        }
        let rest = image.count % .sector
        header.put(UInt32(rest == 0 ? .sector : rest).littleEndianBytes, 116)
        if method == "RS03" { header.put(UInt64(columns).littleEndianBytes, 120) }
        return header
    }

    /// CRC-32 without the final complement.
    static func sum(_ bytes: [UInt8]) -> UInt32 {
        ~RunningDigest.digest(.crc32, of: bytes).bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func sums(of image: [UInt8]) -> [UInt32] {
        (0..<image.count.sectorsNeeded).map { number in
            sum(
                Array(image[number * .sector..<min(image.count, (number + 1) * .sector)]).padded(
                    to: .sector, with: 0))
        }
    }

    /// With the sum of a structure in it, for which these bytes stand in its place.
    static func sealed(_ bytes: [UInt8], at place: Int) -> [UInt8] {
        var bytes = bytes
        bytes.put(Array("GPL\0".utf8), place)
        bytes.put(sum(bytes).littleEndianBytes, place)
        return bytes
    }

    /// A block of sums, which repeats what the header says.
    static func sumBlock(_ sums: [UInt32], _ header: [UInt8]) -> [UInt8] {
        var block = sums.flatMap(\.littleEndianBytes).padded(to: .sector, with: 0)
        for (from, count, to) in [
            (0, 20, 1_024), (84, 12, 1_044), (20, 16, 1_056), (36, 16, 1_072), (68, 8, 1_088),
            (116, 4, 1_096),
            (76, 8, 1_100), (120, 8, 1_112),
        ] {
            block.put(Array(header[from..<from + count]), to)
        }
        return sealed(block, at: 1_120)
    }

    static func redundancy(_ layer: Int, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ layer &* 13 &+ $0 / 256 &+ 1) }
    }
}

extension [UInt8] {
    fileprivate mutating func put(_ new: [UInt8], _ at: Int) {
        replaceSubrange(at..<at + new.count, with: new)
    }
}
