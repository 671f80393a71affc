import Bytes
import DiscModel
import Inspection
import Specimens
import Testing

@testable import Booting

/// What shim starts is built into it.
@Suite struct ShimTests {
    private static func wide(_ text: String) -> [UInt8] {
        text.utf8.flatMap { [$0, 0] as [UInt8] } + [0, 0]
    }

    private static func program(_ texts: [String]) -> Record {
        Record(Array("MZ".utf8) + texts.flatMap(wide))
    }

    @Test(arguments: [
        (["\\grubx64.efi"], "grubx64.efi"),
        (["\\\\grubx64.efi", "\\mmx64.efi", "\\fbx64.efi"], "grubx64.efi"),
        (["\\grub.efi", "\\MokManager.efi", "\\fallback.efi", "\\EFI\\BOOT\\fbx64.efi"], "grub.efi"),
        (["\\systemd-bootaa64.efi", "revocations_sbat.efi", "x \\%s.efi"], "systemd-bootaa64.efi"),
        (["\\grub.efi", "\\grub.efi"], "grub.efi"), (["\\a.efi", "\\b.efi"], nil), (["a.efi"], nil),
        (["\\.efi"], nil), ([], nil), (["\\grub.efix"], nil),
    ])
    func `the name stands in UTF-16`(_ texts: [String], name: String?) {
        #expect(UEFIRoutes.secondStage(in: Self.program(texts)) == name)
        #expect(UEFIRoutes.secondStage(in: Record([0] + Self.program(texts).bytes)) == name)
    }

    @Test func `a name without an end is none`() {
        let long = "\\" + String(repeating: "a", count: 100_000) + ".efi"
        #expect(UEFIRoutes.secondStage(in: Self.program([long])) == nil)
        let dots = Self.program([String(repeating: "\\.efi", count: 20_000)])
        #expect(UEFIRoutes.secondStage(in: dots) == nil)
    }

    /// The specimen's shim has no name in it; one is written over zeros behind its headers.
    private static func capability(naming name: String) throws -> BootCapability {
        var specimen = Specimen.secure()
        specimen.set("efi-image", Specimen.shimOffset + 464, wide("\\\(name)"))
        let disc = try Inspection(quick: true).examine(MemorySource(specimen.bytes), named: "x.iso").disc
        return try #require(
            disc.facts(BootFacts.self)?.capabilities.first { $0.name == "uefi-optical-x64" })
    }

    @Test func `the loader beside shim has that name`() throws {
        #expect(try Self.capability(naming: "GRUBX64.efi").value == .yes)
        let other = try Self.capability(naming: "grub.efi")
        #expect(other.value == .no)
        #expect(
            other.why?.hasPrefix("shim does not find /EFI/BOOT/grub.efi on the FAT12 of ") == true,
            "\(other.why ?? "")")
        #expect(other.why?.hasSuffix("; that name is built into it") == true)
    }
}
