import Bytes
import Containers
import DiscModel
import Inspection
import Rules
import SectorCodes
import Specimens
import Surveys
import TestSupport
import Testing

/// Codes that were never written, data exchanged under old codes, zeros in Mode 2: none of it is damage, none is "corrected".
@Suite struct UnwrittenCodesTests {
    private static let image = Specimen.rockRidge.bytes
    private static let count = image.count / 2048

    /// Sectors that hold data of files.
    private static let content: [Int] = {
        let disc = try? Inspection().examine(MemorySource(image), named: "x.iso").disc
        return (0..<count).filter { sector in
            let start = sector * 2048
            return disc?.map.spans(at: UInt64(start)).contains { $0.owner.isFile } == true
                && image[start..<start + 2048].contains { $0 != 0 }
        }
    }()

    private static func input(_ files: Wrapped) -> ImageInput {
        ImageInput(name: files.name, source: MemorySource(files.bytes), folder: MemoryFolder(files.siblings))
    }

    private struct Converted {
        let bytes: [UInt8]
        let damage: Conversion.Damage
        let refusal: String?

        init(_ files: Wrapped, undoesPatches: Bool = false) throws {
            var conversion = try Conversion(try Inspection.open(input(files)), .whole)
            (conversion.repairs, conversion.undoesPatches) = (true, undoesPatches)
            var bytes = [UInt8](repeating: 0, count: Int(conversion.size))
            refusal = try conversion.reasonAgainstRepair()
            damage = try conversion.run { offset, part in
                bytes.replaceSubrange(Int(offset)..<Int(offset) + part.count, with: part)
            }
            self.bytes = bytes
        }
    }

    /// What is said of sectors, by rule and severity.
    private static func said(_ files: Wrapped) throws -> [String] {
        let result = try Inspection().inspect(input(files))
        return result.judgement.findings.filter { $0.counts && $0.rule.area == "sector" }
            .map { "\($0.severity) \($0.rule.id)" }
    }

    @Test(arguments: [false, true], [false, true])
    func `a track without codes is not protected, and not damaged`(_ xa: Bool, _ keepingParity: Bool) throws {
        let files = Wrapped.raw(WrappedDisc(Self.image, xa: xa)).with { files in
            for sector in 0..<Self.count {
                files.leaveOutCodes(ofSector: sector, xa: xa, keepingParity: keepingParity)
            }
        }
        let result = try Inspection().inspect(Self.input(files))
        #expect(try Self.said(files) == ["warning sector-unprotected"])
        #expect(result.judgement.damage == nil)
        #expect(
            result.judgement.findings.contains {
                $0.count == 1 && $0.message.hasPrefix("all \(Self.count) sectors")
            })
        let converted = try Converted(files)
        #expect(converted.bytes == Self.image)
        #expect(converted.damage.lost == 0)
        #expect(converted.refusal == nil)
    }

    @Test func `one sector without codes keeps its data`() throws {
        let files = Wrapped.raw(WrappedDisc(Self.image)).with { $0.leaveOutCodes(ofSector: Self.content[0]) }
        #expect(try Self.said(files) == ["warning sector-unprotected"])
        #expect(try Converted(files).bytes == Self.image)
    }

    @Test func `zeros in Mode 2 are no loss, and in Mode 1 they are`() throws {
        for xa in [true, false] {
            let files = Wrapped.raw(WrappedDisc(Self.image, xa: xa)).with {
                $0.bytes.replaceSubrange(
                    2352 * 12 + 16..<2352 * 16, with: repeatElement(0, count: 2352 * 4 - 16))
                for sector in 13..<16 {
                    $0.bytes.replaceSubrange(
                        2352 * sector..<2352 * sector + 16, with: [UInt8](Self.head(sector, xa: xa)))
                }
            }
            #expect(try Converted(files).damage.lost == (xa ? 0 : 4))
            #expect(try Self.said(files).contains { $0.hasSuffix("sector-empty") } == !xa)
        }
    }

    private static func head(_ sector: Int, xa: Bool) -> ArraySlice<UInt8> {
        Wrapped.raw(WrappedDisc(image, xa: xa)).bytes[2352 * sector..<2352 * sector + 16]
    }

    @Test(arguments: [false, true]) func `a patch is told from decay, and not taken back unasked`(_ xa: Bool)
        throws
    {
        let start = xa ? 24 : 16
        var patched = Self.image
        let files = Wrapped.raw(WrappedDisc(Self.image, xa: xa)).with { files in
            for sector in Self.content.prefix(3) {
                let text = Array("TEXTE TRADUIT DANS UNE AUTRE LANGUE".utf8)
                let at = sector * 2352 + start + 300
                files.bytes.replaceSubrange(at..<at + text.count, with: text)
                patched.replaceSubrange(sector * 2048 + 300..<sector * 2048 + 300 + text.count, with: text)
            }
        }
        #expect(try Self.said(files) == ["error sector-patched"])
        let account = try #require(try Inspection().inspect(Self.input(files)).judgement.damage)
        #expect(account.count(.certain) == 0)
        #expect(try Converted(files).bytes == patched)
        #expect(try Converted(files, undoesPatches: true).bytes == Self.image)
    }

    @Test func `correction is refused where it would change most of a track`() throws {
        let files = Wrapped.raw(WrappedDisc(Self.image, xa: true)).with { files in
            for sector in 0..<Self.count { files.bytes[sector * 2352 + 900] ^= 1 }
        }
        let refusal = try #require(try Converted(files).refusal)
        #expect(refusal.contains("\(Self.count) of \(Self.count) raw sectors"))
    }

    @Test(arguments: [-150, 75, 11_400]) func `addresses off by a constant are one finding with the distance`(
        _ shift: Int
    ) throws {
        var files = Wrapped.cue(WrappedDisc(Self.image, xa: true), mode: "MODE2/2352")
        var bytes = Wrapped.raw(WrappedDisc(Self.image, xa: true)).bytes
        for sector in 0..<Self.count {
            let place = try #require(MSF(lba: sector + shift))
            let header = SectorHeader(msf: place, mode: 2).bytes
            bytes.replaceSubrange(2352 * sector + 12..<2352 * sector + 16, with: header)
        }
        files.siblings["disc.bin"] = bytes
        let findings = try Inspection().inspect(Self.input(files)).judgement.findings
        let said = findings.filter { $0.rule.area == "sector" }
        #expect(said.count == 1)
        #expect(said.first?.count == 1)
        #expect(said.first?.message.contains("\(abs(shift)) sectors") == true)
    }
}
