import Bytes
import Digests
import DiscModel

/// What the header of a CHD says.
struct CHDDescription {
    let version: UInt32
    /// By slot; nil for one that is not used.
    private(set) var codecs: [HunkCodec?] = []
    private(set) var logicalBytes: UInt64 = 0
    /// Hunks as the header counts them; version 5 does not.
    private(set) var recordedCount: UInt64?
    private(set) var mapOffset: UInt64 = 0
    private(set) var metadataOffset: UInt64 = 0
    private(set) var hunkBytes: UInt64 = 0
    /// What places in a parent are counted in.
    private(set) var unitBytes: UInt64 = 0
    /// Digests of what the hunks unpack to, by the place where they stand; none where they are all zeros.
    private(set) var content: [Digest] = []
    /// SHA-1 of that and of the metadata.
    private(set) var overall: Digest?
    private(set) var parent: Digest?

    /// Programs write hunks of 512 KiB at most.
    private static let hunkLimit: UInt64 = 1 << 20
    /// chdman makes none smaller.
    private static let leastHunk: UInt64 = 16
    /// 32 GiB in hunks of 4096 bytes, whose map takes 200 MB.
    private static let countLimit: UInt64 = 1 << 23

    var isCompressed: Bool { codecs.contains { $0 != nil } }
    var isOld: Bool { version < 5 }
    var hunkCount: UInt64 { logicalBytes / hunkBytes + (logicalBytes % hunkBytes == 0 ? 0 : 1) }
    var headerLength: UInt64 { UInt64(Self.length(of: version) ?? CHDHeader.length) }

    /// Whether a CHD that builds upon this one names it so.
    func isNamed(_ digest: Digest) -> Bool {
        version > 3 ? overall == digest : content.contains(digest)
    }

    static func isCHD(_ head: Record) -> Bool { head.has("MComprHD") }

    private static func length(of version: UInt32) -> Int? {
        version == 5
            ? CHDHeader.length : (1...4).contains(version) ? CHDOldHeader.lengths[Int(version) - 1] : nil
    }

    private static func refusal(_ why: String) -> OpeningFailure { .refused("looks like a CHD; \(why)") }

    /// - Throws: why the header leads nowhere.
    init(_ head: Record, expansionLimit: UInt64) throws(OpeningFailure) {
        version = head[CHDHeader.version]
        guard let length = Self.length(of: version) else {
            throw Self.refusal("its header tells version \(version), which is not known")
        }
        guard head.count >= length, head[CHDHeader.headerLength] == UInt32(length) else {
            throw Self.refusal(
                "its header is damaged: \(UInt64(head[CHDHeader.headerLength]).of("byte")) long, not \(length)"
            )
        }
        if isOld { try readOld(head) } else { readNew(head) }
        try check(expansionLimit)
    }

    // MARK: Version 5

    private mutating func readNew(_ head: Record) {
        codecs = (0..<4).map { slot in
            let name = head.slice(CHDHeader.codecs + 4 * slot, 4)
            guard name.contains(where: { $0 != 0 }) else { return nil }
            return HunkCodec(rawValue: Record.text(name)) ?? .unknown
        }
        logicalBytes = head[CHDHeader.logicalBytes]
        mapOffset = head[CHDHeader.mapOffset]
        metadataOffset = head[CHDHeader.metadataOffset]
        hunkBytes = UInt64(head[CHDHeader.hunkBytes])
        unitBytes = UInt64(head[CHDHeader.unitBytes])
        content = [Self.digest(.sha1, head, CHDHeader.rawSHA1)].compactMap(\.self)
        overall = Self.digest(.sha1, head, CHDHeader.overallSHA1)
        parent = Self.digest(.sha1, head, CHDHeader.parentSHA1)
    }

    // MARK: Versions 1 to 4

    private mutating func readOld(_ head: Record) throws(OpeningFailure) {
        switch head[CHDOldHeader.compression] {
        case 0: codecs = [nil]
        case 1, 2: codecs = [.zlib]
        case 3: throw Self.refusal("it holds the video of a LaserDisc, which is no disc image")
        default: codecs = [.unknown]
        }
        mapOffset = headerLength
        if version < 3 { readDisk(head) } else { readBytes(head) }
        // Places in the parent are numbers of hunks.
        unitBytes = hunkBytes
        if head[CHDOldHeader.flags] & 1 == 0 { parent = nil }
    }

    private mutating func readDisk(_ head: Record) {
        let sector = version == 1 ? 512 : UInt64(head[CHDOldHeader.sectorBytes])
        hunkBytes = UInt64(head[CHDOldHeader.hunkSectors]).times(sector)
        recordedCount = UInt64(head[CHDOldHeader.hunksOfDisk])
        logicalBytes = [CHDOldHeader.cylinders, CHDOldHeader.heads, CHDOldHeader.sectors]
            .reduce(sector) { $0.times(UInt64(head[$1])) }
        content = [Self.digest(.md5, head, CHDOldHeader.md5)].compactMap(\.self)
        parent = Self.digest(.md5, head, CHDOldHeader.parentMD5)
    }

    private mutating func readBytes(_ head: Record) {
        recordedCount = UInt64(head[CHDOldHeader.hunks])
        logicalBytes = head[CHDOldHeader.logicalBytes]
        metadataOffset = head[CHDOldHeader.metadataOffset]
        if version == 3 {
            hunkBytes = UInt64(head[CHDOldHeader.hunkBytesOf3])
            content = [
                Self.digest(.sha1, head, CHDOldHeader.sha1Of3), Self.digest(.md5, head, CHDOldHeader.md5),
            ].compactMap(\.self)
            parent =
                Self.digest(.sha1, head, CHDOldHeader.parentSHA1Of3)
                ?? Self.digest(.md5, head, CHDOldHeader.parentMD5)
        } else {
            hunkBytes = UInt64(head[CHDOldHeader.hunkBytesOf4])
            content = [Self.digest(.sha1, head, CHDOldHeader.rawSHA1)].compactMap(\.self)
            overall = Self.digest(.sha1, head, CHDOldHeader.overallSHA1)
            parent = Self.digest(.sha1, head, CHDOldHeader.parentSHA1)
        }
    }

    // MARK: What can be

    private func check(_ expansionLimit: UInt64) throws(OpeningFailure) {
        let possible = Self.leastHunk...Self.hunkLimit
        guard possible ~= hunkBytes, 1...hunkBytes ~= unitBytes, hunkBytes % unitBytes == 0 else {
            throw Self.refusal(
                "its header is damaged: hunks of \(hunkBytes) bytes in units of \(unitBytes) cannot be")
        }
        guard logicalBytes > 0 else { throw Self.refusal("its header says that it holds 0 bytes") }
        guard logicalBytes <= expansionLimit else {
            throw .refused(
                "a CHD that says that it unpacks to \(logicalBytes) bytes; --max-expanded allows \(expansionLimit) bytes"
            )
        }
        guard hunkCount <= Self.countLimit else {
            throw Self.refusal("it has \(hunkCount) hunks, and at most \(Self.countLimit) are read")
        }
    }

    private static func digest(_ algorithm: DigestAlgorithm, _ head: Record, _ at: Int) -> Digest? {
        let bytes = Array(head.slice(at, algorithm == .md5 ? 16 : 20))
        return bytes.contains { $0 != 0 } ? Digest(algorithm, bytes: bytes) : nil
    }
}
