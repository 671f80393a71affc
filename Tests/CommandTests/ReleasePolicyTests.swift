import Foundation
import TestSupport
import Testing

@testable import Specimens

/// The policy `linux-release` over an image as distributions build theirs, and over the same with one thing wrong: it names that.
@Suite(.needs("xorriso", "md5sum")) struct ReleasePolicyTests {
    /// What the image is built of.
    struct Recipe {
        var label = "DEMO_1"
        var options = ["-R", "-J"]
        var bios = [
            "-c", "isolinux/boot.cat", "-b", "isolinux/isolinux.bin", "-no-emul-boot", "-boot-load-size", "4",
            "-boot-info-table",
        ]
        var uefi = ["-eltorito-alt-boot", "-e", "boot/grub/efi.img", "-no-emul-boot"]
        var hybrid = ["-isohybrid-mbr", "mbr.bin", "-isohybrid-gpt-basdat"]
        var programs: [EFIImage.File] = [
            ("BOOTX64 EFI", SignedEFIPrograms.shim), ("GRUBX64 EFI", SignedEFIPrograms.loader),
        ]
        /// What happens to the tree before its list is made, and after.
        var tree: (TemporaryFolder) throws -> Void = { _ in }
        var afterList: (TemporaryFolder) throws -> Void = { _ in }
        var afterBuild: (TemporaryFolder) throws -> Void = { _ in }
        var parameters: [String] = []
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let what: String
        /// The rules of the policy that it breaks.
        let rule: String
        let plant: @Sendable (inout Recipe) -> Void
        var testDescription: String { what }

        init(_ what: String, _ rule: String, _ plant: @escaping @Sendable (inout Recipe) -> Void) {
            (self.what, self.rule, self.plant) = (what, rule, plant)
        }
    }

    static let faults = [
        Fault("a label in small letters", "label") { $0.label = "demo_1" },
        Fault("the label of another release", "label") { $0.label = "DEMO_2" },
        Fault("too large for its medium", "size") { $0.parameters = ["--param", "max_size=200K"] },
        Fault("no Rock Ridge", "rock-ridge") { $0.options = ["-J", "--norock"] },
        Fault("nothing for a BIOS", "starts") {
            $0.bios = []
            $0.uefi = Array($0.uefi.dropFirst())
        },
        Fault("no boot image for UEFI", "starts") {
            $0.uefi = []
            $0.hybrid = Array($0.hybrid.dropLast())
        },
        Fault("no code in the first sector", "starts") { $0.hybrid = [] },
        Fault("a loader of another name", "starts") { $0.programs[0].name = "BOOT    EFI" },
        Fault("a menu that names no kernel there", "starts") {
            $0.tree = {
                try $0.write("tree/isolinux/isolinux.cfg", Array("DEFAULT x\nLABEL x\n  KERNEL none\n".utf8))
            }
        },
        Fault("an unsigned first loader", "secure-boot") { $0.programs[0].bytes = EFIProgram.bytes },
        Fault("an unsigned second loader", "secure-boot") {
            $0.programs[1].bytes = SignedEFIPrograms.unsignedLoader
        },
        Fault("a file that the list forgot", "vouched") {
            $0.afterList = { try $0.write("tree/pool/late.deb", Array(repeating: 7, count: 5_000)) }
        },
        Fault("a file that was changed after the list", "vouched") {
            $0.afterList = { try $0.write("tree/pool/a.deb", Array(repeating: 8, count: 5_000)) }
        },
        Fault("no list at all", "vouched") {
            $0.afterList = { try FileManager.default.removeItem(atPath: $0.path("tree/md5sum.txt")) }
        },
        Fault("something behind the volume", "nothing-hidden") {
            $0.afterBuild = { folder in
                try folder.write(
                    "x.iso",
                    try folder.read("x.iso") + Array("PK\u{3}\u{4}secret".utf8)
                        + [UInt8](repeating: 5, count: 4_084))
            }
        },
    ]

    private func build(_ recipe: Recipe, in folder: TemporaryFolder) throws {
        let corpus = Repository.corpus.appending(path: "images/boot/xorriso-isolinux.iso").path(
            percentEncoded: false)
        let xorriso = try #require(Tool("xorriso"))
        _ = try xorriso.run(
            ["-osirrox", "on", "-indev", corpus, "-extract", "/isolinux", folder.path("tree/isolinux")])
        _ = try #require(Tool("chmod")).run(["-R", "u+w", folder.path("tree")])
        try FileManager.default.removeItem(atPath: folder.path("tree/isolinux/boot.cat"))
        try folder.write("tree/boot/grub/efi.img", EFIImage.image(of: recipe.programs))
        try folder.write("tree/.disk/info", Array("Demo 1 amd64\n".utf8))
        try folder.write("tree/pool/a.deb", Array(repeating: 0x61, count: 9_000))
        try recipe.tree(folder)
        // As debian-cd makes it: before isolinux.bin is patched.
        let list = "find . -type f ! -name md5sum.txt | LC_ALL=C sort | xargs md5sum > md5sum.txt"
        _ = try #require(Tool("sh")).run(["-c", list], in: folder.url.appending(path: "tree"))
        try recipe.afterList(folder)
        // What an MBR of isohybrid begins and is known by.
        let code = [0x33, 0xED] + Array("isolinux.bin missing or corrupt".utf8)
        try folder.write("mbr.bin", code + [UInt8](repeating: 0x90, count: 432 - code.count))
        let made = try xorriso.run(
            ["-as", "mkisofs", "-quiet", "-V", recipe.label, "-o", "x.iso"] + recipe.options + recipe.bios
                + recipe.uefi
                + recipe.hybrid + ["tree"], in: folder.url)
        #expect(made.status == 0, "\(made.errors)")
        try recipe.afterBuild(folder)
    }

    /// The rules of the policy that do not hold.
    private func broken(_ recipe: Recipe) throws -> (rules: [String], text: String) {
        let folder = try TemporaryFolder()
        try build(recipe, in: folder)
        try folder.write("own.der", SignedEFIPrograms.certificate)
        let result = try CommandTests.program.run(
            [
                "x.iso", "--plain", "--policy", "linux-release", "--param", "volume_id=DEMO_1", "--db",
                "own.der", "--show", "note",
            ] + recipe.parameters, in: folder.url)
        let rules = result.text.split(separator: "\n").compactMap { line -> String? in
            let cells = line.split(separator: "\t")
            guard cells.count == 8, cells[2].hasPrefix("policy-linux-release-") else { return nil }
            return String(cells[2].dropFirst("policy-linux-release-".count))
        }
        return (rules, result.text)
    }

    @Test func `a release as it should be holds`() throws {
        let (rules, text) = try broken(Recipe())
        #expect(rules.isEmpty && text.hasSuffix("-\trun\tpass\n"), "\(text)")
    }

    @Test(arguments: faults) func `of a release with one fault the policy names that one`(_ fault: Fault)
        throws
    {
        var recipe = Recipe()
        fault.plant(&recipe)
        let (rules, text) = try broken(recipe)
        #expect(rules == [fault.rule], "\(text)")
    }
}
