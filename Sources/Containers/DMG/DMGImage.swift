import Bytes
import Digests
import DiscModel

/// An Apple disk image (UDIF): a disk in runs of sectors, each packed by itself, with a table for each partition in a property list.
public enum DMGImage: ContainerReader {
    public static let format = ContainerFormat("Apple disk image (DMG)", extensions: ["dmg"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        let isNamed = input.name.lowercased().hasSuffix(".dmg")
        guard let dmg = try DMGDescription(input.source, isNamed: isNamed) else { return nil }
        func refuse(_ why: String) -> OpeningFailure { .refused("looks like a DMG; \(why)") }
        guard dmg.segments <= 1 else {
            throw refuse(
                "it is one of \(dmg.segments) files of a disk image (hdiutil convert makes one of them)")
        }
        guard dmg.sectors.times(DMGDescription.sector) <= input.expansionLimit else {
            throw .refused(
                "a DMG that says that it unpacks to \(dmg.sectors.times(DMGDescription.sector)) bytes; --max-expanded allows \(input.expansionLimit) bytes"
            )
        }
        let map = try map(dmg, input, refuse)
        guard map.unpackedBytes <= input.expansionLimit else {
            throw refuse(
                "its tables lead to sector \(map.unpackedBytes / DMGDescription.sector), behind the end of its disk"
            )
        }
        guard map.unpackedBytes > 0 else {
            throw refuse("its disk has no sectors\(map.fault.map { "; its tables \($0)" } ?? "")")
        }
        return try open(input, dmg, map)
    }

    private static func map(_ dmg: DMGDescription, _ input: ImageInput, _ refuse: (String) -> OpeningFailure)
        throws(OpeningFailure) -> DMGMap
    {
        let size = input.source.size
        guard dmg.listLength > 0 else {
            guard dmg.resourceLength == 0 else {
                throw refuse("its tables are a resource fork, as before Mac OS X 10.2, and no property list")
            }
            return DMGMap(plain: dmg, size: size)
        }
        guard dmg.listLength <= DMGDescription.listLimit else {
            throw refuse(
                "its property list is said to have \(dmg.listLength) bytes, and at most \(DMGDescription.listLimit) are read"
            )
        }
        let list = try input.source.record(at: dmg.listOffset, count: Int(dmg.listLength))
        guard UInt64(list.count) == dmg.listLength else {
            throw refuse("its property list lies behind the end of the file")
        }
        let map = DMGMap(dmg, DMGList(Record.text(list.bytes)), size: size)
        guard !map.runs.isEmpty else {
            throw refuse("its property list \(map.fault ?? "names no partitions")")
        }
        return map
    }

    private static func open(_ input: ImageInput, _ dmg: DMGDescription, _ map: DMGMap) throws(OpeningFailure)
        -> OpenedImage
    {
        let name = DisplayName(input.name).escaped
        var file = UnpackedFile(name: input.name, kind: "DMG", index: "tables of partitions")
        file.fault = map.fault
        if dmg.offset > 0 {
            file.trailingBytes =
                input.source.size - min(input.source.size, dmg.offset + UInt64(DMGTrailer.length))
        }
        let packings = Set(map.runs.map(\.packing))
        if map.fault == nil, packings.contains(.lzfse) {
            file.obstacle = "it is packed by LZFSE, which isocheck does not unpack"
        }
        if let sum = dmg.dataSum, dmg.dataLength > 0,
            dmg.dataOffset.adding(dmg.dataLength) <= input.source.size
        {
            file.ownSum = StoredSum(
                name: "the \(sum.algorithm.title) of the packed data in \(name)", digest: sum,
                range: dmg.dataOffset..<dmg.dataOffset + dmg.dataLength)
        }
        file.tableSum = masterSum(dmg, map)
        let recorded = map.partitions.compactMap { partition -> StoredPayload.Recorded? in
            guard let sum = partition.sum else { return nil }
            // Of a partition in which nothing is stored it is 0.
            if partition.ranges.isEmpty, sum.bytes.allSatisfy({ $0 == 0 }) { return nil }
            return .init(
                sum, of: partition.ranges, at: "\(name): \(partition.name)",
                named: "the \(sum.algorithm.title) of \(partition.name) in \(name)")
        }
        let codecs = packings.filter(\.isPacked).map(\.name).sorted()
        let payload = StoredPayload(
            DMGBlocks(input.source, map), codecs: codecs,
            hasSums: !codecs.isEmpty && packings.allSatisfy { $0 != .adc && $0 != .plain }, recorded: recorded
        )
        return try UnpackedImage.open(
            input, as: payload, named: "\(input.stem).img", file, format: format,
            asSectors: try isPartitioned(payload.blocks))
    }

    /// Whether the checksum of the partitions' checksums holds; absent where one of these is of another type.
    private static func masterSum(_ dmg: DMGDescription, _ map: DMGMap) -> IntegrityCheck.State {
        guard let master = dmg.masterSum, map.fault == nil, map.partitions.allSatisfy({ $0.sum != nil })
        else {
            return .absent
        }
        let sums = map.partitions.flatMap { $0.sum?.bytes ?? [] }
        return RunningDigest.digest(master.algorithm, of: sums) == master ? .good : .bad
    }

    /// Whether a disk begins with a table of partitions or a boot sector, so that it is one although no file system of discs begins it.
    private static func isPartitioned(_ disk: any ByteSource) throws(OpeningFailure) -> Bool {
        let head: Record
        do throws(ReadFailure) {
            head = Record(try disk.bytes(at: 0, count: 1024))
        } catch {
            return false
        }
        return head.has("EFI PART", at: 512) || head.has("ER") || head.has("PM", at: 512)
            || head.u16be(510) == 0x55AA
    }
}
