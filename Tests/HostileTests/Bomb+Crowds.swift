/// Bombs for rules that compare many things with each other.
extension Bomb {
    static let crowds = [
        Bomb("50,000 files of one name") {
            crowd(50_000) { _ in Forgery.record([0x41, 0x3B, 0x31], extent: 20, length: 10) }
        },
        Bomb("20,000 files that begin in one place and end in many") {
            crowd(20_000) { Forgery.record(Forgery.identifier($0), extent: 16, length: 2048 + $0) }
        },
        Bomb("20,000 files each a block behind the other, all up to the end") {
            crowd(20_000) {
                Forgery.record(Forgery.identifier($0), extent: $0 % 800, length: 1_000_000 - $0 % 800 * 1_024)
            }
        },
        Bomb("20,000 symbolic links of a thousand components") {
            crowd(20_000, systemUse: Forgery.sharing) {
                let link: [UInt8] = [0x53, 0x4C, 105, 1, 0] + [UInt8](repeating: 0, count: 100)
                return Forgery.record(Forgery.identifier($0), extent: 0, length: 0, link)
            }
        },
        Bomb("20,000 children in one relocated place") {
            crowd(20_000, systemUse: Forgery.sharing) {
                let link: [UInt8] = [0x43, 0x4C, 12, 1] + Forgery.both32(20)
                return Forgery.record(Forgery.identifier($0), extent: 20, length: 2048, link)
            }
        },
        Bomb("20,000 records with every kind of entry, all too short") {
            let signatures = [
                "PX", "PN", "SL", "NM", "CL", "PL", "RE", "TF", "SF", "ZF", "ER", "ES", "SP", "PD", "ST",
                "AL",
            ]
            return crowd(20_000, systemUse: Forgery.sharing) { number in
                var entries: [UInt8] = []
                for index in 0..<16 { entries += signatures[(index + number) % 16].utf8 + [4, 1] }
                return Forgery.record(Forgery.identifier(number), extent: 0, length: 0, entries)
            }
        },
        Bomb("a path table of 100,000 directories, no two alike and none in a tree") { table { $0 } },
        Bomb("a path table of 100,000 directories that are each other's parents") { table { _ in 20 } },
        Bomb("two trees of 30,000 files that share no name") { twoTrees(30_000) },
        Bomb("20,000 packed files over 2,000 blank sectors, each up to the end") {
            packed(20_000, over: 2_000)
        },
        Bomb("99 further volumes in one image") { sessions(99, trees: 1) },
        Bomb("further volumes with 40 trees each over the same directories") { sessions(10, trees: 40) },
    ]

    /// Files that begin like gzip's, behind each sector that does a blank one.
    private static func packed(_ files: Int, over count: Int) -> [UInt8] {
        let start = 1_000
        var image = crowd(files) { number in
            let first = number % count * 2
            return Forgery.record(
                Forgery.identifier(number), extent: start + first, length: (2 * count - first) * 2_048)
        }
        image += [UInt8](repeating: 0, count: max(0, start * 2_048 - image.count))
        let head: [UInt8] = [0x1F, 0x8B, 8] + (3..<2_048).map { UInt8(truncatingIfNeeded: $0 * 31) }
        for _ in 0..<count { image += head + [UInt8](repeating: 0, count: 2_048) }
        return image
    }

    /// A path table of its own, in both orders, over blocks 30 and up.
    private static func table(_ extent: (Int) -> Int) -> [UInt8] {
        var little: [UInt8] = [1, 0, 20, 0, 0, 0, 1, 0, 0, 0]
        var big: [UInt8] = [1, 0, 0, 0, 0, 20, 0, 1, 0, 0]
        for number in 1..<100_000 {
            let name = Forgery.identifier(number)
            let parent = Forgery.little((number * 7) % 65_536)
            little += [8, 0] + Forgery.little(extent(number)) + parent.prefix(2) + name
            big += [8, 0] + Forgery.big(extent(number)) + parent.prefix(2).reversed() + name
        }
        let sectors = little.count / 2048 + 1
        var image = Forgery(sectors: 30 + 2 * sectors)
        let root = Forgery.record([0], extent: 20, length: 2048, flags: 2)
        let tables = (little.count, 30, 30 + sectors)
        image.put(
            Forgery.descriptor(type: 1, sectors: 30 + 2 * sectors, root: root, tables: tables), sector: 16)
        image.put(records: Forgery.dots(20, 20), sector: 20)
        image.put(little, sector: 30)
        image.put(big, sector: 30 + sectors)
        return image.bytes
    }

    /// A primary and a Joliet tree.
    private static func twoTrees(_ count: Int) -> [UInt8] {
        let sectors = count / 30 + 2
        var image = Forgery(sectors: 30 + 2 * sectors, rootLength: sectors * 2048)
        let first = (0..<count).map {
            Forgery.record(Forgery.identifier($0), extent: 20 + $0 % 50, length: 100)
        }
        let wide = (0..<count).map { number in
            let name = Forgery.identifier(count + number).flatMap { [UInt8(0), $0 | 32] }
            return Forgery.record(name, extent: 20 + number % 50, length: 100)
        }
        image.put(records: Forgery.dots(20, 20, length: sectors * 2048) + first, sector: 20)
        let root = Forgery.record([0], extent: 25 + sectors, length: sectors * 2048, flags: 2)
        var joliet = Forgery.descriptor(type: 2, sectors: 30 + 2 * sectors, root: root)
        joliet.replaceSubrange(88..<91, with: [0x25, 0x2F, 0x45])
        image.put(joliet, sector: 17)
        image.put([255] + "CD001".utf8 + [1], sector: 18)
        image.put(
            records: Forgery.dots(25 + sectors, 25 + sectors, length: sectors * 2048) + wide,
            sector: 25 + sectors)
        return image.bytes
    }

    /// Volumes behind the first, each with its descriptors and trees that all show one crowd of files.
    private static func sessions(_ count: Int, trees: Int) -> [UInt8] {
        let length = 60 * 2048
        let start = 200
        let sectors = start + count * 64 + 16
        var image = Forgery(sectors: sectors)
        let records = (0..<1_500).map { Forgery.record(Forgery.identifier($0), extent: 20, length: 10) }
        image.put(records: Forgery.dots(100, 100, length: length) + records, sector: 100)
        for session in 0..<count {
            for tree in 0..<trees {
                let root = Forgery.record([0], extent: 100, length: length, flags: 2)
                var descriptor = Forgery.descriptor(type: tree == 0 ? 1 : 2, sectors: sectors, root: root)
                (descriptor[40], descriptor[41]) = (UInt8(0x41 + session % 26), UInt8(0x30 + tree))
                image.put(descriptor, sector: start + session * 64 + tree)
            }
            image.put([255] + "CD001".utf8 + [1], sector: start + session * 64 + trees)
        }
        return image.bytes
    }
}
