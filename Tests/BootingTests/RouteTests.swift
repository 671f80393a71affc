import Booting
import Bytes
import DiscModel
import FileSystems
import Inspection
import Reporting
import Specimens
import Testing

/// What firmware does with images that have one thing wrong.
@Suite struct RouteTests {
    private static func capabilities(_ change: (inout Specimen) -> Void = { _ in }) throws -> [String:
        BootCapability]
    {
        let disc = try Inspection(quick: true).examine(
            MemorySource(Specimen.everything.with(change).bytes), named: "x.iso"
        ).disc
        let all = try #require(disc.facts(BootFacts.self)).capabilities
        return Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    }

    @Test func `a sound image boots where it says`() throws {
        let all = try Self.capabilities()
        #expect(all["bios-optical"]?.value == .yes)
        #expect(all["uefi-optical-x64"]?.value == .yes && all["uefi-optical-x64"]?.level == .firmware)
        #expect(
            all["uefi-optical-x64"]?.chain == [
                "El Torito entry 2", "/boot/efi.img", "FAT12", "/EFI/BOOT/BOOTX64.EFI",
            ])
    }

    @Test func `a BIOS wants the key of the catalog, and UEFI its sum`() throws {
        let noKey = try Self.capabilities { $0.set(BootCatalogEntry.key, of: "boot-catalog", [0, 0]) }
        #expect(
            noKey["bios-optical"]?.value == .no && noKey["bios-optical"]?.level == BootCapability.Level.none)
        let sum = try Self.capabilities {
            $0.set(
                BootCatalogEntry.checksum, of: "boot-catalog",
                $0.get(BootCatalogEntry.checksum, of: "boot-catalog") ^ 1)
        }
        #expect(sum["bios-optical"]?.value == .yes)
        #expect(sum["uefi-optical"]?.value == .no)
    }

    @Test func `a BIOS takes the first entry alone`() throws {
        let all = try Self.capabilities { $0.set("boot-catalog", 32, [0]) }
        #expect(all["bios-optical"]?.value == .no)
        #expect(all["uefi-optical-x64"]?.value == .yes)
    }

    @Test func `UEFI starts programs for its own processor`() throws {
        let all = try Self.capabilities { $0.set("efi-image", 6 * 512 + 68, [0x64, 0xAA]) }
        let capability = try #require(all["uefi-optical-x64"])
        #expect(capability.value == .no)
        #expect(capability.why == "/EFI/BOOT/BOOTX64.EFI is a program for aa64, not for x64")
    }

    @Test func `a cut chain of clusters is no program`() throws {
        // The entry of cluster 4, in bytes 6 and 7 of the table, ends the chain after half of the program.
        let all = try Self.capabilities {
            for table in [512, 1024] { $0.set("efi-image", table + 6, [0xFF, 0x5F]) }
        }
        #expect(all["uefi-optical-x64"]?.value == .no)
        #expect(all["uefi-optical-x64"]?.why?.contains("chain of clusters ends after 512 bytes") == true)
    }

    @Test func `a folder of another name is not found`() throws {
        let all = try Self.capabilities { $0.set("efi-image", 3 * 512, Array("EFX".utf8)) }
        #expect(all["uefi-optical"]?.value == .no)
    }

    @Test(arguments: [("one", 1), ("as many as it has", 32), ("four", 4)])
    func `the sectors that the catalog counts bound the FAT`(_ name: String, count: Int) throws {
        let all = try Self.capabilities {
            $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog", at: 3 * 32, UInt16(count))
        }
        #expect(all["uefi-optical-x64"]?.value == (count == 4 ? .no : .yes), "\(name)")
    }

    @Test func `the files of a boot image are listed, and own their bytes`() throws {
        let specimen = Specimen.everything
        let disc = try Inspection(quick: true).examine(MemorySource(specimen.bytes), named: "x.iso").disc
        var listed: [UInt8] = []
        FileListing.write(disc) { listed += $0 }
        #expect(String(decoding: listed, as: UTF8.self).contains("/boot/efi.img!/EFI/BOOT/BOOTX64.EFI\n"))
        let program = UInt64(specimen.offset("efi-image") + 6 * 512)
        #expect(
            MapListing.text(disc, at: program).contains(
                "/EFI/BOOT/BOOTX64.EFI [fat]  in the boot image for UEFI"))
    }

    @Test func `an image that offers nothing to firmware has no verdict`() throws {
        let disc = try Inspection(quick: true).examine(MemorySource(Specimen.plain.bytes), named: "x.iso")
            .disc
        #expect(disc.facts(BootFacts.self) == nil)
    }
}
