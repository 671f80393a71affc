import Bytes
import DiscModel
import Inspection
import Specimens
import Testing

@testable import Booting

/// shim with its fallback beside it starts what a table in another folder names; Debian's programs were seen to do so.
@Suite struct FallbackTests {
    private static func capability(_ table: String) throws -> BootCapability {
        let specimen = Specimen { plan in
            plan.elTorito = true
            plan.loader = SignedEFIPrograms.loader
            plan.fallback = table
        }
        var inspection = Inspection(quick: true)
        inspection.secureBoot = .shipped
        inspection.secureBoot.machines = [.init(trusting: SecureBootTests.own)]
        let disc = try inspection.examine(MemorySource(specimen.bytes), named: "x.iso").disc
        return try #require(
            disc.facts(BootFacts.self)?.capabilities.first { $0.name == "uefi-optical-x64" })
    }

    @Test func `the program of the table is started, and verified like every other`() throws {
        let found = try Self.capability("\u{FEFF}grubx64.efi,Specimen,,The loader\n")
        #expect(
            found.chain.dropFirst(4).prefix(5) == [
                "shim, signed", "/EFI/BOOT/FBX64.EFI", "shim's fallback, signed", "/EFI/OS/BOOTX64.CSV",
                "/EFI/OS/GRUBX64.EFI",
            ])
        #expect(
            found.stages.map(\.path) == [
                "/EFI/BOOT/BOOTX64.EFI", "/EFI/BOOT/FBX64.EFI", "/EFI/OS/GRUBX64.EFI",
            ])
        #expect(found.value == .yes && found.secureBoot.map(\.value) == [.yes])
    }

    @Test(arguments: [
        ("", "this finds no folder of /EFI with a BOOTX64.CSV"),
        ("\n,no file\nno label\n", "shim's fallback finds no program in /EFI/OS/BOOTX64.CSV"),
        ("shimx64.efi,OS\n", "/EFI/OS/BOOTX64.CSV names /EFI/OS/shimx64.efi, which is not on"),
    ])
    func `without a program in the tables nothing is started`(_ table: String, why: String) throws {
        let found = try Self.capability(table)
        #expect(found.value == .no && found.why?.contains(why) == true, "\(found.why ?? "")")
    }

    @Test func `which of several comes first is not told`() throws {
        #expect(try Self.capability("grubx64.efi,OS\nother.efi,OS\n").value == .unknown)
    }
}
