import Specimens

/// Images built to keep a reader busy for ever, to fill its memory, or to lead it round in circles.
struct Bomb: Sendable, CustomStringConvertible {
    let name: String
    let build: @Sendable () -> [UInt8]
    var description: String { name }

    init(_ name: String, _ build: @escaping @Sendable () -> [UInt8]) {
        self.name = name
        self.build = build
    }

    init(_ name: String, _ specimen: Specimen, _ patch: @escaping @Sendable (inout Specimen) -> Void) {
        self.init(name) { specimen.with(patch).bytes }
    }

    static let all = loops + directories + continuations + tables + descriptors + boots + crowds

    // MARK: Circles

    static let loops = [
        Bomb("a directory that is its own child", .plain) {
            let block = $0.block("dir:/DOCS")
            $0.appendRecord(
                Specimen.directoryRecord([0x58], block: block, length: 2048, flags: 2), to: "dir:/DOCS")
        },
        Bomb("a directory that holds its grandparent", .relocation) {
            let block = $0.block("dir:/DEEP")
            $0.appendRecord(
                Specimen.directoryRecord([0x58], block: block, length: 2048, flags: 2),
                to: "dir:/DEEP/L3/L4/L5")
        },
        Bomb("a relocated directory that lies in itself", .relocation) {
            $0.setBoth32("susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL", 4, $0.block("dir:/DEEP/L3/L4/L5/L6/L7/L8"))
        },
        Bomb("a relocated directory that is the root", .relocation) {
            $0.setBoth32("susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL", 4, $0.block("dir:/"))
        },
        Bomb("a chain of 10,000 directories") {
            var image = Forgery(sectors: 10_021)
            for depth in 0..<10_000 {
                let own = Forgery.root + depth
                let child = Forgery.record([0x58], extent: own + 1, length: 2048, flags: 2)
                image.put(records: Forgery.dots(own, max(own - 1, Forgery.root)) + [child], sector: own)
            }
            return image.bytes
        },
        Bomb("4,000 levels of long names, with a crowd at the bottom") {
            deep(levels: 4_000, crowd: 4_000, letters: 200)
        },
        Bomb("3,000 levels, then 20,000 records that lead back up") {
            deep(levels: 3_000, crowd: 20_000, letters: 1, back: true)
        },
    ]

    /// A chain of directories; the last holds a crowd of directories of their own, or of ones that lead back up.
    private static func deep(levels: Int, crowd: Int, letters: Int, back: Bool = false) -> [UInt8] {
        let bottom = Forgery.root + levels
        let perSector =
            2048 / Forgery.record(Forgery.identifier(0, letters: max(letters, 5)), extent: 0, length: 0).count
        let length = (crowd / perSector + 2) * 2048
        var image = Forgery(sectors: bottom + length / 2048 + (back ? 1 : crowd))
        for depth in 0..<levels {
            let own = Forgery.root + depth
            let size = depth + 1 == levels ? length : 2048
            let child = Forgery.record(
                Forgery.identifier(0, letters: letters), extent: own + 1, length: size, flags: 2)
            image.put(records: Forgery.dots(own, max(own - 1, Forgery.root)) + [child], sector: own)
        }
        let first = bottom + length / 2048
        let records = (0..<crowd).map { number in
            let target = back ? Forgery.root + number % levels : first + number
            return Forgery.record(
                Forgery.identifier(number, letters: max(letters, 5)), extent: target, length: 2048, flags: 2)
        }
        image.put(records: Forgery.dots(bottom, bottom - 1, length: length) + records, sector: bottom)
        return image.bytes
    }

    // MARK: Crowds of records

    static let directories = [
        Bomb("200,000 records in one directory") {
            crowd(200_000) { Forgery.record(Forgery.identifier($0), extent: 0, length: 0) }
        },
        Bomb("50,000 directories in one place") {
            crowd(50_000) {
                Forgery.record(Forgery.identifier($0), extent: Forgery.root, length: 2048, flags: 2)
            }
        },
        Bomb("20,000 directories that overlap, each as long as the image") {
            crowd(20_000) {
                Forgery.record(Forgery.identifier($0), extent: 21 + $0 % 500, length: 1_000_000, flags: 2)
            }
        },
        Bomb("20,000 directories behind the end") {
            crowd(20_000) {
                Forgery.record(
                    Forgery.identifier($0), extent: 0xFFFF_FFFF - $0, length: 0xFFFF_FFFF, flags: 2)
            }
        },
        Bomb("20,000 directories of no bytes") {
            crowd(20_000) {
                Forgery.record(Forgery.identifier($0), extent: 100_000 + $0, length: 0, flags: 2)
            }
        },
        Bomb("a file in 50,000 sections, none of them the last") {
            crowd(50_000) { _ in
                Forgery.record([0x41, 0x2E, 0x3B, 0x31], extent: 20, length: 0xFFFF_F800, flags: 0x80)
            }
        },
        Bomb("50,000 files over the whole image") {
            crowd(50_000) { Forgery.record(Forgery.identifier($0), extent: $0 % 100, length: 0xFFFF_FFFF) }
        },
        Bomb("20,000 files with extended attributes") {
            crowd(20_000) {
                var record = Forgery.record(Forgery.identifier($0), extent: 20, length: 2048)
                record[1] = 255
                return record
            }
        },
        Bomb("20,000 interleaved files") {
            crowd(20_000) {
                var record = Forgery.record(Forgery.identifier($0), extent: 0xFFFF_FFFF, length: 0xFFFF_FFFF)
                (record[26], record[27]) = (1, 255)
                return record
            }
        },
        Bomb("records of one byte") { filled(sectors: 2_000, with: 1) },
        Bomb("records of 34 bytes with identifiers of 255") {
            filled(sectors: 2_000, with: 34, identifier: 255)
        },
        Bomb("a directory of bytes FF") { filled(sectors: 2_000, with: 255, identifier: 255) },
        Bomb("every second sector in a file, the others unlike zero") {
            var image = Forgery(sectors: 8_000, rootLength: 400 * 2048)
            let records = (0..<3_700).map {
                Forgery.record(Forgery.identifier($0), extent: 440 + 2 * $0, length: 2048)
            }
            image.put(records: Forgery.dots(20, 20) + records, sector: 20)
            for sector in 430..<8_000 {
                image.put([UInt8](repeating: UInt8(sector % 251 + 1), count: 2048), sector: sector)
            }
            return image.bytes
        },
    ]

    /// A root directory full of records.
    static func crowd(_ count: Int, systemUse: [UInt8] = [], _ record: (Int) -> [UInt8]) -> [UInt8] {
        let records = (0..<count).map(record)
        let sectors = (records.first.map { count / (2048 / $0.count) } ?? 0) + 2
        var image = Forgery(sectors: 21 + sectors, rootLength: sectors * 2048)
        image.put(
            records: Forgery.dots(20, 20, length: sectors * 2048, systemUse: systemUse) + records, sector: 20)
        return image.bytes
    }

    private static func filled(sectors: Int, with length: UInt8, identifier: UInt8 = 1) -> [UInt8] {
        var image = Forgery(sectors: 21 + sectors, rootLength: sectors * 2048)
        for sector in 20..<20 + sectors {
            image.put([UInt8](repeating: length, count: 2048), sector: sector)
            for at in stride(from: 32, to: 2048, by: max(1, Int(length))) {
                image.put([identifier], sector: sector, at)
            }
        }
        return image.bytes
    }

    // MARK: Continuation areas

    static let continuations = [
        Bomb("a continuation area that continues in itself", .continuation) {
            let pointer = $0.entry("susp:/LONGNAME.TXT:CE")
            $0.insertEntry(pointer, before: "susp:/LONGNAME.TXT:NM#2")
        },
        Bomb("a continuation area of 4 GiB", .continuation) {
            $0.setBoth32("susp:/LONGNAME.TXT:CE", 20, 0xFFFF_FFFF)
        },
        Bomb("a continuation area in the record itself", .continuation) {
            $0.setBoth32("susp:/LONGNAME.TXT:CE", 4, $0.block("record:/LONGNAME.TXT"))
            $0.setBoth32("susp:/LONGNAME.TXT:CE", 12, UInt32($0.offset("susp:/LONGNAME.TXT:CE") % 2048))
        },
        Bomb("a chain of 5,000 continuation areas") {
            var image = Forgery(sectors: 5_100)
            let first = Forgery.continuation(30, 0, 2048)
            let file = Forgery.record([0x41], extent: 25, length: 10, first)
            image.put(records: Forgery.dots(20, 20, systemUse: Forgery.sharing) + [file], sector: 20)
            for sector in 30..<5_030 {
                let names = (0..<7).flatMap { _ in Forgery.name(250, continues: true) }
                image.put(names + Forgery.continuation(sector + 1, 0, 2048), sector: sector)
            }
            return image.bytes
        },
        Bomb("20,000 records that share 64 continuation areas of names") {
            var records = crowd(20_000, systemUse: Forgery.sharing) { number in
                Forgery.record(
                    Forgery.identifier(number), extent: 20, length: 10, Forgery.continuation(1, 0, 2048))
            }
            // A chain in the system area, sectors 1 to 15, four areas in each.
            for area in 0..<60 {
                let entries = Forgery.name(230, continues: true) + Forgery.name(230, continues: true)
                let next = Forgery.continuation(1 + (area + 1) / 4, (area + 1) % 4 * 512, 512)
                let at = 2048 + area * 512
                records.replaceSubrange(at..<at + 470 + 28, with: entries + next)
            }
            return records
        },
        Bomb("20,000 compressed files with one header of a megabyte") {
            let algorithm: [UInt8] = [0x5A, 0x46, 16, 1, 0x70, 0x7A, 4, 15] + Forgery.both32(0xFFFF_FFFF)
            return crowd(20_000, systemUse: Forgery.sharing) {
                Forgery.record(Forgery.identifier($0), extent: 20, length: 0x7FFF_FFFF, algorithm)
            }
        },
    ]
}
