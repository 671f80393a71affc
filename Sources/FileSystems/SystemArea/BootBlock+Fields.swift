public import Bytes

// The fields of the boot blocks of machines that are no PCs: those that lead to something, and the checksums.

extension BootBlock: RawStructure {
    public var prefix: String { "\(kind.rawValue)/" }

    public var fields: [AnyField] {
        switch kind {
        case .sun:
            [Self.sunHeads.any, Self.sunSectors.any, Self.sunMagic.any, Self.sunSum.any]
                + (0..<8).flatMap { [Self.sunCylinder($0).any, Self.sunBlocks($0).any] }
        case .mips:
            [Self.mipsSum.any]
                + (0..<15).flatMap {
                    [Self.mipsFileName($0).any, Self.mipsFileBlock($0).any, Self.mipsFileLength($0).any]
                } + (0..<16).flatMap { [Self.mipsBlocks($0).any, Self.mipsFirstBlock($0).any] }
        case .decStation: [Self.decStationBlocks.any, Self.decStationStart.any]
        case .palo: Self.paloFiles.flatMap { [$0.start.any, $0.length.any] }
        case .alpha: [Self.alphaBlocks.any, Self.alphaStart.any, Self.alphaSum.any]
        }
    }

    // MARK: SUN disk label (Linux, block/partitions/sun.c)

    static var sunHeads: Field<BigEndian<UInt16>> { Field("ntrks", at: 436, "SUN disk label") }
    static var sunSectors: Field<BigEndian<UInt16>> { Field("nsect", at: 438, "SUN disk label") }
    static func sunCylinder(_ index: Int) -> Field<BigEndian<UInt32>> {
        Field("partition[\(index + 1)]/start_cylinder", at: 444 + 8 * index, "SUN disk label")
    }
    static func sunBlocks(_ index: Int) -> Field<BigEndian<UInt32>> {
        Field("partition[\(index + 1)]/num_sectors", at: 448 + 8 * index, "SUN disk label")
    }
    static var sunMagic: Field<BigEndian<UInt16>> { Field("magic", at: 508, "SUN disk label") }
    /// All numbers of 16 bits together, by exclusive or, give 0.
    public static var sunSum: Field<BigEndian<UInt16>> { Field("csum", at: 510, "SUN disk label") }

    // MARK: MIPS volume header of SGI (Linux, block/partitions/sgi.c)

    /// A directory of programs that firmware starts by name.
    static func mipsFileName(_ index: Int) -> Field<RawBytes> {
        Field("volume[\(index + 1)]/name", at: 72 + 16 * index, length: 8, "SGI volume header")
    }
    static func mipsFileBlock(_ index: Int) -> Field<BigEndian<UInt32>> {
        Field("volume[\(index + 1)]/block_num", at: 80 + 16 * index, "SGI volume header")
    }
    static func mipsFileLength(_ index: Int) -> Field<BigEndian<UInt32>> {
        Field("volume[\(index + 1)]/num_bytes", at: 84 + 16 * index, "SGI volume header")
    }
    static func mipsBlocks(_ index: Int) -> Field<BigEndian<UInt32>> {
        Field("partition[\(index + 1)]/num_blocks", at: 312 + 12 * index, "SGI volume header")
    }
    static func mipsFirstBlock(_ index: Int) -> Field<BigEndian<UInt32>> {
        Field("partition[\(index + 1)]/first_block", at: 316 + 12 * index, "SGI volume header")
    }
    /// All numbers of 32 bits together give 0.
    public static var mipsSum: Field<BigEndian<UInt32>> { Field("csum", at: 504, "SGI volume header") }

    // MARK: DECstation boot block

    static var decStationBlocks: Field<LittleEndian<UInt32>> {
        Field("segmentSize", at: 24, "DECstation boot block")
    }
    static var decStationStart: Field<LittleEndian<UInt32>> {
        Field("segmentStart", at: 28, "DECstation boot block")
    }

    // MARK: PALO (palo 2.x, lib/diskpart.h)

    typealias BigNumber = Field<BigEndian<UInt32>>

    /// Bytes, not blocks.
    static var paloFiles: [(name: String, start: BigNumber, length: BigNumber)] {
        [("32-bit kernel", 8), ("ramdisk", 16), ("64-bit kernel", 232), ("boot loader", 240)].map {
            (
                $0.0, Field("\($0.0)/start", at: $0.1, "PALO boot block"),
                Field("\($0.0)/length", at: $0.1 + 4, "PALO boot block")
            )
        }
    }

    // MARK: DEC Alpha (SRM console)

    static var alphaBlocks: Field<LittleEndian<UInt64>> {
        Field("bootstrapCount", at: 480, "SRM boot block")
    }
    static var alphaStart: Field<LittleEndian<UInt64>> { Field("bootstrapLBN", at: 488, "SRM boot block") }
    /// The sum of the 63 numbers of 64 bits before it.
    public static var alphaSum: Field<LittleEndian<UInt64>> { Field("checksum", at: 504, "SRM boot block") }
}
