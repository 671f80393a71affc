import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import TestSupport
import Testing

/// Boot catalogs and boot images against what xorriso reads of the same images.
@Suite struct ElToritoPeerTests {
    /// Those that have a boot catalog.
    static let images = (CorpusImage.all + CorpusImage.real).filter { image in
        guard let disc = try? disc(image) else { return false }
        return disc.facts(ElToritoFacts.self)?.catalog?.hasValidationEntry ?? false
    }

    private static func disc(_ image: CorpusImage) throws -> Disc {
        try Inspection(quick: true).examine(try image.source(), named: image.description).disc
    }

    @Test(.needs("xorriso"), arguments: images) func `boot catalogs are those that xorriso reads`(
        _ image: CorpusImage
    ) throws {
        let disc = try Self.disc(image)
        let mine = ours(try #require(disc.facts(ElToritoFacts.self)), disc)
        let text = try image.withPlainFile {
            try #require(Tool("xorriso")).run(["-indev", "stdio:\($0)", "-report_el_torito", "plain"]).text
        }
        let theirs = Self.theirs(text)
        #expect(
            mine == theirs,
            "only ours: \(mine.subtracting(theirs).sorted()); only theirs: \(theirs.subtracting(mine).sorted())"
        )
    }

    /// The report without its blanks: what each line says of which image.
    private static func theirs(_ text: String) -> Set<String> {
        var found: Set<String> = []
        for line in text.split(separator: "\n") where line.hasPrefix("El Torito ") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = line[..<colon].dropFirst(10).split(separator: " ").joined(separator: " ")
            let words = line[line.index(after: colon)...].split(separator: " ").joined(separator: " ")
            switch key {
            // The blocks of an image without a file are what xorriso makes of the next thing in the image.
            case "images", "img blks": break
            // The length of the catalog is not recorded.
            case "catalog": found.insert("catalog \(words.split(separator: " ").first ?? "")")
            default: found.insert("\(key) \(words)")
            }
        }
        return found
    }

    private func ours(_ facts: ElToritoFacts, _ disc: Disc) -> Set<String> {
        var found: Set<String> = []
        if let catalog = facts.catalog {
            found.insert("catalog \(catalog.record.offset / .sector)")
            if let path = path(at: catalog.record.offset, disc) { found.insert("cat path \(path)") }
        }
        for (index, image) in facts.images.enumerated() {
            let (number, entry) = (index + 1, image.entry)
            let segment = String(entry.loadSegment, radix: 16)
            let words = [
                "\(number)", platform(image.platform), entry.isBootable ? "y" : "n", emulation(entry),
                "0x" + String(repeating: "0", count: max(0, 4 - segment.count)) + segment,
                "0x\(entry.systemType.hexadecimal())", "\(entry.sectorCount)", "\(entry.loadRBA)",
            ]
            found.insert("boot img \(words.joined(separator: " "))")
            if let path = path(at: image.offset, disc) { found.insert("img path \(number) \(path)") }
            if entry.emulation == .hardDisk {
                let end = MasterBootRecord.partitions(in: image.head.part(0, 512)).map {
                    $0.start + $0.length
                }
                found.insert("hdsiz/512 \(number) \((end.max() ?? 0) / 512)")
            }
            let options = options(of: image)
            if !options.isEmpty { found.insert("img opts \(number) \(options.joined(separator: " "))") }
        }
        return found
    }

    private func path(at offset: UInt64, _ disc: Disc) -> String? {
        for kind in [TreeKind.rockridge, .iso9660] {
            guard let tree = disc.tree(kind) else { continue }
            let found = tree.nodes.indices.first {
                tree.nodes[$0].kind == .file && tree.firstExtent(of: tree.nodes[$0])?.offset == offset
            }
            guard let found else { continue }
            // xorriso shows plain names as Linux does.
            let path = tree.path(of: found).text
            return kind == .rockridge ? path : Self.plain(path)
        }
        return nil
    }

    private static func plain(_ path: String) -> String {
        var path = path.lowercased()
        if let version = path.lastIndex(of: ";") { path = String(path[..<version]) }
        if path.hasSuffix(".") { path.removeLast() }
        return path
    }

    private func platform(_ id: UInt8) -> String {
        [0: "BIOS", 1: "PPC", 2: "Mac", 0xEF: "UEFI"][id] ?? "0x\(id.hexadecimal())"
    }

    private func emulation(_ entry: BootCatalogEntry) -> String {
        switch entry.emulation {
        case .floppy12: "fd1.2"
        case .floppy144: "fd1.4"
        case .floppy288: "fd2.8"
        case .hardDisk: "hd"
        case .some(.none), nil: "none"
        }
    }

    private func options(of image: BootImage) -> [String] {
        var options: [String] = []
        if image.bootInfo != nil { options.append("boot-info-table") }
        if image.head[BootImage.isohybridSignature].elementsEqual([0xFB, 0xC0, 0x78, 0x70]) {
            options.append("isohybrid-suitable")
        }
        if image.grub2BootInfo == UInt64(image.entry.loadRBA) * 4 + 5 { options.append("grub2-boot-info") }
        return options
    }
}
