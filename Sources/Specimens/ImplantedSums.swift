import Bytes
public import Digests

// Sums in the application use area of the primary descriptor, written last, as the programs for it do.

extension Specimen {
    /// Implants an MD5 sum like implantisomd5.
    ///
    /// - Parameters:
    ///   - skipping: sectors at the end that are not summed.
    ///   - recorded: the number of them that the tag tells, if another one.
    ///   - fragments: whether to record sums of fragments; before 2005 there were none.
    public mutating func implantMD5(
        skipping: Int = 15, recorded: Int? = nil, fragments: Bool = true, supported: Bool = false
    ) {
        fill("pvd", Self.applicationUse, count: 512, with: 0x20)
        let total = (Int(get32BE("pvd", 84)) - skipping) * .sector
        let summed = Array(bytes.prefix(max(0, total)))
        var text =
            "ISO MD5SUM = \(RunningDigest.digest(.md5, of: summed).hex);SKIPSECTORS = \(recorded ?? skipping);"
            + "RHLISOSTATUS=\(supported ? 1 : 0);"
        if fragments {
            text += "FRAGMENT SUMS = \(Self.fragments(summed));FRAGMENT COUNT = 20;"
        }
        text += "THIS IS NOT THE SAME AS RUNNING MD5SUM ON THIS ISO!!"
        set("pvd", Self.applicationUse, Array(text.utf8))
    }

    /// Three digits each time 32 KiB were summed that begin in another of 21 parts than those before.
    private static func fragments(_ summed: [UInt8]) -> String {
        let part = max(1, summed.count / 21)
        var running = RunningDigest(.md5)
        var last = 0
        var digits = ""
        for start in stride(from: 0, to: summed.count, by: 32 << 10) {
            running.update(summed[start..<min(summed.count, start + 32 << 10)])
            guard start / part != last else { continue }
            last = start / part
            for byte in running.digest().bytes.prefix(3) { digits += String(byte, radix: 16).prefix(1) }
        }
        return digits
    }

    /// Tags the image like SUSE's tagmedia.
    ///
    /// - Parameters:
    ///   - algorithm: of the sum over the image; none without it.
    ///   - padding: sectors at the end that count as zeros.
    ///   - partition: blocks of 512 bytes that are summed as well.
    ///   - signature: what stands in a signature block, which is made in the first block of the padding.
    public mutating func tagMedia(
        _ algorithm: DigestAlgorithm?, padding: Int, partition: Range<Int>? = nil, signature: String? = nil
    ) {
        let mark = Array("7984fc91-a43f-4e45-bf27-6d3aa08b24cf\n".utf8)
        if signature != nil { set("padding", mark) }
        var text = "check=1;pad=\(padding)"
        var summed = bytes
        func clear(_ range: Range<Int>, _ byte: UInt8) {
            summed.place(repeatElement(byte, count: range.count), at: range.lowerBound)
        }
        let area = offset("pvd") + Self.applicationUse
        clear(0..<512, 0)
        clear(area..<area + 512, 0x20)
        if let algorithm {
            let end = Int(get32LE("pvd", 80)) * .sector
            var whole = Array(summed.prefix(end))
            whole.place(repeatElement(0, count: padding * .sector), at: end - padding * .sector)
            text += ";\(algorithm.rawValue)sum=\(RunningDigest.digest(algorithm, of: whole).hex)"
        }
        if let partition {
            let part = Array(summed[partition.lowerBound * 512..<partition.upperBound * 512])
            let sum = RunningDigest.digest(algorithm ?? .sha256, of: part).hex
            text += ";partition=\(partition.lowerBound),\(partition.count),\(sum)"
        }
        if let signature {
            set("padding", 64, Array(signature.utf8))
            text += ";signature=\(offset("padding") / 512)"
        }
        fill("pvd", Self.applicationUse, count: 512, with: 0x20)
        set("pvd", Self.applicationUse, Array(text.utf8))
    }

    /// ECMA-119, 8.4.32.
    private static let applicationUse = 883
}
