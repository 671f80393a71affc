import Bytes
import DiscModel
import Testing

@testable import Booting

/// What loaders make of their configuration.
@Suite struct LoaderTests {
    /// A volume with text files, by their path; without a text they are programs.
    static func volume(
        _ files: [String: String], on medium: BootVolume.Medium = .disc, label: String? = "LIVE",
        isExact: Bool = true
    ) -> BootVolume {
        var (tree, bytes) = (FileTree(kind: .fat, encoding: .bytes, ownsExtents: true), [UInt8]())
        var folders: [String: Int32] = ["": 0]
        for (path, given) in files.sorted(by: { $0.key < $1.key }) {
            let text = given.isEmpty ? "MZ" : given
            var (at, parent) = ("", Int32(0))
            let names = path.split(separator: "/").map(String.init)
            for name in names.dropLast() {
                at += "/" + name
                if let known = folders[at] {
                    parent = known
                } else {
                    parent = tree.append(
                        parent: parent, joinedName: name.utf8, kind: .directory, size: 0, record: -1)
                    folders[at] = parent
                }
            }
            tree.append(
                parent: parent, joinedName: (names.last ?? "").utf8, kind: .file,
                size: UInt64(text.utf8.count),
                record: -1)
            tree.addExtent(.init(offset: UInt64(bytes.count), length: UInt64(text.utf8.count), slack: 0))
            bytes += text.utf8
        }
        return BootVolume(
            medium, title: "the disc", label: label, identifier: "2026-11-28-12-00-00-00",
            views: [(tree: tree, isExact: isExact)], source: MemorySource(bytes))
    }

    // MARK: SYSLINUX

    @Test func `ISOLINUX follows includes and takes the default entry`() throws {
        let volume = Self.volume([
            "isolinux/isolinux.cfg": "include menu.cfg\ndefault two\n",
            "isolinux/menu.cfg":
                "LABEL one\n kernel /k1\nlabel two\n  LINUX k2\n  append initrd=/i2,i3 quiet\n",
            "k1": "", "isolinux/k2": "", "i2": "",
        ])
        let menu = SyslinuxMenu(volume, loader: "/isolinux/").menu
        #expect(menu.files == ["/isolinux/isolinux.cfg", "/isolinux/menu.cfg"])
        let entry = try #require(menu.chosen)
        #expect(entry.title == "two" && entry.place == "/isolinux/menu.cfg, line 3")
        #expect(entry.kernel.path == "/isolinux/k2" && !entry.kernel.isMissing)
        #expect(entry.missing.map(\.path) == ["/isolinux/i3"])
    }

    @Test func `menus that include each other come to an end`() {
        let volume = Self.volume([
            "isolinux.cfg": "include a\n", "a": "include b\nlabel x\nkernel /none\n", "b": "include a\n",
        ])
        let menu = SyslinuxMenu(volume, loader: "/").menu
        #expect(menu.files == ["/isolinux.cfg", "/a", "/b"])
        #expect(menu.chosen?.kernel.state == .missing)
    }

    @Test(arguments: [
        ("default none\nlabel a\nkernel /k", "none"), ("ui menu.c32\nlabel a\nkernel /k", "menu.c32"),
        ("default vesamenu.c32\nlabel a\nkernel /k", "vesamenu.c32"),
    ])
    func `what comes before the choice has to be there`(_ text: String, name: String) throws {
        let volume = Self.volume(["isolinux.cfg": text, "k": ""])
        #expect(
            try #require(SyslinuxMenu(volume, loader: "/").menu.chosen).missing.map(\.path) == ["/\(name)"])
        let sound = Self.volume(["isolinux.cfg": text, "k": "", name: ""])
        #expect(try #require(SyslinuxMenu(sound, loader: "/").menu.chosen).kernel.path == "/k")
    }

    @Test func `what is no kernel is not started`() throws {
        let volume = Self.volume(["isolinux.cfg": "label a\nkernel /k\n", "k": "a text"])
        #expect(try #require(SyslinuxMenu(volume, loader: "/").menu.chosen).kernel.state == .noKernel)
    }

    @Test func `a configuration that is nowhere is said to be`() {
        let menu = SyslinuxMenu(Self.volume(["readme": ""]), loader: "/isolinux/").menu
        #expect(menu.files.isEmpty && menu.missing.count == 1)
    }

    // MARK: GRUB

    private static func grub(_ text: String, _ files: [String: String] = [:], others: [BootVolume] = [])
        -> LoaderMenu
    {
        let disc = volume(files.merging(["boot/grub/grub.cfg": text]) { $1 })
        return GRUBMenu([disc] + others, root: disc, prefix: "/boot/grub").menu
    }

    @Test func `GRUB's variables, sources and titles are followed`() throws {
        let menu = Self.grub(
            """
            set where=/live
            source $prefix/more.cfg
            set default="Second one"
            """,
            [
                "boot/grub/more.cfg": """
                menuentry 'First' --hotkey=f { linux ${where}/none }
                menuentry --class os "Second one" {
                    linux "$where/kernel" boot=live \\
                        quiet # a remark
                    initrd $where/initrd
                }
                """, "live/kernel": "", "live/initrd": "",
            ])
        let entry = try #require(menu.chosen)
        #expect(entry.title == "Second one" && entry.place == "/boot/grub/more.cfg, line 3")
        #expect(entry.kernel.state == .there && entry.initrds.map(\.state) == [.there])
        #expect(entry.arguments == "boot=live quiet")
        #expect(menu.entries.first?.kernel.state == .missing)
    }

    @Test(arguments: [
        ("search --set=root --label LIVE", true), ("search -l LIVE --set root", true),
        ("search --no-floppy --set=root -l OTHER", false), ("search --file --set=root /live/kernel", true),
        ("search --fs-uuid 2026-11-28-12-00-00-00 --set=root", true), ("search.fs_label OTHER root", false),
    ])
    func `what GRUB searches is held against the volumes`(_ search: String, isThere: Bool) {
        let fat = Self.volume(["efi/boot/x": ""], on: .fat(4096), label: "EFI", isExact: false)
        let menu = Self.grub(
            "set root=unknown\n\(search)\nmenuentry x { linux /live/kernel }", ["live/kernel": ""],
            others: [fat])
        #expect(menu.vain.isEmpty == isThere)
        #expect((menu.chosen?.kernel.state == .there) == isThere)
    }

    @Test func `conditions that only a running GRUB knows are followed on both branches`() {
        let menu = Self.grub(
            """
            if [ "${mystery}" = yes ]; then menuentry a { linux /a }
            else menuentry b { linux /b }
            fi
            if [ -e /a ]; then menuentry c { linux /a }; else menuentry d { linux /b }; fi
            """, ["a": ""])
        #expect(menu.entries.map(\.title) == ["a", "b", "c"])
    }

    @Test func `letters of another case are not the same file to Rock Ridge`() throws {
        let menu = Self.grub("menuentry x { linux /Live/Kernel }", ["live/kernel": ""])
        #expect(try #require(menu.chosen).kernel.state == .otherCase("/live/kernel"))
    }

    @Test(arguments: [
        "menuentry x {", "if true; then", "source /boot/grub/grub.cfg", "}}}", "'", "\"$", "${", "for x in",
    ])
    func `what is no whole configuration comes to an end`(_ text: String) {
        _ = Self.grub(text)
        _ = Self.grub(String(repeating: text + " ", count: 2_000))
    }

    /// Words that grow by themselves, recursion without an end, and more than anybody would choose from.
    @Test(arguments: [
        "set a=xxxxxxxx\n" + String(repeating: "set a=$a$a\n", count: 60) + "menuentry $a { linux $a$a$a }",
        "if \(String(repeating: "! ", count: 90_000)) true; then menuentry x { linux /k }; fi",
        "if [ \(String(repeating: "! ", count: 90_000)) -e /k ]; then menuentry x { linux /k }; fi",
        "menuentry x { linux /k\ninitrd \(String(repeating: "/i ", count: 90_000)) }",
        String(repeating: "menuentry x { linux /k }\n", count: 9_000),
    ])
    func `a hostile configuration is bounded`(_ text: String) throws {
        let menu = Self.grub(text, ["k": ""])
        #expect(!menu.entries.isEmpty && menu.entries.count <= 500)
        #expect(menu.entries.allSatisfy { $0.initrds.count <= 32 && $0.kernel.path.utf8.count <= 4_096 })
    }

    @Test func `GRUB's own lists may lead anywhere`() throws {
        var program = [UInt8](repeating: 0, count: 1024)
        func put(_ at: Int, _ bytes: [UInt8]) { program.replaceSubrange(at..<at + bytes.count, with: bytes) }
        put(0, Array("MZ".utf8))
        put(0x3C, [64])
        put(64, Array("PE".utf8) + [0, 0, 0x64, 0x86, 1, 0])
        put(84, [0xF0])
        put(88, [0x0B, 0x02])
        put(88 + 240, Array("mods".utf8))
        put(88 + 240 + 8, [0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0])
        put(512, Array("mimg".utf8))
        let headers = try #require(PortableExecutable(Record(program)))
        for offset in [
            [UInt8](repeating: 0xFF, count: 8), [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [24],
        ] {
            put(520, offset + [UInt8](repeating: 0, count: 8 - offset.count))
            #expect(GRUBImage(headers, Record(program))?.configuration == nil)
        }
        // A file system inside that is a tar archive with a size below zero.
        put(512 + 24, [1, 0, 0, 0, 0xE8, 1, 0, 0])
        put(512 + 32, Array("boot/x".utf8))
        put(512 + 32 + 124, Array("-7".utf8))
        put(512 + 32 + 257, Array("ustar".utf8))
        #expect(GRUBImage(headers, Record(program)) != nil)
    }

    // MARK: systemd-boot

    @Test func `systemd-boot takes the default entry whose kernel is there`() {
        let volume = Self.volume(
            [
                "loader/loader.conf": "timeout 3\ndefault b*\n",
                "loader/entries/a.conf": "title A\nlinux /vmlinuz\n",
                "loader/entries/b.conf": "title B\nlinux /none\noptions x=1 y\n", "vmlinuz": "",
            ], on: .fat(0), isExact: false)
        let menu = SystemdBootMenu.read(volume)
        #expect(menu.entries.map(\.title) == ["B", "A"])
        #expect(menu.chosen?.title == "A")
    }
}
