public import Bytes
import DiscModel
import Readers

/// A number recorded in both byte orders, each in the place of the other. Both recordings then agree, on a number that nobody
/// meant. It is read as it was meant; this tells what stands in the image.
public struct SwappedNumber: Sendable, Hashable {
    /// Where it stands in its structure.
    public let field: AnyField
    public let recorded, meant: UInt64
    /// What shows that it is swapped, in words that stand behind a comma.
    public let evidence: String
}

extension BothEndian where Value: UnsignedInteger {
    /// The number that was meant if the two recordings stand in each other's place; nil where that changes nothing, or where
    /// they contradict each other as they are.
    var swapped: Value? { agrees && little.byteSwapped != little ? little.byteSwapped : nil }
}

extension Record {
    /// The same bytes with another number in a field that records it in both byte orders.
    func replacing<Number>(_ field: Field<BothEndian<Number>>, by number: Number) -> Record {
        guard field.range.upperBound <= count else { return self }
        var bytes = Array(bytes)
        bytes.replaceSubrange(field.range, with: BothEndian<Number>.bytes(of: BothEndian(number)))
        return Record(offset: offset, bytes)
    }
}

/// Finds the swapped numbers of a descriptor. Nothing is taken for swapped only because it looks better so: what it leads to
/// must be impossible as recorded, and borne out the other way round.
struct DescriptorMender {
    private let volume: Window
    private let limits: Limits
    /// What other descriptors of the set record.
    private let others: [VolumeDescriptor]
    private var record: Record
    private var swaps: [SwappedNumber] = []
    private var wrongBlockSize: UInt16?

    /// The descriptor as it was meant.
    static func mended(
        _ descriptor: VolumeDescriptor, besides all: [VolumeDescriptor], in volume: Window, _ limits: Limits
    ) -> VolumeDescriptor {
        guard descriptor.hasTree else { return descriptor }
        var mender = DescriptorMender(descriptor, all, volume, limits)
        mender.mendNumbers()
        mender.mendPathTableSize()
        mender.mendRoot()
        return mender.swaps.isEmpty && mender.wrongBlockSize == nil
            ? descriptor
            : VolumeDescriptor(mender.record, swaps: mender.swaps, wrongBlockSize: mender.wrongBlockSize)
    }

    private init(
        _ descriptor: VolumeDescriptor, _ all: [VolumeDescriptor], _ volume: Window, _ limits: Limits
    ) {
        record = descriptor.record
        others = all.filter { $0.hasTree && $0.offset != descriptor.offset }
        self.volume = volume
        self.limits = limits
    }

    private mutating func mend<Number>(
        _ field: Field<BothEndian<Number>>, _ evidence: String
    ) where Number: UnsignedInteger {
        let number = record[field]
        guard let meant = number.swapped else { return }
        swaps.append(
            SwappedNumber(
                field: field.any, recorded: UInt64(number.read), meant: UInt64(meant), evidence: evidence))
        record = record.replacing(field, by: meant)
    }

    private var blockSize: UInt64 {
        let size = UInt64(record[VolumeDescriptor.logicalBlockSize].read)
        return [512, 1024, .sector].contains(size) ? size : .sector
    }

    // MARK: Numbers that say by themselves what they were

    private mutating func mendNumbers() {
        let block = record[VolumeDescriptor.logicalBlockSize]
        if let meant = block.swapped, ![512, 1024, .sector].contains(block.read),
            [512, 1024, .sector].contains(meant)
        {
            mend(VolumeDescriptor.logicalBlockSize, "the only one of the two that is a size of blocks")
        }
        mendBlockSize()
        for field in [VolumeDescriptor.volumeSetSize, VolumeDescriptor.volumeSequenceNumber] {
            // No set of volumes has 256 of them, and none a multiple.
            let number = record[field].read
            if number > 0, number % 256 == 0 {
                mend(field, "as no set has so many volumes")
            }
        }
        mendSpaceSize()
    }

    /// The root directory names itself where the block size is right, and only there.
    private mutating func mendBlockSize() {
        let recorded = record[VolumeDescriptor.logicalBlockSize]
        let root = DirectoryRecord(record.part(VolumeDescriptor.rootDirectoryRecord.offset, 34))
        guard recorded.agrees, recorded.read != .sector, root.extent.agrees else { return }
        func stands(_ size: UInt16) -> Bool {
            [512, 1024, .sector].contains(size)
                && DirectoryLook(volume, UInt64(size)).isDirectory(root.extent.read)
        }
        guard !stands(recorded.read), stands(.sector) else { return }
        wrongBlockSize = recorded.read
        record = record.replacing(VolumeDescriptor.logicalBlockSize, by: .sector)
    }

    /// Blocks by which the end of an image may differ from that of its volume: padding and run-out.
    private static let padding: UInt64 = 300
    /// No disc has so many blocks.
    private static let beyondAnyDisc: UInt32 = 1 << 26

    private mutating func mendSpaceSize() {
        let number = record[VolumeDescriptor.volumeSpaceSize]
        let room = (volume.size - min(volume.size, volume.start)) / blockSize
        guard let meant = number.swapped, UInt64(number.read) > room else { return }
        if others.contains(where: { $0.volumeSpaceSize.agrees && $0.volumeSpaceSize.read == meant }) {
            return mend(VolumeDescriptor.volumeSpaceSize, "as another descriptor says")
        }
        let count = UInt64(meant)
        guard count > 16, count <= room else { return }
        if room - count <= max(Self.padding, room / 16) || number.read > Self.beyondAnyDisc {
            mend(VolumeDescriptor.volumeSpaceSize, "as the length of the image says")
        }
    }

    // MARK: Numbers that lead to something

    private mutating func mendPathTableSize() {
        let number = record[VolumeDescriptor.pathTableSize]
        guard let meant = number.swapped, meant >= 10, meant <= limits.pathTableBytes else { return }
        let tables = [
            (record[VolumeDescriptor.typeLPathTable], PathTable.Order.l),
            (record[VolumeDescriptor.typeMPathTable], PathTable.Order.m),
        ]
        for (block, order) in tables where block != 0 {
            let table = table(order, block, meant)
            guard table.consumed == Int(meant), table.records.first?.identifier == [0],
                table.records.first?.parent == 1
            else { continue }
            // As recorded it would end in the middle of a record, or behind the last one.
            let longer = self.table(order, block, min(number.read, meant + 512))
            guard number.read < meant ? longer.consumed != Int(number.read) : longer.consumed == Int(meant)
            else { continue }
            return mend(VolumeDescriptor.pathTableSize, "as the records of path table \(order.rawValue) say")
        }
    }

    private func table(_ order: PathTable.Order, _ block: UInt32, _ size: UInt32) -> PathTable {
        var ignored: [Gap] = []
        let bytes = volume.part(
            UInt64(block).times(blockSize), Int(size), for: .pathTable, Place(), gaps: &ignored)
        return PathTable(order: order, isOptional: false, bytes, recordedSize: size)
    }

    private mutating func mendRoot() {
        let extent = VolumeDescriptor.root(DirectoryRecord.extent)
        let length = VolumeDescriptor.root(DirectoryRecord.dataLength)
        let look = DirectoryLook(volume, blockSize)
        if let meant = record[extent].swapped, look.isDirectoryOnly(meant, notAt: record[extent].read) {
            mend(extent, "where a directory lies that names itself")
        }
        let root = DirectoryRecord(record.part(VolumeDescriptor.rootDirectoryRecord.offset, 34))
        if let evidence = look.evidenceOfSwappedLength(of: root) { mend(length, evidence) }
        let sequence = VolumeDescriptor.root(DirectoryRecord.sequence)
        let own = record[VolumeDescriptor.volumeSequenceNumber]
        if let meant = record[sequence].swapped, own.agrees, own.read == meant {
            mend(sequence, "as the descriptor itself says")
        }
    }
}

/// What stands where a directory may lie.
struct DirectoryLook {
    private let volume: Window
    private let blockSize: UInt64

    init(_ volume: Window, _ blockSize: UInt64) {
        self.volume = volume
        self.blockSize = blockSize
    }

    /// The first record of a directory at a byte, if one begins there (ECMA-119, 6.8.2.2).
    private func dot(at start: UInt64) -> DirectoryRecord? {
        guard start < volume.size else { return nil }
        var ignored: [Gap] = []
        let head = volume.part(start, DirectoryRecord.headLength, for: .directory, Place(), gaps: &ignored)
        guard head.count >= DirectoryRecord.headLength else { return nil }
        let record = DirectoryRecord(head)
        return record.length >= DirectoryRecord.headLength && record.isSelf && record.isDirectory
            ? record : nil
    }

    /// Whether a directory that names itself, in either order of the halves, lies in a block, and none in another.
    func isDirectoryOnly(_ block: UInt32, notAt other: UInt32) -> Bool {
        func stands(_ block: UInt32) -> Bool {
            guard let dot = dot(at: UInt64(block).times(blockSize)), dot.extent.agrees else { return false }
            return dot.extent.read == block || dot.extent.read.byteSwapped == block
        }
        return stands(block) && !stands(other)
    }

    /// Whether a directory that names itself lies in a block.
    func isDirectory(_ block: UInt32) -> Bool {
        dot(at: UInt64(block).times(blockSize)).map { $0.extent.agrees && $0.extent.read == block } ?? false
    }

    /// What shows that the length of a directory is swapped, if something does.
    func evidenceOfSwappedLength(of record: DirectoryRecord) -> String? {
        guard let meant = record.dataLength.swapped, meant > 0, meant % .sector == 0 else { return nil }
        let start = record.dataOffset(blockSize: blockSize)
        guard let own = dot(at: start) else { return nil }
        let isShorter = meant < record.dataLength.read
        if own.dataLength.read == meant, own.dataLength.agrees,
            isShorter || goesOn(at: start.adding(UInt64(record.dataLength.read)))
        {
            return "as the directory itself says"
        }
        // Its own "." may be swapped as well; then another directory, or none of its records, follows what was meant.
        guard own.dataLength == record.dataLength, isShorter else { return nil }
        let behind = start.adding(UInt64(meant))
        if let next = dot(at: behind),
            UInt64(next.extent.read).times(blockSize) == behind
                || UInt64(next.extent.read.byteSwapped).times(blockSize) == behind
        {
            return "as another directory begins there"
        }
        return start.adding(UInt64(record.dataLength.read)) > volume.size && !goesOn(at: behind)
            ? "as the volume is not that long" : nil
    }

    /// Whether a record stands at a byte that can follow others: one with room for its identifier, and no ".".
    private func goesOn(at start: UInt64) -> Bool {
        var ignored: [Gap] = []
        let head = volume.part(start, DirectoryRecord.headLength, for: .directory, Place(), gaps: &ignored)
        let record = DirectoryRecord(head)
        return record.identifierLength > 0 && !record.isSelf
            && DirectoryRecord.fixedLength + Int(record.identifierLength) <= Int(record.length)
    }
}
