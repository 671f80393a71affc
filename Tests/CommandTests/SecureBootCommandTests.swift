import Bytes
import Specimens
import TestSupport
import Testing

/// Options that say whom machines trust.
@Suite struct SecureBootCommandTests {
    private static let image = Specimen.secure().bytes

    @Test func `a certificate makes a class of machines of its own`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("x.iso", Self.image)
        let plain = try CommandTests.program.run(["--quick", image]).text
        #expect(
            plain.contains(
                "Secure Boot   no, /EFI/BOOT/BOOTX64.EFI is signed by Specimen CA only (dbx of "))
        let certificate = try folder.file("own.der", SignedEFIPrograms.certificate)
        let text = try CommandTests.program.run(["--quick", "--boot", image, "--db", certificate]).text
        #expect(text.contains("secure-boot-specimen-ca: yes\n"))
        #expect(text.contains("Windows CAs only: no; Specimen CA: yes (dbx of "))
        let level = try folder.file("level", Array("sbat,1,2027010100\ngrub,6\n".utf8))
        let strict = try CommandTests.program.run(
            ["--quick", image, "--db", certificate, "--sbat-level", level]
        ).text
        #expect(strict.contains("SbatLevel 2027010100"))
        #expect(strict.contains("grub,5 is refused since SbatLevel 2027010100"))
    }

    @Test(arguments: ["--db", "--dbx", "--sbat-level"]) func `a file of another kind is a mistake`(
        _ option: String
    ) throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("x.iso", Self.image)
        let result = try CommandTests.program.run(["--quick", image, option, image])
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(result.errors.contains("x.iso: no "))
        #expect(try CommandTests.program.run(["--quick", image, option, "/none"]).status == 2)
    }
}
