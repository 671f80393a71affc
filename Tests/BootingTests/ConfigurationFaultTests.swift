import DiscModel
import Testing

@testable import Booting

/// What is wrong with configurations, and what only looks like it.
@Suite struct ConfigurationFaultTests {
    private static func grub(_ text: String, _ more: [String: String] = ["k": ""]) -> LoaderMenu {
        let disc = LoaderTests.volume(more.merging(["boot/grub/grub.cfg": text]) { $1 })
        return GRUBMenu([disc], root: disc, prefix: "/boot/grub").menu
    }

    @Test(arguments: [
        ("menuentry a { linux /k }\nmenuentry b {\n linux /k\n", 2),
        ("if true; then\nmenuentry a { linux /k }\n", 1),
        ("submenu s {\nmenuentry a { linux /k }\n", 1), ("for x in a; do\nmenuentry a { linux /k }\n", 1),
    ])
    func `what is never closed is left out`(_ text: String, line: Int) throws {
        let menu = Self.grub(text)
        let last = try #require(menu.entries.last)
        let fault = try #require(last.fault)
        #expect(fault.hasPrefix("what begins in line \(line) "))
        #expect(menu.entries.dropLast().allSatisfy { $0.fault == nil })
    }

    @Test(arguments: [
        "menuentry a {\n linux /k\n}", "menuentry 'a {' { linux /k }",
        "if true; then menuentry a { linux /k }; fi",
        "function f {\n echo x\n}\nmenuentry a { linux /k }", "menuentry a { linux /k\r\n}\r\n",
        "for x in a b; do set y=$x; done\nmenuentry a { linux ${z}/k }",
    ])
    func `what is closed is not`(_ text: String) {
        #expect(Self.grub(text).entries.allSatisfy { $0.fault == nil })
    }

    @Test func `a misspelt command is told where nothing is started`() {
        let menu = Self.grub("menuentry a { lunix /k\ninitrd /i }\nmenuentry b { linux /k }")
        #expect(menu.entries.map { $0.fault != nil } == [true, false])
        // Other commands are no misspelling, and one beside the right one does not matter.
        #expect(Self.grub("menuentry a { insmod /x\nlsmod /k }").entries.isEmpty)
        #expect(Self.grub("menuentry a { lunix /k\nlinux /k }").entries.first?.fault == nil)
    }

    @Test func `a search in vain is told unless it is a question or of another entry`() {
        let search = "search --set=root --label NONE"
        #expect(Self.grub("\(search)\nmenuentry a { linux /k }").searches.count == 1)
        #expect(Self.grub("if \(search); then true; fi\nmenuentry a { linux /k }").searches.isEmpty)
        let menu = Self.grub("menuentry a { linux /k }\nmenuentry b { \(search)\nlinux /k }")
        #expect(menu.searches.isEmpty && menu.chosen?.vain.isEmpty == true)
        #expect(menu.entries.last?.vain.count == 1)
    }

    @Test func `texts for people are no words of SYSLINUX`() {
        let text = "label a\ntext help\n Linus /k\nendtext\nkernel /k\n"
        let menu = SyslinuxMenu(LoaderTests.volume(["isolinux.cfg": text, "k": ""]), loader: "/").menu
        #expect(menu.entries.map(\.fault) == [nil])
    }

    // MARK: Limine

    private static let limine = [
        "limine.conf": """
        timeout: 3
        default_entry: 2
        /Folder
        //Old
            protocol: linux
            path: boot():/none
        //New
            protocol: linux
            path: boot():/vmlinuz#0123abcd
            module_path: boot():/initrd
            module_path: boot():/gone
            cmdline: quiet root=live:CDLABEL=LIVE
        /Windows
            protocol: efi
            path: guid(5c2f3a1e-0000-0000-0000-000000000000):/EFI/x.efi
        """,
        "vmlinuz": "", "initrd": "x",
    ]

    @Test func `Limine's menu is read`() throws {
        let menu = LimineMenu.read(LoaderTests.volume(Self.limine))
        #expect(menu.entries.map(\.title) == ["Old", "New", "Windows"])
        let entry = try #require(menu.chosen)
        #expect(entry.title == "New" && entry.missing.map(\.path) == ["/gone"])
        #expect(entry.arguments == "quiet root=live:CDLABEL=LIVE" && entry.place == "/limine.conf, line 9")
        #expect(menu.entries[0].kernel.state == .missing && menu.entries[2].kernel.state == .unknown)
    }

    @Test func `an older menu of Limine is read`() throws {
        let text =
            "TIMEOUT=1\n:Linux\nPROTOCOL=linux\nKERNEL_PATH=boot:///vmlinuz\nMODULE_PATH=boot:///initrd\n"
        let menu = LimineMenu.read(
            LoaderTests.volume(["boot/limine.cfg": text, "vmlinuz": "", "initrd": "x"]))
        #expect(menu.chosen?.missing.isEmpty == true && menu.chosen?.initrds.count == 1)
        #expect(LimineMenu.read(LoaderTests.volume(["x": ""])).missing.count == 1)
    }
}
