import Bytes
import DiscModel
import Inspection
import Specimens
import Testing

@testable import Booting

/// Which choice of a menu is started when nobody makes one.
@Suite struct ChoiceTests {
    private static func grub(_ text: String, _ more: [String: String] = [:]) -> LoaderMenu {
        let files = ["k": "", "boot/grub/grub.cfg": text].merging(more) { $1 }
        let disc = LoaderTests.volume(files)
        return GRUBMenu([disc], root: disc, prefix: "/boot/grub").menu
    }

    /// The first starts nothing, the second is a submenu of two, of which the second has an id.
    private static let nested = """
        menuentry "Hard disk" { exit }
        submenu "More > or less" --id more {
            menuentry one { linux /k 1 }
            menuentry --id=second "two of them" { linux /k 2 }
        }
        menuentry three $menuentry_id_option 'third' { linux /k 3 }
        """

    @Test(arguments: [
        ("2", "three"), ("three", "three"), ("third", "three"), ("1", "one"), ("1>1", "two of them"),
        ("more>second", "two of them"), ("More >> or less>two of them", "two of them"), ("1>9", "one"),
        ("more>none", "one"),
    ])
    func `GRUB's default is a number, a title, an id or a path`(_ wanted: String, title: String) {
        let menu = Self.grub("set default=\"\(wanted)\"\n\(Self.nested)")
        #expect(menu.chosen?.title == title && menu.idle == nil)
    }

    @Test(arguments: ["0", "", "9", "none"])
    func `where the default starts nothing from the image the first of the others is looked at`(
        _ wanted: String
    ) {
        let menu = Self.grub("set default=\"\(wanted)\"\n\(Self.nested)")
        #expect(menu.idle == "Hard disk" && menu.chosen?.title == "one")
    }

    @Test func `a default that GRUB has saved is read`() {
        let saved = "# GRUB Environment Block\nsaved_entry=third\nother=1\n###########"
        let text = "load_env\nset default=\"${saved_entry}\"\n\(Self.nested)"
        #expect(Self.grub(text, ["boot/grub/grubenv": saved]).chosen?.title == "three")
        #expect(Self.grub(text).idle == "Hard disk")
        let named = "load_env -f /env other\nset default=\"${saved_entry}\"\n\(Self.nested)"
        #expect(Self.grub(named, ["env": saved]).idle == "Hard disk")
    }

    @Test func `a submenu and another configuration have a default of their own`() {
        let inner = "set default=1\nmenuentry a { linux /k }\nmenuentry b { linux /k }\n"
        #expect(Self.grub("submenu s {\n\(inner)}").chosen?.title == "b")
        let menu = Self.grub("menuentry s { configfile /other }\n", ["other": inner])
        #expect(menu.chosen?.title == "b")
    }

    // MARK: SYSLINUX

    private static let labels = """
        label local
        localboot 0
        label a
        kernel /a
        label b
        menu default
        kernel /b
        label c
        kernel /c

        """

    @Test(arguments: [
        ("default c", "c"), ("default c quiet", "c"), ("", "b"), ("default menu.c32", "b"),
        ("ui menu.c32\ndefault c", "c"), ("ui menu.c32", "b"), ("default c\nontimeout a", "c"),
        ("default c\nontimeout a\ntimeout 50", "c"), ("default c\nontimeout a\nprompt 1\ntimeout 50", "a"),
        ("ui menu.c32\ndefault c\nontimeout a quiet\ntimeout 50", "a"),
        ("ui menu.c32\ndefault c\nontimeout a", "c"), ("ui menu.c32\ndefault c\nontimeout a\ntimeout 0", "c"),
        ("default menu.c32\nontimeout a\ntotaltimeout 9", "a"),
    ])
    func `ISOLINUX's default is a label, a marked one, or that when the time is up`(
        _ head: String, title: String
    ) {
        let files = ["isolinux.cfg": "\(head)\n\(Self.labels)", "menu.c32": "", "a": "", "b": "", "c": ""]
        let menu = SyslinuxMenu(LoaderTests.volume(files), loader: "/").menu
        #expect(menu.chosen?.title == title && menu.idle == nil)
    }

    @Test func `a default that starts the hard disk is told`() {
        let files = ["isolinux.cfg": "default local\n\(Self.labels)", "a": "", "b": "", "c": ""]
        let menu = SyslinuxMenu(LoaderTests.volume(files), loader: "/").menu
        #expect(menu.idle == "local" && menu.chosen?.title == "a")
    }

    // MARK: systemd-boot

    @Test(arguments: [
        ("default os-5.conf", "5"), ("default os-5", "5"), ("default OS-?.conf", "9"),
        ("default *-1?.conf", "10"), ("default os-[56]*", "5"), ("default none", "keyed"), ("", "keyed"),
        ("default @saved", "keyed"),
    ])
    func `systemd-boot takes what the pattern means, or the first of the menu`(
        _ line: String, title: String
    ) {
        var files = [
            "loader/loader.conf": line + "\n", "k": "",
            "loader/entries/a.conf": "title keyed\nsort-key z\nlinux /k\n",
        ]
        for number in [5, 9, 10] {
            files["loader/entries/os-\(number).conf"] = "title \(number)\nlinux /k\n"
        }
        let volume = LoaderTests.volume(files, on: .fat(0), isExact: false)
        #expect(SystemdBootMenu.read(volume).chosen?.title == title)
    }

    @Test func `without keys the newest comes first`() {
        var files = ["k": ""]
        for number in [5, 9, 10] {
            files["loader/entries/os-\(number).conf"] = "title \(number)\nlinux /k\n"
        }
        files["loader/entries/old.conf"] = "title old\nversion 6.1\nlinux /k\n"
        let volume = LoaderTests.volume(files, on: .fat(0), isExact: false)
        #expect(SystemdBootMenu.read(volume).entries.map(\.title) == ["old", "10", "9", "5"])
    }

    // MARK: Others

    @Test func `a choice that starts is named where the default does not`() throws {
        let text = "set default=1\nmenuentry a { linux /k }\nmenuentry b { linux /none }\n"
        let menu = Self.grub(text)
        let volumes = BootVolumes(
            of: try Inspection(quick: true).examine(MemorySource(Specimen.plain.bytes), named: "x.iso").disc,
            on: MemorySource([]))
        var chain = BootChain()
        chain.follow(menu, on: volumes)
        let found = chain.capability(.biosOptical)
        #expect(found.value == .no && found.alternative == "\"a\"")
        #expect(found.why?.hasSuffix("; the choice \"a\" of the menu does") == true)
        var other = BootChain()
        other.follow(Self.grub("menuentry b { linux /none }\n"), on: volumes)
        #expect(other.capability(.biosOptical).alternative == nil)
    }
}
