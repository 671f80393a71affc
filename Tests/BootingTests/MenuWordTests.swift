import Bytes
import DiscModel
import Testing

@testable import Booting

/// Words, functions and encodings of boot menus, and the modules that they need.
@Suite struct MenuWordTests {
    private static func grub(_ text: String, _ more: [String: String] = [:]) -> LoaderMenu {
        let disc = LoaderTests.volume(["k": "", "i": "x", "boot/grub/grub.cfg": text].merging(more) { $1 })
        return GRUBMenu([disc], root: disc, prefix: "/boot/grub").menu
    }

    private static func syslinux(_ text: String, _ more: [String: String] = [:]) -> LoaderMenu {
        let files = ["isolinux/isolinux.cfg": text, "k": "", "i": "x"].merging(more) { $1 }
        return SyslinuxMenu(LoaderTests.volume(files), loader: "/isolinux/").menu
    }

    // MARK: Modules

    /// A module as text: a shared object for i386 whose names stand at 0x140.
    private static func module(_ needs: String...) -> String {
        var bytes = [UInt8](repeating: 0, count: 0x200)
        func put(_ at: Int, _ values: [UInt8]) { bytes.replaceSubrange(at..<at + values.count, with: values) }
        put(0, [0x7F, 0x45, 0x4C, 0x46, 1, 1])
        put(28, [52])
        put(42, [32, 0, 2])
        put(52, [1])
        put(52 + 16, [0, 2])
        put(84, [2, 0, 0, 0, 0x78])
        put(84 + 16, [64])
        put(0x78, [5, 0, 0, 0, 0x40, 1])
        var at = 1
        for (number, name) in needs.enumerated() {
            put(0x80 + number * 8, [1, 0, 0, 0, UInt8(at)])
            put(0x140 + at, Array(name.utf8))
            at += name.utf8.count + 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        "ui menu.c32\nlabel a\nkernel /k", "default menu.c32\nlabel a\nkernel /k",
        "default a\nlabel a\ncom32 menu.c32\nlabel b\nkernel /k",
    ])
    func `a module that needs another does not start without it`(_ text: String) throws {
        let files = ["isolinux/menu.c32": Self.module("libutil.c32", "libmenu.c32")]
        let lost = try #require(Self.syslinux(text, files).chosen)
        #expect(lost.missing.map(\.state) == [.needs("libutil.c32")])
        #expect(lost.kernel.path == "/isolinux/menu.c32")
        // What it needs may need more.
        let half = [
            "isolinux/libutil.c32": Self.module(), "isolinux/libmenu.c32": Self.module("libcom32.c32"),
        ]
        #expect(
            Self.syslinux(text, files.merging(half) { $1 }).chosen?.kernel.state == .needs("libcom32.c32"))
        let whole = half.merging(["isolinux/libcom32.c32": Self.module("libutil.c32")]) { $1 }
        #expect(Self.syslinux(text, files.merging(whole) { $1 }).chosen?.kernel.path == "/k")
    }

    @Test func `modules are sought where PATH says, and older ones need none`() {
        let text = "path /lib/modules:/more\nui menu.c32\nlabel a\nkernel /k"
        let files = ["isolinux/menu.c32": Self.module("libutil.c32"), "more/libutil.c32": Self.module()]
        #expect(Self.syslinux(text, files).chosen?.kernel.path == "/k")
        #expect(Self.syslinux(text, ["isolinux/menu.c32": "\u{7F}COM32R"]).chosen?.kernel.path == "/k")
    }

    @Test func `modules that need each other come to an end`() {
        let files = ["isolinux/a.c32": Self.module("b.c32"), "isolinux/b.c32": Self.module("a.c32")]
        #expect(Self.syslinux("ui a.c32\nlabel a\nkernel /k", files).chosen?.kernel.path == "/k")
    }

    @Test(arguments: [28, 42, 44, 68, 88, 100, 0x7C, 0x84])
    func `a module's numbers may lead anywhere`(_ at: Int) {
        var bytes = Array(Self.module("libutil.c32").utf8)
        bytes.replaceSubrange(at..<at + 2, with: [0xFF, 0xFF])
        #expect(COM32Module.needed(by: Record(bytes)).count <= 256)
        bytes.replaceSubrange(at..<at + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(COM32Module.needed(by: Record(bytes)).count <= 256)
    }

    // MARK: Functions and conditions of GRUB

    @Test(arguments: [
        "function boot {\n linux /k \"$@\"\n initrd /i\n}\nmenuentry a { boot quiet splash }",
        "function boot {\n linux $1 $2 $3\n initrd /i\n}\nmenuentry a { boot /k quiet splash }",
        "function load {\n linux \"$@\"\n initrd /i\n}\nfunction boot { load /k ${1} splash }\nmenuentry a { boot quiet }",
    ])
    func `functions are followed with what they are called with`(_ text: String) throws {
        let entry = try #require(Self.grub(text).chosen)
        #expect(entry.kernel.path == "/k" && entry.arguments == "quiet splash" && entry.missing.isEmpty)
        #expect(entry.place == "/boot/grub/grub.cfg, line 2" && entry.title == "a")
        #expect(entry.initrds.map(\.site?.place) == ["/boot/grub/grub.cfg, line 3"])
    }

    @Test(arguments: [
        "function f { f; f \"$@\" \"$@\"; }\nmenuentry a { f x y\nlinux /k }",
        "function f { g }\nfunction g { f }\nf\nmenuentry a { linux /k }",
    ])
    func `functions that call each other come to an end`(_ text: String) {
        #expect(Self.grub(text).entries.count <= 1)
    }

    @Test(arguments: [
        ("-z x -o ! -e /k", false), ("-z x -o -e /k", true), ("-n x -a -e /none", false),
        ("-n x -a -e /none -o -f /i", true), ("-z \"\" -a ! -d /k", true),
    ])
    func `conditions of several parts hold as GRUB has them`(_ condition: String, holds: Bool) {
        let text = "if [ \(condition) ]; then menuentry y { linux /k }; else menuentry n { linux /k }; fi"
        #expect(Self.grub(text).entries.map(\.title) == [holds ? "y" : "n"])
    }

    // MARK: Words

    @Test(arguments: [
        ("label a\nkernel /k\napend quiet", "/isolinux/isolinux.cfg, line 3", "APPEND"),
        ("promt 0\nlabel a\nkernel /k", "/isolinux/isolinux.cfg, line 1", "PROMPT"),
        ("label a\nkernel /k\n\nTIMEOUTT 50", "/isolinux/isolinux.cfg, line 4", "TIMEOUT"),
        ("label a\nkernel /k\nintrd /i", "/isolinux/isolinux.cfg, line 3", "INITRD"),
    ])
    func `a slip is told with its line and what may be meant`(_ text: String, place: String, meant: String) {
        let slips = Self.syslinux(text).slips
        #expect(slips.map(\.place) == [place])
        #expect(slips.first?.words.hasSuffix("\"\(meant)\" may be meant") == true)
    }

    @Test(arguments: [
        ("menuentry a {\n linux /k\n intrd /i\n}", 3, "initrd"),
        ("serch --set=root --label LIVE\nmenuentry a { linux /k }", 1, "search"),
        ("menuentry a { linux /k }\nmenuentri b {\n linux /k\n}", 2, "menuentry"),
    ])
    func `so it is with GRUB`(_ text: String, line: Int, meant: String) {
        let menu = Self.grub(text)
        #expect(menu.slips.map(\.place) == ["/boot/grub/grub.cfg, line \(line)"])
        #expect(menu.slips.first?.words.hasSuffix("\"\(meant)\" may be meant") == true)
        #expect(menu.chosen?.title == "a")
    }

    @Test func `keys of systemd-boot are known`() {
        let entry = "title A\nlinux /k\noptoins quiet\ngrub_users x\n"
        let menu = SystemdBootMenu.read(
            LoaderTests.volume(
                ["loader/loader.conf": "timeout 3\ndefalt a*\n", "loader/entries/a.conf": entry, "k": ""],
                on: .fat(0), isExact: false))
        #expect(menu.slips.map(\.place) == ["/loader/loader.conf, line 2", "/loader/entries/a.conf, line 3"])
    }

    @Test(arguments: [
        "function gfxmod { true }\nfunction initrdd { true }\ninitrdd\nmenuentry a { linux /k }",
        "lsmod\nmodule /i\nlsfonts\nterminal_output gfxterm\nrmmod tpm\nmenuentry a { linux /k }",
        "set timeout=5\nseach=1\nplay 480 440 1\nmenuentry a { linux /k }",
    ])
    func `what modules and functions bring is no slip`(_ text: String) {
        #expect(Self.grub(text).slips.isEmpty)
    }

    // MARK: Marks and encodings

    @Test(arguments: [
        "set timeout=5\nmenuentry \"a {\n linux /k\n}\nmenuentry \"b\" {\n linux /k\n}\n",
        "set timeout=5\nmenuentry 'a {\n linux /k\n}\n",
        "set timeout=5\nset x=\"y\nmenuentry a { linux /k }\n",
    ])
    func `a quotation mark that is never closed is told where it stands`(_ text: String) throws {
        let menu = Self.grub(text)
        let fault = try #require(menu.fault)
        #expect(menu.chosen == nil && fault.place == "/boot/grub/grub.cfg, line 2")
        #expect(fault.words.hasPrefix("the quotation mark in this line is never closed"))
    }

    @Test func `one inside of an entry is told of that`() {
        let menu = Self.grub("menuentry a {\n linux /k \"quiet\n}\n")
        #expect(menu.chosen?.fault?.hasPrefix("the quotation mark in line 2 ") == true && menu.slips.isEmpty)
        // Marks may stand in two lines, and a comment has any number of them.
        let sound = "set x=\"a\nb\" # it's\nmenuentry 'it\"s' { linux /k }\n"
        #expect(Self.grub(sound).fault == nil && Self.grub(sound).slips.isEmpty)
    }

    private static func wide(_ text: String) -> String {
        "\u{FFFD}\u{FFFD}" + text.map { "\($0)\0" }.joined()
    }

    @Test func `UTF-16 is no text to a loader`() {
        let words = "the text is in UTF-16, of which "
        let menu = Self.syslinux(Self.wide("label a\nkernel /k\n"))
        #expect(menu.chosen == nil && menu.fault?.words.hasPrefix(words + "SYSLINUX") == true)
        let other = Self.grub(Self.wide("menuentry a { linux /k }\n"))
        #expect(other.chosen == nil && other.fault?.words.hasPrefix(words + "GRUB") == true)
        #expect(Self.grub(String(repeating: "\0", count: 99)).fault == nil)
    }

    @Test func `a byte order mark is a part of the first word`() {
        for menu in [
            Self.grub("\u{FEFF}set timeout=5\nmenuentry a { linux /k }\n"),
            Self.syslinux("\u{FEFF}default a\nlabel a\nkernel /k\n"),
        ] {
            #expect(menu.slips.count == 1 && menu.chosen?.title == "a")
            #expect(menu.slips.first?.words.contains("byte order mark (EF BB BF)") == true)
        }
    }

    // MARK: Files that are cut

    @Test func `what lies behind the end of the image is not there`() {
        var tree = FileTree(kind: .fat, encoding: .bytes, ownsExtents: true)
        tree.append(parent: 0, joinedName: "k".utf8, kind: .file, size: 4096, record: -1)
        tree.addExtent(.init(offset: 0, length: 4096, slack: 0))
        func item(ofImageOf count: Int) -> BootEntry.Item {
            let bytes: [UInt8] = [0x4D, 0x5A] + [UInt8](repeating: 7, count: count - 2)
            let volume = BootVolume(
                .disc, title: "the disc", label: nil, identifier: nil, views: [(tree: tree, isExact: true)],
                source: MemorySource(bytes))
            return BootEntry.Item(path: "/k", in: volume, isKernel: true)
        }
        #expect(item(ofImageOf: 1024).state == .beyond(3072) && item(ofImageOf: 1024).isMissing)
        #expect(item(ofImageOf: 4096).state == .there)
    }

    @Test(arguments: [
        (UInt32(2), BootEntry.Item.State.there), (UInt32(3), BootEntry.Item.State.cut(2576, of: 2608)),
        (UInt32(1) << 30, BootEntry.Item.State.noKernel),
    ])
    func `a kernel has what its header tells`(_ paragraphs: UInt32, state: BootEntry.Item.State) throws {
        var kernel = [UInt8](repeating: 1, count: 2560 + 16)
        kernel.replaceSubrange(0x1F1..<0x1F2, with: [0])
        kernel.replaceSubrange(0x202..<0x206, with: Array("HdrS".utf8))
        for index in 0..<4 { kernel[0x1F4 + index] = UInt8(paragraphs >> UInt32(8 * index) & 0x7F) }
        let volume = LoaderTests.volume(["k": String(decoding: kernel, as: UTF8.self)])
        #expect(BootEntry.Item(path: "/k", in: volume, isKernel: true).state == state)
    }
}
