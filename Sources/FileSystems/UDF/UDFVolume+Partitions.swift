import Bytes
import DiscModel
import Readers

// The partitions of a volume: physical, virtual, sparable, and with metadata of their own.
extension UDFVolume {
    mutating func readPartitions() {
        guard let volume = prevailing(.logicalVolume) else { return }
        let partitions = main.all(.partition) + (main.all(.partition).isEmpty ? reserve.all(.partition) : [])
        let table = volume.record.part(UDFLogicalVolume.maps, Int(volume[UDFLogicalVolume.mapTableLength]))
        var at = 0
        while maps.count < min(64, Int(volume[UDFLogicalVolume.mapCount])), at + 2 <= table.count {
            let length = Int(table.u8(at + 1))
            guard length >= 6, at + length <= table.count else { break }
            maps.append(UDFMap(table.part(at, length)))
            at += length
        }
        for map in maps {
            guard let partition = partitions.last(where: { $0[UDFPartition.number] == map.partition }) else {
                space.parts.append(.unknown)
                continue
            }
            let (start, length) = (
                UInt64(partition[UDFPartition.start]), UInt64(partition[UDFPartition.length])
            )
            switch map.kind {
            case .physical: space.parts.append(.physical(start: start, length: length))
            case .sparable: space.parts.append(sparable(map, start, length))
            case .virtual: space.parts.append(virtual(start, length))
            case .metadata: space.parts.append(metadata(map))
            case .unknown: space.parts.append(.unknown)
            }
        }
    }

    /// Entries that lead a packet elsewhere; FFFFFFF0 and above are free or unusable (UDF 2.2.12).
    private mutating func sparable(_ map: UDFMap, _ start: UInt64, _ length: UInt64) -> UDFSpace.Part {
        var moved: [UInt64: UInt64] = [:]
        for number in 0..<min(4, Int(map.tableCount)) {
            let place = UInt64(map.table(number))
            let size = min(UInt64(map.tableLength), 1 << 20)
            guard let bytes = try? window.bytes(at: place.times(blocks.size), count: Int(size)) else {
                continue
            }
            let table = UDFDescriptor(
                Record(offset: window.placed(place.times(blocks.size)), bytes), block: map.table(number))
            claims.append(window.claim(.descriptor, place.times(blocks.size), size, "UDF sparing table"))
            // Media that were never formatted have none.
            guard table.record.has("*UDF Sparing Table", at: 17) else { continue }
            sparingTables.append(table)
            guard moved.isEmpty else { continue }
            for index in 0..<min(Int(table.record.u16le(48)), (table.record.count - 56) / 8) {
                let original = table.record.u32le(56 + 8 * index)
                if original < 0xFFFF_FFF0 {
                    moved[UInt64(original)] = UInt64(table.record.u32le(60 + 8 * index))
                }
            }
        }
        return .sparable(start: start, length: length, packet: UInt64(map.packetLength), moved: moved)
    }

    /// The table stands in the last recorded block: zeros behind it are no blocks of the disc (UDF 2.2.11).
    private mutating func virtual(_ start: UInt64, _ length: UInt64) -> UDFSpace.Part {
        space.parts.append(.physical(start: start, length: length))
        defer { space.parts.removeLast() }
        let physical = UInt16(clamping: space.parts.count - 1)
        var at = min(blocks.count, blocks.lastRecorded.adding(1))
        var looked = 0
        while at > start, looked < 64 {
            (at, looked) = (at - 1, looked + 1)
            guard let block = blocks.block(at) else { continue }
            let entry = UDFEntry(block, block: UInt32(clamping: at - start), reference: physical)
            guard [.fileEntry, .extendedFileEntry].contains(entry.descriptor.kind),
                entry.descriptor.isCredible,
                entry.fileType == 248 || entry.fileType == 0
            else { continue }
            var reading = UDFWalk(blocks, space, limits)
            let content = reading.content(of: entry, upTo: 16 << 20)
            let table = UDFVirtualTable(entry: entry, record: Record(offset: entry.offset, content))
            guard table.hasHeader || table.record.has("*UDF Virtual Alloc Tbl", at: content.count - 35) else {
                continue
            }
            check(entry.descriptor)
            note(table, at, start)
            claims.append(
                window.claim(
                    .descriptor, at.times(blocks.size), UInt64(entry.descriptors.upperBound),
                    "UDF virtual allocation table"))
            claims += reading.runs(of: entry).map {
                window.claim(
                    .descriptor, $0.block.times(blocks.size), $0.count.times(blocks.size),
                    "UDF virtual allocation table")
            }
            return .virtual(start: start, length: length, entries: table.entries)
        }
        note(window.place(start.times(blocks.size), blocks.size, field: "virtual allocation table"))
        return .unknown
    }

    /// Where the table stands, and where it says that the one before it does.
    private mutating func note(_ found: UDFVirtualTable, _ block: UInt64, _ start: UInt64) {
        table = (block, UDFTime.read(found.entry.record, found.entry.isExtended ? 92 : 84))
        previousTable = found.previous.map {
            (
                start.adding(UInt64($0)),
                window.place(blocks.offset(block), blocks.size, field: "virtual allocation table/previous")
            )
        }
    }

    /// The metadata file, or its mirror where it cannot be read (UDF 2.2.13).
    private mutating func metadata(_ map: UDFMap) -> UDFSpace.Part {
        guard
            let physical = maps.firstIndex(where: { $0.partition == map.partition && $0.kind != .metadata }),
            physical < space.parts.count
        else { return .unknown }
        let reference = UInt16(clamping: physical)
        var found: [UDFSpace.Run]?
        var areSound = true
        for (block, title, type) in [
            (map.mainEntry, "metadata file", 250), (map.mirrorEntry, "metadata mirror file", 251),
            (map.bitmapEntry, "metadata bitmap file", 252),
        ] as [(UInt32, String, UInt8)]
        where block != UInt32.max {
            guard let run = space.runs(UInt64(block), 1, in: reference)?.first,
                let record = blocks.block(run.block)
            else {
                note(Place(field: title))
                continue
            }
            let entry = UDFEntry(record, block: block, reference: reference)
            guard [.fileEntry, .extendedFileEntry].contains(entry.descriptor.kind),
                entry.descriptor.isCredible
            else {
                note(Place(offset: record.offset, length: blocks.size, field: title))
                continue
            }
            check(entry.descriptor)
            areSound = areSound && entry.descriptor.crcHolds != false
            if entry.fileType != type {
                faults.append(
                    UDFFault(
                        kind: .fileType, node: 0,
                        place: Place(
                            offset: record.offset + 27, length: 1, field: "entry of the \(title)/fileType"),
                        recorded: "\(entry.fileType)", found: "\(type)"))
            }
            let reading = UDFWalk(blocks, space, limits)
            let runs = reading.runs(of: entry)
            if runs.isEmpty { note(Place(offset: record.offset, length: blocks.size, field: title)) }
            claims.append(
                window.claim(
                    .descriptor, run.block.times(blocks.size), UInt64(entry.headLength),
                    "entry of the UDF \(title)"))
            // What lies in it has owners of its own, and a mirror that is no copy lies in the same blocks.
            if title == "metadata mirror file", areSound, let found { compare(found, runs) }
            if title == "metadata bitmap file" || found != nil && runs != found {
                claims += runs.map {
                    window.claim(
                        .descriptor, $0.block.times(blocks.size), $0.count.times(blocks.size), "UDF \(title)")
                }
            }
            if title != "metadata bitmap file" { found = found ?? (runs.isEmpty ? nil : runs) }
        }
        return found.map { .metadata($0) } ?? .unknown
    }

    /// Holds the mirror of the metadata against the file, as far as they are looked at.
    private mutating func compare(_ main: [UDFSpace.Run], _ mirror: [UDFSpace.Run]) {
        guard main != mirror else { return }
        func bytes(_ runs: [UDFSpace.Run]) -> [UInt8] {
            runs.prefix(1_024).flatMap { run in
                (try? window.bytes(
                    at: run.block.times(blocks.size), count: Int(min(run.count.times(blocks.size), 16 << 20))))
                    ?? []
            }
        }
        let (one, other) = (bytes(main), bytes(mirror))
        guard one != other else { return }
        let at = zip(one, other).enumerated().first { $1.0 != $1.1 }?.offset ?? min(one.count, other.count)
        var left = UInt64(at)
        for run in mirror {
            let length = run.count.times(blocks.size)
            if left < length {
                mirrorDifference = window.place(
                    run.block.times(blocks.size) + left, 1, field: "metadata mirror file")
                return
            }
            left -= length
        }
        mirrorDifference = Place(field: "metadata mirror file")
    }

    /// The bitmap of free blocks that a partition names.
    mutating func readBitmap() {
        let partitions = main.all(.partition).isEmpty ? reserve.all(.partition) : main.all(.partition)
        guard let partition = partitions.last, partition[UDFPartition.bitmapLength] > 0 else { return }
        let (start, length) = (UInt64(partition[UDFPartition.start]), UInt64(partition[UDFPartition.length]))
        // A packet of it may lie elsewhere.
        let map = maps.firstIndex {
            $0.partition == partition[UDFPartition.number] && [.physical, .sparable].contains($0.kind)
        }
        let size = min(UInt64(partition[UDFPartition.bitmapLength]), 64 << 20)
        let block = UInt64(partition[UDFPartition.bitmapBlock])
        let runs = map.flatMap {
            space.runs(block, (size + blocks.size - 1) / blocks.size, in: UInt16(clamping: $0))
        }
        let bytes = (runs ?? []).flatMap { run in
            (try? window.bytes(at: run.block.times(blocks.size), count: Int(run.count.times(blocks.size))))
                ?? []
        }
        guard let first = runs?.first, bytes.count > UDFBitmap.head else {
            return note(Place(field: "space bitmap"))
        }
        let place = first.block.times(blocks.size)
        let descriptor = UDFDescriptor(
            Record(offset: window.placed(place), bytes), block: partition[UDFPartition.bitmapBlock])
        claims += (runs ?? []).map {
            window.claim(
                .descriptor, $0.block.times(blocks.size), $0.count.times(blocks.size), "UDF space bitmap")
        }
        guard descriptor.isCredible(.spaceBitmap) else {
            return note(window.place(place, blocks.size, field: "space bitmap"))
        }
        check(descriptor)
        bitmap = UDFBitmap(descriptor, start: start, blocks: length)
    }
}
