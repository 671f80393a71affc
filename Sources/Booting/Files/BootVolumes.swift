import Bytes
import DiscModel
import FileSystems
import Readers
import Sectors

/// The file systems of an image that loaders read.
struct BootVolumes {
    /// The files of the disc as GRUB and kernels read them: names of Rock Ridge, or else those of Joliet, or the plain ones.
    let disc: BootVolume
    /// The same as isolinux reads them: names of Rock Ridge, and the plain ones whatever the case of their letters.
    let isolinux: BootVolume
    /// The FAT file systems, by their first byte.
    let fats: [BootVolume]
    private let facts: [UInt64: FATFacts]
    /// The trees of the disc, those with the best names first.
    private let trees: [FileTree]

    init(of disc: Disc, on source: any ByteSource) {
        let iso = disc.facts(ISO9660Facts.self)
        let label = iso?.primary.map { Self.text($0.record.slice(40, 32)) }
        let date = iso?.primary.flatMap(Self.identifier)
        trees = [TreeKind.rockridge, .joliet, .iso9660].compactMap(disc.tree)
        let tree = { (kind: TreeKind) in disc.tree(kind) }
        let native: [(FileTree, Bool)] =
            tree(.rockridge).map { [($0, true)] } ?? tree(.joliet).map { [($0, false)] }
            ?? tree(.iso9660).map { [($0, false)] } ?? []
        func volume(_ views: [(FileTree, Bool)]) -> BootVolume {
            BootVolume(
                .disc, title: "the disc", label: label, identifier: date,
                views: views.map { (tree: $0.0, isExact: $0.1) }, source: source)
        }
        self.disc = volume(native)
        isolinux = volume(
            (tree(.rockridge).map { [($0, true)] } ?? []) + (tree(.iso9660).map { [($0, false)] } ?? []))
        var (fats, facts): ([BootVolume], [UInt64: FATFacts]) = ([], [:])
        for (title, fat) in Self.fats(in: disc, title: nil) where facts[fat.window.offset] == nil {
            facts[fat.window.offset] = fat
            fats.append(
                BootVolume(
                    .fat(fat.window.offset), title: "the \(fat.name) of \(title)", label: fat.label,
                    identifier: fat.bootSector.serialNumber, views: [(tree: fat.tree, isExact: false)],
                    source: source))
        }
        self.fats = fats
        self.facts = facts
    }

    /// Those of partitions and boot images, and those in partitions of an emulated hard disk.
    private static func fats(in disc: Disc, title: String?) -> [(String, FATFacts)] {
        disc.nested.filter(\.isInside).flatMap { nested -> [(String, FATFacts)] in
            let own = nested.window.title.escaped
            let name = title.map { "\(own) in \($0)" } ?? own
            let here = nested.disc.facts(FATFacts.self).map { [(name, $0)] } ?? []
            return here + fats(in: nested.disc, title: name)
        }
    }

    /// All of them, the disc first.
    var all: [BootVolume] { [disc] + fats }

    /// The path of the file of the disc that begins at a byte.
    func path(at offset: UInt64) -> String? {
        for tree in trees {
            let found = tree.nodes.indices.first {
                tree.nodes[$0].kind == .file && tree.firstExtent(of: tree.nodes[$0])?.offset == offset
            }
            if let found { return tree.path(of: found).escaped }
        }
        return nil
    }

    /// The file of the disc within which a byte lies, and how many bytes behind its beginning.
    func file(around offset: UInt64) -> (path: String, bytes: UInt64)? {
        for tree in trees {
            for index in tree.nodes.indices where tree.nodes[index].kind == .file {
                guard let first = tree.firstExtent(of: tree.nodes[index]), first.offset < offset,
                    offset < first.end
                else { continue }
                return (tree.path(of: index).escaped, offset - first.offset)
            }
        }
        return nil
    }

    func fat(at offset: UInt64) -> BootVolume? { fats.first { $0.medium == .fat(offset) } }
    func fatFacts(at offset: UInt64) -> FATFacts? { facts[offset] }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        var text = Record.text(field.prefix { $0 != 0 })[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// The modification date, or else that of creation, as GRUB and udev make a UUID of it: "2026-11-28-12-00-00-00".
    private static func identifier(_ descriptor: VolumeDescriptor) -> String? {
        for field in [830..<847, 813..<830] {
            let digits = descriptor.record.slice(field).prefix(16)
            guard digits.count == 16, digits.allSatisfy({ 0x30...0x39 ~= $0 }),
                digits.contains(where: { $0 != 0x30 })
            else { continue }
            let text = Array(String(decoding: digits, as: UTF8.self))
            let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<12, 12..<14, 14..<16].map { String(text[$0]) }
            return parts.joined(separator: "-")
        }
        return nil
    }
}
