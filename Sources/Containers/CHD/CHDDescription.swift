import Bytes
import Digests

/// What the header of a CHD says.
struct CHDDescription {
    let version: UInt32
    /// By slot; nil for one that is not used.
    let codecs: [HunkCodec?]
    let logicalBytes: UInt64
    let mapOffset: UInt64
    let metadataOffset: UInt64
    let hunkBytes: UInt64
    let unitBytes: UInt64
    /// None where it is all zeros.
    let raw: Digest?
    let overall: Digest?
    let parent: Digest?

    /// Programs write hunks of 512 KiB at most.
    private static let hunkLimit: UInt64 = 1 << 20
    /// chdman makes none smaller.
    private static let leastHunk: UInt64 = 16
    /// 32 GiB in hunks of 4096 bytes, whose map takes 200 MB.
    private static let countLimit: UInt64 = 1 << 23

    var isCompressed: Bool { codecs.contains { $0 != nil } }
    var hunkCount: UInt64 { logicalBytes / hunkBytes + (logicalBytes % hunkBytes == 0 ? 0 : 1) }

    static func isCHD(_ head: Record) -> Bool { head.has("MComprHD") }

    /// - Throws: why the header leads nowhere.
    init(_ head: Record, expansionLimit: UInt64) throws(OpeningFailure) {
        func refuse(_ why: String) -> OpeningFailure { .refused("looks like a CHD; \(why)") }
        version = head[CHDHeader.version]
        guard version == 5 else {
            throw refuse(
                version < 5
                    ? "it is of version \(version), and only version 5 is read; chdman copy makes a new one"
                    : "its header tells version \(version), which is not known")
        }
        guard head.count >= CHDHeader.length, head[CHDHeader.headerLength] == UInt32(CHDHeader.length) else {
            throw refuse("its header is damaged: \(head[CHDHeader.headerLength]) bytes long, not 124")
        }
        var codecs: [HunkCodec?] = []
        for slot in 0..<4 {
            let name = head.slice(CHDHeader.codecs + 4 * slot, 4)
            guard name.contains(where: { $0 != 0 }) else {
                codecs.append(nil)
                continue
            }
            codecs.append(HunkCodec(rawValue: Record.text(name)) ?? .unknown)
        }
        self.codecs = codecs
        logicalBytes = head[CHDHeader.logicalBytes]
        mapOffset = head[CHDHeader.mapOffset]
        metadataOffset = head[CHDHeader.metadataOffset]
        hunkBytes = UInt64(head[CHDHeader.hunkBytes])
        unitBytes = UInt64(head[CHDHeader.unitBytes])
        raw = Self.digest(head, CHDHeader.rawSHA1)
        overall = Self.digest(head, CHDHeader.overallSHA1)
        parent = Self.digest(head, CHDHeader.parentSHA1)
        let possible = Self.leastHunk...Self.hunkLimit
        guard possible ~= hunkBytes, 1...hunkBytes ~= unitBytes,
            hunkBytes % unitBytes == 0
        else {
            throw refuse(
                "its header is damaged: hunks of \(hunkBytes) bytes in units of \(unitBytes) cannot be")
        }
        guard logicalBytes > 0 else { throw refuse("its header says that it holds 0 bytes") }
        guard logicalBytes <= expansionLimit else {
            throw .refused(
                "a CHD that says that it unpacks to \(logicalBytes) bytes; --max-expanded allows \(expansionLimit) bytes"
            )
        }
        guard hunkCount <= Self.countLimit else {
            throw refuse("it has \(hunkCount) hunks, and at most \(Self.countLimit) are read")
        }
    }

    private static func digest(_ head: Record, _ at: Int) -> Digest? {
        let bytes = Array(head.slice(at, 20))
        return bytes.contains { $0 != 0 } ? Digest(.sha1, bytes: bytes) : nil
    }
}
