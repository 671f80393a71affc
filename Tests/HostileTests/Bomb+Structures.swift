import Specimens

/// Bombs in path tables, descriptors, partition tables and boot catalogs.
extension Bomb {
    static let tables = [
        Bomb("path tables of 4 GiB", .plain) { $0.setBoth32("pvd", 132, 0xFFFF_FFFF) },
        Bomb("four path tables over the whole image") {
            var image = Forgery(sectors: 4_000)
            let root = Forgery.record([0], extent: 20, length: 2048, flags: 2)
            image.put(
                Forgery.descriptor(type: 1, sectors: 4_000, root: root, tables: (3_900 * 2048, 21, 22)),
                sector: 16)
            image.put(Forgery.little(23), sector: 16, 144)
            image.put(Forgery.big(24), sector: 16, 152)
            image.put(records: Forgery.dots(20, 20), sector: 20)
            for sector in 21..<4_000 { image.put([UInt8](repeating: 1, count: 2048), sector: sector) }
            return image.bytes
        },
    ]

    static let descriptors = [
        Bomb("60 descriptors with trees and path tables over the whole image") {
            var image = Forgery(sectors: 2_000)
            for number in 0..<60 {
                let root = Forgery.record([0], extent: 100 + number, length: 1_500 * 2048, flags: 2)
                var descriptor = Forgery.descriptor(
                    type: number == 0 ? 1 : 2, sectors: 2_000, root: root,
                    tables: (1_800 * 2048, 100 + number, 101 + number))
                descriptor[40] = UInt8(65 + number)
                image.put(descriptor, sector: 16 + number)
            }
            image.put([255] + "CD001".utf8 + [1], sector: 76)
            for sector in 100..<2_000 {
                let records = (0..<50).map {
                    Forgery.record(Forgery.identifier($0, letters: 4), extent: sector, length: 1)
                }
                image.put(records: records, sector: sector)
            }
            return image.bytes
        },
        Bomb("nothing but descriptors") {
            var image = Forgery(sectors: 200)
            for sector in 16..<200 {
                let root = Forgery.record([0], extent: sector, length: 2048, flags: 2)
                image.put(
                    Forgery.descriptor(type: UInt8(sector % 4), sectors: sector, root: root), sector: sector)
            }
            return image.bytes
        },
        Bomb("numbers of FF everywhere in the descriptor", .everything) {
            $0.fill("pvd", 72, count: 1_976, with: 0xFF)
        },
        Bomb("a descriptor of zeros", .everything) { $0.fill("pvd", 7, count: 2_041, with: 0) },
        Bomb("blocks of 0 bytes", .everything) { $0.setBoth16("pvd", 128, 0) },
        Bomb("blocks of 65535 bytes", .everything) { $0.setBoth16("pvd", 128, 0xFFFF) },
        Bomb("partition tables over everything and far behind", .plain) {
            $0.set("system-area", 446, [UInt8](repeating: 0xFF, count: 64) + [0x55, 0xAA])
            $0.set("system-area", 512, "EFI PART".utf8 + [UInt8](repeating: 0xFF, count: 84))
        },
        Bomb("a GPT whose backup is its primary", .plain) {
            $0.set("system-area", 512, "EFI PART".utf8 + [UInt8](repeating: 0, count: 84))
            $0.set("system-area", 512 + 32, [1, 0, 0, 0, 0, 0, 0, 0])
            $0.set("system-area", 512 + 72, [2, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 1, 0, 0])
        },
    ]

    static let boots = [
        Bomb("a boot catalog without end") {
            var image = Forgery(sectors: 300)
            boot(&image, catalog: 100)
            let validation: [UInt8] = [1] + [UInt8](repeating: 0, count: 27) + [0xAA, 0x55, 0x55, 0xAA]
            var entry = [UInt8](repeating: 0, count: 32)
            entry.replaceSubrange(0..<12, with: [0x88, 0, 0, 0, 0, 0, 4, 0, 150, 0, 0, 0])
            let header: [UInt8] = [0x91, 0, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 28)
            image.put(validation + entry + header, sector: 100)
            for index in 3..<64 * 200 { image.put(entry, sector: 100, index * 32) }
            return image.bytes
        },
        Bomb("a thousand boot images of 4 MiB to sum") {
            var image = Forgery(sectors: 4_000)
            boot(&image, catalog: 100)
            let validation: [UInt8] = [1] + [UInt8](repeating: 0, count: 27) + [0xAA, 0x55, 0x55, 0xAA]
            image.put(validation, sector: 100)
            for index in 1..<1_020 {
                let block = 200 + index
                let head: [UInt8] =
                    index == 2 ? [0x91, 0, 0xFF, 0xFF] : [0x88, 0, 0, 0, 0, 0, 4, 0] + Forgery.little(block)
                image.put(head, sector: 100, index * 32)
                let table =
                    Forgery.little(16) + Forgery.little(block) + Forgery.little(4 << 20) + [9, 9, 9, 9]
                image.put(table, sector: block, 8)
            }
            return image.bytes
        },
        Bomb("a boot record that points to itself", .bootable) { $0.set32LE("boot-record", 71, 17) },
        Bomb("boot images everywhere", .bootable) {
            $0.set16LE("boot-catalog:section", 2, 0xFFFF)
            for index in 0..<60 {
                $0.set(
                    "boot-catalog:entry", index * 32,
                    [0x88, UInt8(index % 5), 0, 0, 0, 0, 0xFF, 0xFF, UInt8(index * 4), 0, 0, 0])
            }
        },
    ]

    /// A boot record in sector 17, and the terminator behind it.
    private static func boot(_ image: inout Forgery, catalog: Int) {
        let record = [0] + [UInt8]("CD001".utf8) + [1] + [UInt8]("EL TORITO SPECIFICATION".utf8)
        image.put(record + [UInt8](repeating: 0, count: 41) + Forgery.little(catalog), sector: 17)
        // Sector 18 was the L path table, which nobody misses here.
        image.put([255] + "CD001".utf8 + [1], sector: 18)
    }
}
