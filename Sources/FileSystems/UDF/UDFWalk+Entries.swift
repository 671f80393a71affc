import Bytes
import DiscModel
import Readers

// The entries of files: found, checked by themselves, and turned into extents.
extension UDFWalk {
    /// The entry at an address, of the strategy that it has (4/14.6.2), and the block of the volume in which it stands.
    mutating func entry(at address: UDFAddress, node: Int32, _ place: Place) -> (UInt64, UDFEntry)? {
        do throws(Astray) {
            return try followed(address)
        } catch {
            report(error.kind, node, place, error.recorded, error.found)
            return nil
        }
    }

    /// Why there is no entry at an address.
    struct Astray: Error {
        let kind: UDFFault.Kind
        let recorded, found: String
    }

    mutating func followed(_ address: UDFAddress) throws(Astray) -> (UInt64, UDFEntry) {
        guard space.length(of: address.reference) != nil else {
            throw Astray(
                kind: .noPartition, recorded: "partition reference \(address.reference)",
                found: "\(space.parts.count.of("partition"))")
        }
        var at = address
        var result: (UInt64, UDFEntry)?
        // Written once, an entry is followed by the next state of it, or by one that leads there.
        for _ in 0..<256 {
            guard let run = space.runs(UInt64(at.block), 1, in: at.reference)?.first else {
                guard let result else {
                    throw Astray(
                        kind: .outsidePartition, recorded: "block \(at.block)",
                        found: "\(space.length(of: at.reference)?.of("block") ?? "")")
                }
                return result
            }
            guard let record = blocks.block(run.block) else {
                guard let result else {
                    throw Astray(
                        kind: .outsideImage, recorded: "block \(run.block)",
                        found: "\(blocks.count.of("block"))")
                }
                return result
            }
            let entry = UDFEntry(record, block: at.block, reference: at.reference)
            switch entry.descriptor.kind {
            case .fileEntry, .extendedFileEntry:
                guard entry.descriptor.isCredible else { break }
                result = (result?.0 ?? run.block, entry)
                guard entry[UDFEntry.strategy] == 4_096 else { return result ?? (run.block, entry) }
                at = UDFAddress(block: at.block &+ 1, reference: at.reference)
                continue
            case .indirectEntry where entry.descriptor.isCredible:
                at = UDFAddress(record.slice(36, 16))
                continue
            default: break
            }
            break
        }
        guard let result else {
            throw Astray(kind: .notThere, recorded: "block \(address.block)", found: "a file entry")
        }
        return result
    }

    /// Checks an entry by itself, and gives the node its data.
    mutating func addData(of entry: UDFEntry, _ node: Int32, isNew: Bool) {
        // Many names of one file in many pieces would make any number of extents.
        guard piecesLeft > 0 else {
            return gap(
                .limit, Place(offset: entry.offset, tree: .udf, path: tree.path(of: Int(node))),
                "more pieces of files than are kept")
        }
        let allocation = UDFAllocation(of: entry, &blocks, space)
        piecesLeft -= allocation.pieces.count
        let length = entry[UDFEntry.informationLength]
        if isNew { check(entry, allocation, node) }
        if let embedded = allocation.embedded {
            let held = min(UInt64(embedded.count), length)
            let end = UInt64(embedded.lowerBound) + held
            if held > 0 {
                tree.addExtent(
                    FileTree.Extent(
                        offset: entry.offset + UInt64(embedded.lowerBound), length: held,
                        slack: UInt32(clamping: blocks.size - min(blocks.size, end))))
            }
            return
        }
        for descriptor in allocation.chain where isNew {
            let record = descriptor.record
            faults(of: descriptor, node)
            owned.append(
                (.descriptor, record.offset, 24 + UInt64(record.u32le(20)), node, "UDF allocation extent of"))
        }
        var left = length
        for piece in allocation.pieces {
            var held = min(left, piece.length)
            if piece.recording != .recorded, held > 0 { tree.addHole(held, at: length - left) }
            left -= held
            for run in piece.runs {
                let (offset, bytes) = (blocks.offset(run.block), run.count.times(blocks.size))
                let part = min(held, bytes)
                held -= part
                if part > 0 {
                    tree.addExtent(
                        FileTree.Extent(
                            offset: window.placed(offset), length: part,
                            slack: UInt32(clamping: part.roundedUp(to: blocks.size) - part)))
                } else if isNew {
                    // What lies behind the end of a file is its own as well.
                    owned.append((.file, window.placed(offset), bytes, node, "data of"))
                }
            }
        }
    }

    mutating func check(_ entry: UDFEntry, _ allocation: UDFAllocation, _ node: Int32) {
        faults(of: entry.descriptor, node)
        func place(_ field: String, _ at: Int, _ count: UInt64) -> Place {
            Place(
                offset: entry.offset + UInt64(at), length: count, tree: .udf,
                field: "\(entry.descriptor.kind?.inWords ?? "file entry")/\(field)")
        }
        func tell(
            _ kind: UDFFault.Kind, _ field: String, _ at: Int, _ count: UInt64, _ recorded: String,
            _ found: String
        ) {
            report(kind, node, place(field, at, count), recorded, found)
        }
        let strategy = entry[UDFEntry.strategy]
        if strategy != 4, strategy != 4_096 {
            tell(.strategy, "icbTag/strategyType", 20, 2, "\(strategy)", "4 or 4096")
        }
        if ![4, 5, 6, 7, 9, 10, 12, 13, 249].contains(entry.fileType) {
            tell(.fileType, "icbTag/fileType", 27, 1, "\(entry.fileType)", "4 to 13 or 249")
        }
        let start = min(entry.descriptors.lowerBound, entry.record.count)
        for trouble in allocation.troubles {
            switch trouble.kind {
            case .entryLength:
                let field = entry.attributesLength
                tell(trouble.kind, field.name, field.offset, 8, trouble.recorded, trouble.found)
            case .allocationKind: tell(trouble.kind, "icbTag/flags", 34, 2, trouble.recorded, trouble.found)
            default: tell(trouble.kind, "allocationDescriptors", start, 8, trouble.recorded, trouble.found)
            }
        }
        // Where its CRC does not hold, that says it all.
        if entry.descriptor.crcHolds != false { checkRest(of: entry, tell) }
        let length = entry[UDFEntry.informationLength]
        let end = blocks.size
        if let embedded = allocation.embedded {
            if UInt64(embedded.count) != length {
                tell(
                    .embeddedLength, "informationLength", 56, 8, length.of("byte"),
                    UInt64(embedded.count).of("byte"))
            }
        } else {
            checkPieces(allocation, length, start, tell)
        }
        let blocks = allocation.embedded == nil ? allocation.blocksRecorded(end) : 0
        if entry[entry.blocksRecorded] != blocks {
            tell(
                .blocksRecorded, "logicalBlocksRecorded", entry.blocksRecorded.offset, 8,
                entry[entry.blocksRecorded].of("block"), blocks.of("block"))
        }
        if entry.objectSize < length || entry.objectSize > length && entry.streams == nil {
            tell(.objectSize, "objectSize", 64, 8, entry.objectSize.of("byte"), length.of("byte"))
        }
    }

    /// Times and extended attributes.
    private func checkRest(
        of entry: UDFEntry, _ tell: (UDFFault.Kind, String, Int, UInt64, String, String) -> Void
    ) {
        for at in entry.isExtended ? [80, 92, 104, 116] : [72, 84, 96] {
            if let trouble = UDFTime.trouble(entry.record, at) {
                tell(.timestamp, "time", at, 12, trouble, "a time that there is")
            }
        }
        if let trouble = UDFAttributes.trouble(entry) {
            tell(.attributes, "extendedAttributes", trouble.at, 4, trouble.what, "attributes that are whole")
        }
    }

    private func checkPieces(
        _ allocation: UDFAllocation, _ length: UInt64, _ start: Int,
        _ tell: (UDFFault.Kind, String, Int, UInt64, String, String) -> Void
    ) {
        var sum: UInt64 = 0
        var lastOfBody = 0
        for (index, piece) in allocation.pieces.enumerated() where sum < length {
            sum = sum.adding(piece.length)
            lastOfBody = index
        }
        // The last may be rounded up to a block.
        if sum < length || sum > length.roundedUp(to: blocks.size) {
            tell(.sizeMismatch, "informationLength", 56, 8, length.of("byte"), sum.of("byte"))
        }
        if allocation.pieces.prefix(lastOfBody).contains(where: { $0.length % blocks.size != 0 }) {
            tell(
                .partialExtent, "allocationDescriptors", start, 8,
                "an extent that is no whole number of blocks",
                "only the last is")
        }
        if length > 0,
            allocation.pieces.dropFirst(lastOfBody + 1).contains(where: { $0.recording == .recorded })
        {
            tell(.tail, "allocationDescriptors", start, 8, "a recorded extent behind the end", "none")
        }
        for run in allocation.pieces.flatMap(\.runs) where run.block.adding(run.count) > blocks.count {
            tell(
                .outsideImage, "allocationDescriptors", start, 8, "block \(run.block.adding(run.count) - 1)",
                blocks.count.of("block"))
            break
        }
    }

    mutating func compareLinks() {
        for known in entries {
            let recorded = Int(known.entry[UDFEntry.linkCount])
            guard recorded != known.links, recordsLeft > 0 else { continue }
            report(
                .linkCount, known.node,
                Place(offset: known.entry.offset + 48, length: 2, tree: .udf, field: "fileLinkCount"),
                "\(recorded)", "\(known.links)")
        }
    }

    /// Holds the numbers of entries of directories against those of their files.
    mutating func compareNumbers() {
        for known in entries where !known.isKnownByNumber {
            guard let stranger = known.stranger else { continue }
            report(
                .identifierUniqueID, stranger.node, stranger.place, "\(stranger.number)",
                "\(UInt32(truncatingIfNeeded: known.entry[known.entry.uniqueID]))")
        }
    }
}
