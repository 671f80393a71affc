import Bytes
import DiscModel
import Readers

/// A number in a directory, or in the system use area of one of its records, whose two halves are swapped.
public struct SwappedInTree: Sendable, Hashable {
    /// The record it belongs to, by its slot.
    public let slot: Int
    public let number: SwappedNumber
    /// First byte of the structure that the field stands in, in the arena of the tree.
    let arenaStart: Int
}

// Numbers of directory records whose halves are swapped are mended before the record is read. What stands in the image is kept
// beside the tree.
extension TreeWalk {
    /// Mends what is swapped in the record that will have the next slot.
    mutating func mendRecord(at start: Int, in directory: ISOTree.Directory) {
        if unsafe Self.isPlainFile(arena.span.bytes, start, measure, reach) { return }
        let record = unsafe DirectoryRecord(arena.span.bytes, at: start, offset: 0)
        if record.sequence.read != measure.volumeSequence, record.sequence.swapped == measure.volumeSequence {
            mend(DirectoryRecord.sequence, at: start, "as the descriptor says")
        }
        if record.isSelf || record.isParent {
            mendDot(record, at: start, directory)
        } else if record.isDirectory {
            mendDirectory(record, at: start)
        } else {
            mendFile(record, at: start)
        }
    }

    /// Whether a record names a file that lies in the volume, on the disc of the descriptor; told in a few steps for the many
    /// that do.
    @inline(__always)
    private static func isPlainFile(
        _ bytes: RawSpan, _ start: Int, _ measure: RecordMeasure, _ reach: UInt64
    ) -> Bool {
        // Bytes 26 to 33: file unit, gap, volume sequence number twice, length of the identifier, its first byte.
        let rest = bytes.word(start + DirectoryRecord.fileUnitSize.offset)
        let isNamed = rest >> 48 & 0xFF != 1 || rest >> 56 > 1
        guard isNamed,
            bytes.byte(start + DirectoryRecord.flags.offset) & DirectoryRecord.Flags.directory.rawValue == 0,
            UInt16(truncatingIfNeeded: rest >> 16) == measure.volumeSequence
        else { return false }
        let extent = bytes.word(start + DirectoryRecord.extent.offset)
        let length = bytes.word(start + DirectoryRecord.dataLength.offset)
        let block = UInt64(UInt32(truncatingIfNeeded: extent)) + UInt64(bytes.byte(start + 1))
        return block.times(measure.blockSize).adding(UInt64(UInt32(truncatingIfNeeded: length))) <= reach
    }

    private mutating func mend<Number>(
        _ field: Field<BothEndian<Number>>, at start: Int, of slot: Int? = nil, _ evidence: String
    ) where Number: UnsignedInteger {
        let number = unsafe arena.span.bytes.read(field, from: start)
        guard let meant = number.swapped else { return }
        arena.replaceSubrange(
            start + field.offset..<start + field.range.upperBound,
            with: BothEndian<Number>.bytes(of: BothEndian(meant)))
        let swap = SwappedNumber(
            field: field.any, recorded: UInt64(number.read), meant: UInt64(meant), evidence: evidence)
        swaps.append(SwappedInTree(slot: slot ?? slots.count, number: swap, arenaStart: start))
    }

    /// "." and ".." name directories whose place and length are known.
    private mutating func mendDot(_ record: DirectoryRecord, at start: Int, _ directory: ISOTree.Directory) {
        let isRoot = directory.parent < 0
        let named = record.isSelf || isRoot ? directory : directories[Int(directory.parent)]
        let word = record.isSelf ? "as the directory lies there" : "as the parent lies there"
        // Some programs let ".." of Joliet name another directory than the parent.
        if let meant = record.extent.swapped, known[UInt64(record.extent.read).times(blockSize)] == nil,
            UInt64(meant).times(blockSize) == named.offset
                || record.isParent && known[UInt64(meant).times(blockSize)] != nil
        {
            mend(DirectoryRecord.extent, at: start, word)
        }
        if let meant = record.dataLength.swapped, meant == named.recordedLength {
            mend(DirectoryRecord.dataLength, at: start, "as the record of the directory says")
        }
    }

    /// A directory must stand where its record leads.
    private mutating func mendDirectory(_ record: DirectoryRecord, at start: Int) {
        let look = DirectoryLook(volume, blockSize)
        var record = record
        let first = record.dataOffset(blockSize: blockSize)
        // What path tables know as a directory is read first, and only where none stands is another place sought.
        if let meant = record.extent.swapped,
            first >= volume.size || !witnesses.know(record.extent.read) || witnesses.know(meant),
            look.isDirectoryOnly(meant, notAt: record.extent.read)
        {
            mend(DirectoryRecord.extent, at: start, "where a directory lies that names itself")
            record = unsafe DirectoryRecord(arena.span.bytes, at: start, offset: 0)
        }
        // No directory of less than 65,536 bytes has a length that could be a swapped one, but for rare multiples.
        guard record.dataLength.read >= 0x1_0000 else { return }
        if let evidence = look.evidenceOfSwappedLength(of: record) {
            mend(DirectoryRecord.dataLength, at: start, evidence)
        }
    }

    /// A file cannot lie where no volume of this size reaches, if it fits the other way round.
    private mutating func mendFile(_ record: DirectoryRecord, at start: Int) {
        let first = record.dataOffset(blockSize: blockSize)
        guard first.adding(UInt64(record.dataLength.read)) > reach else { return }
        let (extent, length) = (record.extent.swapped, record.dataLength.swapped)
        // Blocks before the descriptors hold no files.
        let isBlock = extent.map { $0 > 16 && first > reach.times(4) } ?? false
        let tries = [
            (isBlock ? extent : nil, record.dataLength.read),
            (record.extent.read, length), (isBlock ? extent : nil, length),
        ]
        for (block, count) in tries {
            guard let block, let count, block > 16,
                UInt64(block).times(blockSize).adding(UInt64(count)) <= volume.size
            else { continue }
            let evidence = "as only that lies in the volume"
            if block != record.extent.read { mend(DirectoryRecord.extent, at: start, evidence) }
            if count != record.dataLength.read { mend(DirectoryRecord.dataLength, at: start, evidence) }
            return
        }
    }

    /// A length that runs over the files behind, and the other way round ends before them, is swapped. Only multiples of 256
    /// can be so much too long within an image.
    mutating func mendLengths() {
        let doubtful = unsafe Self.tooLong(slots, arena.span.bytes).filter { !record(of: $0).isDirectory }
        guard !doubtful.isEmpty else { return }
        let starts = slots.indices.compactMap { slot -> UInt64? in
            let record = record(of: slot)
            return record.dataLength.read > 0 ? record.dataOffset(blockSize: blockSize) : nil
        }.sorted()
        for slot in doubtful {
            let record = record(of: slot)
            guard let meant = record.dataLength.swapped else { continue }
            let start = record.dataOffset(blockSize: blockSize)
            let next = starts.partitioningIndex { $0 > start }
            guard next < starts.count, starts[next] < start.adding(UInt64(record.dataLength.read)),
                starts[next] >= start.adding(UInt64(meant)),
                starts[next] - start <= UInt64(meant).roundedUp(to: blockSize)
            else { continue }
            mend(
                DirectoryRecord.dataLength, at: Int(slots[slot].arenaStart), of: slot,
                "as the next file begins there")
        }
    }

    /// The records whose length is less when it is read the other way round, and agrees.
    private static func tooLong(_ slots: [ISOTree.Slot], _ bytes: RawSpan) -> [Int] {
        var found: [Int] = []
        for (slot, row) in slots.enumerated() where row.traits.contains(.named) {
            let length = bytes.word(Int(row.arenaStart) + DirectoryRecord.dataLength.offset)
            let number = UInt32(truncatingIfNeeded: length)
            if number.byteSwapped < number, length.isEqualHalves { found.append(slot) }
        }
        return found
    }

    private func record(of slot: Int) -> DirectoryRecord {
        unsafe DirectoryRecord(arena.span.bytes, at: Int(slots[slot].arenaStart), offset: 0)
    }

    // MARK: System use

    /// Mends what is swapped in PX, CL and PL.
    @inline(__always)
    mutating func mendEntry(at start: Int, _ length: Int) {
        switch (arena[start], arena[start + 1]) {
        // The mode has 16 bits (RRIP 4.1.1), so that the upper two bytes of it are zero.
        case (0x50, 0x58)
        where length >= 36 && arena[start + 6] | arena[start + 7] | arena[start + 14] | arena[start + 15] != 0:
            mendAttributes(at: start, length)
        case (0x43, 0x4C) where length >= 12, (0x50, 0x4C) where length >= 12: mendLocation(at: start)
        default: break
        }
    }

    /// The numbers of PX are swapped together, or one alone; mode or links that are too large for any file show it.
    private mutating func mendAttributes(at start: Int, _ length: Int) {
        let mode = unsafe arena.span.bytes.read(PosixAttributes.mode, from: start)
        let links = unsafe arena.span.bytes.read(PosixAttributes.links, from: start)
        let isModeSwapped =
            mode.swapped.map {
                $0 < 1 << 16 && mode.read >= 1 << 16
                    && PosixAttributes.FileType(rawValue: $0 & 0o170000) != nil
            } ?? false
        if isModeSwapped { mend(PosixAttributes.mode, at: start, "as no mode has more than 16 bits") }
        guard links.swapped.map({ $0 < 1 << 8 && links.read >= 1 << 24 }) ?? false else { return }
        mend(PosixAttributes.links, at: start, "as no file has so many")
        guard isModeSwapped else { return }
        let evidence = "as the numbers beside it are swapped as well"
        mend(PosixAttributes.user, at: start, evidence)
        mend(PosixAttributes.group, at: start, evidence)
        if length >= 44 { mend(PosixAttributes.serial, at: start, evidence) }
    }

    /// CL and PL lead to directories (RRIP 4.1.5).
    private mutating func mendLocation(at start: Int) {
        let block = unsafe arena.span.bytes.read(SystemUseEntry.location, from: start)
        guard let meant = block.swapped, UInt64(block.read).times(blockSize) > reach else { return }
        let look = DirectoryLook(volume, blockSize)
        if look.isDirectoryOnly(meant, notAt: block.read) {
            mend(SystemUseEntry.location, at: start, "where a directory lies that names itself")
        }
    }

    // MARK: Continuation areas

    /// Mends what is swapped in a CE entry: a continuation area lies in the volume, and in one block.
    mutating func mendContinuation(at start: Int) {
        let pointer = ContinuationPointer(SystemUseEntry(Record(arena[start..<start + 28])))
        let block = pointer.block
        if let meant = block.swapped, UInt64(block.read).times(blockSize) > reach, meant > 16,
            UInt64(meant).times(blockSize) < volume.size
        {
            mend(ContinuationPointer.block, at: start, "as only that lies in the volume")
        }
        for field in [ContinuationPointer.offset, ContinuationPointer.length] {
            let number = unsafe arena.span.bytes.read(field, from: start)
            if let meant = number.swapped, UInt64(number.read) > blockSize, UInt64(meant) <= blockSize {
                mend(field, at: start, "as a continuation area lies in one block")
            }
        }
    }

    /// First byte that neither the image nor the volume has.
    private var reach: UInt64 { max(volume.size, declaredEnd) }
}
