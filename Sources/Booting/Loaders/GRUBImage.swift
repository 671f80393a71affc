import Bytes
import DiscModel
import FileSystems
import Readers

/// What grub-mkimage put into GRUB for UEFI: the folder of its files, the configuration it begins with, and a file system
/// (GRUB, include/grub/kernel.h).
struct GRUBImage {
    /// The folder, without a device or with that of the file system inside.
    private(set) var prefix = ""
    /// The commands that it begins with.
    private(set) var configuration: String?
    private(set) var memdisk: BootVolume?

    private enum Kind: UInt32 {
        case memdisk = 1
        case configuration = 2
        case prefix = 3
    }

    /// Objects of an image that are looked at: modules are as well.
    private static let limit = 1_000

    /// Nil for a program that is not GRUB.
    init?(_ program: PortableExecutable, _ file: Record) {
        guard let section = program.section("mods") else { return nil }
        let modules = file.part(section.range.lowerBound, section.range.count)
        guard modules.has("mimg") else { return nil }
        let isWide =
            program.machine != Architecture.ia32.machine && program.machine != Architecture.arm.machine
        var at = isWide ? Int(clamping: modules.u64le(8)) : Int(modules.u32le(4))
        for _ in 0..<Self.limit where at >= 0 && at <= modules.count - 8 {
            let size = Int(modules.u32le(at + 4))
            guard size >= 8 else { break }
            add(modules.u32le(at), modules.part(at + 8, size - 8))
            at += size
        }
    }

    private mutating func add(_ kind: UInt32, _ content: Record) {
        switch Kind(rawValue: kind) {
        case .memdisk: memdisk = Self.volume(content)
        case .configuration: configuration = content.text(0, content.count)
        case .prefix: prefix = content.text(0, content.count)
        case nil: break
        }
    }

    /// The file system inside: FAT to Debian, tar to grub-mkstandalone.
    private static func volume(_ content: Record) -> BootVolume? {
        let source = MemorySource([UInt8](content.bytes))
        let window = Window(.file, on: source)
        let builder = DiscBuilder(window.run)
        let fat = FAT().read(WindowContext(window, known: builder, limits: Limits()))
        let tree = fat?.tree ?? TarArchive.tree(of: content)
        guard tree.nodes.count > 1 else { return nil }
        return BootVolume(
            .memdisk, title: "GRUB itself", label: nil, identifier: nil,
            views: [(tree: tree, isExact: fat == nil)], source: source)
    }
}

/// The files of a tar archive (POSIX.1-2017, pax, "ustar Interchange Format").
private enum TarArchive {
    private static let fileLimit = 4_096

    static func tree(of archive: Record) -> FileTree {
        var tree = FileTree(kind: .fat, encoding: .bytes, ownsExtents: true)
        var folders: [String: Int32] = ["": 0]
        var at = 0
        for _ in 0..<fileLimit where archive.has("ustar", at: at + 257) {
            let size = Int(UInt32(archive.text(at + 124, 12).filter { $0 != " " }, radix: 8) ?? 0)
            let names = BootVolume.names(of: archive.text(at, 100))
            if let name = names.last {
                let parent = folder(names.dropLast(), &tree, &folders)
                if archive.u8(at + 156) != 0x35 {
                    tree.append(
                        parent: parent, joinedName: name.utf8, kind: .file, size: UInt64(size), record: -1)
                    tree.addExtent(.init(offset: UInt64(at + 512), length: UInt64(size), slack: 0))
                }
            }
            guard size < archive.count else { break }
            at += 512 + (size + 511) / 512 * 512
        }
        return tree
    }

    private static func folder(
        _ names: ArraySlice<String>, _ tree: inout FileTree, _ folders: inout [String: Int32]
    ) -> Int32 {
        var (path, at): (String, Int32) = ("", 0)
        for name in names {
            path += "/" + name
            if let known = folders[path] {
                at = known
            } else {
                at = tree.append(parent: at, joinedName: name.utf8, kind: .directory, size: 0, record: -1)
                folders[path] = at
            }
        }
        return at
    }
}
