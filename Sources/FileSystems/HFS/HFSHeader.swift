public import Bytes
public import DiscModel

/// What a volume says of itself: the master directory block of HFS (Inside Macintosh: Files, 2-61) or the volume header of HFS+
/// and HFSX (TN1150, Volume Header). Numbers have their most significant byte first.
public struct HFSHeader: RawStructure, Hashable {
    public let record: Record
    /// Whether it is the copy near the end of the volume.
    public let isAlternate: Bool

    static let length = 512
    /// Where it stands in its volume, and how far its copy is from the end.
    static let offset: UInt64 = 1_024

    /// nil where another signature stands.
    init?(_ record: Record, isAlternate: Bool = false) {
        guard record.count >= Self.length, ["BD", "H+", "HX"].contains(Record.text(record.slice(0, 2))) else {
            return nil
        }
        self.record = record.part(0, Self.length)
        self.isAlternate = isAlternate
    }

    public var isPlus: Bool { !record.has("BD", at: 0) }
    public var tree: TreeKind { isPlus ? .hfsplus : .hfs }

    /// As people call it.
    public var name: String {
        (isAlternate ? "alternate " : "") + (isPlus ? "volume header" : "master directory block")
    }
    public var prefix: String {
        (isAlternate ? "alternate" : "") + (isPlus ? "volumeHeader/" : "mdb/")
    }

    /// Whether blocks have a size that there is, so that the rest can be found.
    var isUsable: Bool {
        guard blockCount > 0 else { return false }
        if isPlus {
            return blockSize >= 512 && blockSize & (blockSize - 1) == 0
                && self[HFSPlusHeader.version] == (record.has("HX", at: 0) ? 5 : 4)
        }
        return blockSize > 0 && blockSize % 512 == 0
    }

    // MARK: What both have

    public var blockSizeField: HFSLong { isPlus ? HFSPlusHeader.blockSize : HFSMaster.blockSize }
    public var blockSize: UInt64 { UInt64(self[blockSizeField]) }
    public var blockCount: UInt64 {
        isPlus ? UInt64(self[HFSPlusHeader.totalBlocks]) : UInt64(self[HFSMaster.blockCount])
    }
    /// The place of the number of blocks.
    var countPlace: Place { isPlus ? place(HFSPlusHeader.totalBlocks) : place(HFSMaster.blockCount) }
    public var freeBlocks: UInt64 {
        isPlus ? UInt64(self[HFSPlusHeader.freeBlocks]) : UInt64(self[HFSMaster.freeBlocks])
    }
    public var nextIDField: HFSLong { isPlus ? HFSPlusHeader.nextID : HFSMaster.nextID }
    public var filesField: HFSLong { isPlus ? HFSPlusHeader.files : HFSMaster.files }
    public var foldersField: HFSLong { isPlus ? HFSPlusHeader.folders : HFSMaster.folders }

    /// Where the first allocation block begins in the volume.
    var firstBlockOffset: UInt64 { isPlus ? 0 : UInt64(self[HFSMaster.firstBlock]) * 512 }

    var catalog: HFSFork {
        isPlus ? HFSFork(plus: record.part(272, 80)) : .init(record, 146, record.part(150, 12))
    }
    var overflow: HFSFork {
        isPlus ? HFSFork(plus: record.part(192, 80)) : .init(record, 130, record.part(134, 12))
    }
    /// The files of HFS+ that have no name: the bitmap, the attributes, and what starts a machine.
    var allocation: HFSFork? { isPlus ? HFSFork(plus: record.part(112, 80)) : nil }
    var attributesFile: HFSFork? { isPlus ? HFSFork(plus: record.part(352, 80)) : nil }
    var startup: HFSFork? { isPlus ? HFSFork(plus: record.part(432, 80)) : nil }

    /// Where the HFS+ volume lies that a wrapper holds, in bytes of the wrapper (TN1150, HFS Wrapper).
    var embedded: (offset: UInt64, length: UInt64)? {
        guard !isPlus, record.has("H+", at: 124) || record.has("HX", at: 124) else { return nil }
        let (start, count) = (UInt64(record.u16be(126)), UInt64(record.u16be(128)))
        return (firstBlockOffset.adding(start.times(blockSize)), count.times(blockSize))
    }

    /// Whether names that differ in case are two, by the header node of the catalog (TN1150, HFSX).
    func isCaseSensitive(_ head: Record) -> Bool { record.has("HX", at: 0) && head.u8(51) == 0xBC }

    public var attributes: UInt32 {
        isPlus ? self[HFSPlusHeader.attributes] : UInt32(self[HFSMaster.attributes])
    }
    /// Whether it says that it was unmounted cleanly.
    public var wasUnmounted: Bool { attributes >> 8 & 1 == 1 }
    /// Whether it says that a program found it damaged, or had it mounted for writing (bit 11 of HFS+).
    public var isInconsistent: Bool { isPlus && attributes >> 11 & 1 == 1 }
    /// Whether changes are first written into a journal (bit 13 of HFS+).
    public var isJournaled: Bool { isPlus && attributes >> 13 & 1 == 1 }
    /// The place of the attributes.
    public var attributesPlace: Place {
        isPlus ? place(HFSPlusHeader.attributes) : place(HFSMaster.attributes)
    }

    public var fields: [AnyField] { isPlus ? HFSPlusHeader.fields : HFSMaster.fields }
}

/// Numbers of four bytes, and of two, most significant byte first.
public typealias HFSLong = Field<BigEndian<UInt32>>
public typealias HFSWord = Field<BigEndian<UInt16>>

/// The fields of a master directory block.
public enum HFSMaster {
    private static var clause: String { "Inside Macintosh: Files, 2-61" }
    public static var created: HFSLong { Field("drCrDate", at: 2, clause) }
    public static var attributes: HFSWord { Field("drAtrb", at: 10, clause) }
    public static var rootFiles: HFSWord { Field("drNmFls", at: 12, clause) }
    public static var bitmapStart: HFSWord { Field("drVBMSt", at: 14, clause) }
    public static var blockCount: HFSWord { Field("drNmAlBlks", at: 18, clause) }
    public static var blockSize: HFSLong { Field("drAlBlkSiz", at: 20, clause) }
    public static var firstBlock: HFSWord { Field("drAlBlSt", at: 28, clause) }
    public static var nextID: HFSLong { Field("drNxtCNID", at: 30, clause) }
    public static var freeBlocks: HFSWord { Field("drFreeBks", at: 34, clause) }
    public static var name: Field<RawBytes> { Field("drVN", 36..<64, clause) }
    public static var rootFolders: HFSWord { Field("drNmRtDirs", at: 82, clause) }
    public static var files: HFSLong { Field("drFilCnt", at: 84, clause) }
    public static var folders: HFSLong { Field("drDirCnt", at: 88, clause) }

    static var fields: [AnyField] {
        [
            created.any, attributes.any, rootFiles.any, bitmapStart.any, blockCount.any, blockSize.any,
            firstBlock.any, nextID.any, freeBlocks.any, name.any, rootFolders.any, files.any, folders.any,
            Field<RawBytes>("drEmbedSigWord", 124..<130, clause).any,
            Field<RawBytes>("drXTFlSize", 130..<146, clause).any,
            Field<RawBytes>("drCTFlSize", 146..<162, clause).any,
        ]
    }
}

/// The fields of a volume header.
public enum HFSPlusHeader {
    private static var clause: String { "TN1150, Volume Header" }
    public static var version: HFSWord { Field("version", at: 2, clause) }
    public static var attributes: HFSLong { Field("attributes", at: 4, clause) }
    public static var created: HFSLong { Field("createDate", at: 16, clause) }
    public static var files: HFSLong { Field("fileCount", at: 32, clause) }
    public static var folders: HFSLong { Field("folderCount", at: 36, clause) }
    public static var blockSize: HFSLong { Field("blockSize", at: 40, clause) }
    public static var totalBlocks: HFSLong { Field("totalBlocks", at: 44, clause) }
    public static var freeBlocks: HFSLong { Field("freeBlocks", at: 48, clause) }
    public static var nextID: HFSLong { Field("nextCatalogID", at: 64, clause) }

    static var fields: [AnyField] {
        [
            version.any, attributes.any, created.any, files.any, folders.any, blockSize.any, totalBlocks.any,
            freeBlocks.any, nextID.any,
            Field<RawBytes>("allocationFile", 112..<192, clause).any,
            Field<RawBytes>("extentsFile", 192..<272, clause).any,
            Field<RawBytes>("catalogFile", 272..<352, clause).any,
        ]
    }
}
