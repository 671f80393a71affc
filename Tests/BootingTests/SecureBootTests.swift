import Bytes
import Digests
import DiscModel
import Inspection
import Signatures
import Specimens
import Testing

@testable import Booting

/// What firmware and shim make of images with one thing wrong; the same was seen of OVMF and Debian's programs.
@Suite struct SecureBootTests {
    static let own = Certificate(SignedEFIPrograms.certificate)!

    private static func verdicts(
        _ loader: [UInt8] = SignedEFIPrograms.loader, _ trust: SecureBootTrust = .shipped,
        _ change: (inout Specimen) -> Void = { _ in }
    ) throws -> [String: SecureBootVerdict] {
        var specimen = Specimen.secure(loader)
        change(&specimen)
        var inspection = Inspection(quick: true)
        inspection.secureBoot = trust
        inspection.secureBoot.machines.append(.init(trusting: own))
        let disc = try inspection.examine(MemorySource(specimen.bytes), named: "x.iso").disc
        let found = try #require(disc.facts(BootFacts.self)).capabilities.first {
            $0.name == "uefi-optical-x64"
        }
        let all = try #require(found).secureBoot
        return Dictionary(all.map { ($0.machine.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static let name = "secure-boot-specimen-ca"

    @Test func `machines start what is signed by whom they carry`() throws {
        let all = try Self.verdicts()
        #expect(all[Self.name]?.value == .yes)
        #expect(all["secure-boot-2023"]?.value == .no)
        #expect(
            all["secure-boot-2023"]?.why
                == "/EFI/BOOT/BOOTX64.EFI is signed by Specimen CA only: refused by machines that carry only the CAs of 2023"
        )
    }

    @Test func `shim wants a signature, the hash that was signed, and a generation`() throws {
        let unsigned = try Self.verdicts(SignedEFIPrograms.unsignedLoader)[Self.name]
        #expect(unsigned?.refusal?.fault == .unsigned && unsigned?.refusal?.isByShim == true)
        let tampered = try Self.verdicts { $0.set("efi-image", Specimen.loaderOffset + 512, [0x90]) }[
            Self.name]
        #expect(tampered?.refusal?.fault == .tampered && tampered?.refusal?.stage == 1)
        let bare = try Self.verdicts(SignedEFIPrograms.bareLoader)[Self.name]
        #expect(bare?.refusal?.fault == .damaged)
    }

    @Test func `firmware wants the hash that was signed`() throws {
        let all = try Self.verdicts { $0.set("efi-image", Specimen.shimOffset + 512, [0x90]) }
        #expect(all[Self.name]?.refusal?.fault == .tampered && all[Self.name]?.refusal?.stage == 0)
    }

    @Test func `generations below the level are refused, shim's own as well`() throws {
        let old = try Self.verdicts(SignedEFIPrograms.oldLoader)[Self.name]
        #expect(old?.refusal?.fault == .revoked)
        #expect(old?.why?.contains("grub,4 is refused since SbatLevel 2025021800") == true)
        let former = try #require(SBATLevel(Array("sbat,1,2024040900\nshim,4\ngrub,4\n".utf8)))
        let lenient = SecureBootTrust.shipped.asking(for: former)
        #expect(try Self.verdicts(SignedEFIPrograms.oldLoader, lenient)[Self.name]?.value == .yes)
        let next = try #require(SBATLevel(Array("sbat,1,2027010100\nshim,5\n".utf8)))
        let strict = try Self.verdicts(SignedEFIPrograms.loader, .shipped.asking(for: next))[Self.name]
        #expect(
            strict?.why == "/EFI/BOOT/BOOTX64.EFI stops itself: shim,4 is refused since SbatLevel 2027010100")
    }

    @Test func `a hash or a signer in the list denies the program`() throws {
        let loader = try SignedProgramTests.program(SignedEFIPrograms.loader)
        let hash = SignatureDatabase(digests: try #require(loader.digest).bytes)
        let byHash = try Self.verdicts(SignedEFIPrograms.loader, .shipped.denying(hash, from: "x"))[Self.name]
        #expect(byHash?.refusal?.fault == .revoked && byHash?.refusal?.stage == 1)
        #expect(byHash?.why == "/EFI/BOOT/GRUBX64.EFI is revoked: its hash stands in the dbx of x")
        let signer = SignatureDatabase(certificates: [Self.own])
        let bySigner = try Self.verdicts(SignedEFIPrograms.loader, .shipped.denying(signer, from: "x"))[
            Self.name]
        #expect(bySigner?.refusal?.fault == .revoked && bySigner?.refusal?.stage == 0)
    }

    @Test func `what isocheck ships is whole`() {
        let trust = SecureBootTrust.shipped
        #expect(trust.machines.map(\.certificates.count) == [2, 4, 2, 2])
        #expect(trust.state == "dbx of 2026-04-09, SbatLevel 2025051000")
        #expect(SBATLevel.shipped.count == 9)
        // A shim of 2018 and a boot manager for ia32.
        for hex in [
            "80b4d96931bf0d02fd91a61e19d14f1da452e66db2408ca8604d411f92659f0a",
            "363384d14d1f2e0b7815626484c459ad57a318ef4396266048d058c5a19bbf76",
        ] {
            let bytes = stride(from: 0, to: 64, by: 2).compactMap {
                UInt8(hex.dropFirst($0).prefix(2), radix: 16)
            }
            #expect(trust.denied.holds(bytes))
        }
        #expect(!trust.denied.holds([UInt8](repeating: 1, count: 32)))
    }

    @Test func `an image on which nothing is signed starts nowhere`() throws {
        let disc = try Inspection(quick: true).examine(MemorySource(Specimen.bootable.bytes), named: "x.iso")
            .disc
        let all = try #require(disc.facts(BootFacts.self)).capabilities.flatMap(\.secureBoot)
        #expect(!all.isEmpty && all.allSatisfy { $0.refusal?.fault == .unsigned })
        #expect(try #require(disc.facts(BootFacts.self)).capabilities.allSatisfy { $0.refusal == nil })
    }
}
