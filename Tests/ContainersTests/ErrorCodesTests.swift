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

/// Every raw sector is examined on the way, its damage named by file, and repaired where its codes can.
@Suite struct ErrorCodesTests {
    private static let image = Specimen.rockRidge.bytes
    private static let clean = Wrapped.raw(WrappedDisc(image))

    private static func input(_ files: Wrapped) -> ImageInput {
        ImageInput(
            name: files.name, source: MemorySource(files.bytes), folder: MemoryFolder(files.siblings))
    }

    private static func found(_ files: Wrapped) throws -> RawSectorChecker? {
        try Inspection().examine(input(files)).disc.facts(ErrorCodesFacts.self)?.stretches.first?.found
    }

    @Test func `good sectors are counted and nothing is said`() throws {
        let result = try Inspection().inspect(Self.input(Self.clean))
        let found = try #require(result.disc.facts(ErrorCodesFacts.self)?.stretches.first?.found)
        #expect(found.count == UInt64(Self.image.count / 2048))
        #expect(found.good == found.count)
        #expect(!result.judgement.findings.contains { $0.rule.id.hasPrefix("sector-") })
    }

    @Test func `sectors of 2336 bytes have codes, plain ones have none`() throws {
        let cut = Wrapped.raw(WrappedDisc(Self.image, xa: true), part: 16..<2352)
        #expect(try Self.found(cut)?.good == UInt64(Self.image.count / 2048))
        let disc = try Inspection().examine(MemorySource(Self.image), named: "x.iso").disc
        #expect(disc.facts(ErrorCodesFacts.self) == nil)
    }

    /// A thousand of each kind: anywhere in the sector, pattern and header too.
    @Test(arguments: [false, true])
    func `every single damaged byte is found, named by its file, and repaired`(_ xa: Bool) throws {
        var random = RandomBytes.seeded()
        let clean = Wrapped.raw(WrappedDisc(Self.image, xa: xa))
        let plain = try Inspection().examine(MemorySource(Self.image), named: "x.iso").disc
        // Damage in a directory changes what files there are; here it hits content, so that the owners stay known.
        let content = (20..<Self.image.count / 2048).filter { sector in
            plain.map.spans(at: UInt64(sector) * 2048).allSatisfy {
                $0.owner.isFile || plain.kind(of: $0.owner) == .padding
            }
        }
        var errors = 0
        while errors < 1_000 {
            var damaged = clean
            // One bad byte in each of some sectors.
            let sectors = Set((0..<60).map { _ in content[random.number(below: content.count)] })
            for sector in sectors {
                damaged.bytes[sector * 2352 + random.number(below: 2352)] ^= UInt8(
                    1 + random.number(below: 255))
            }
            errors += sectors.count
            let result = try Inspection(placeLimit: 0).inspect(Self.input(damaged))
            let found = try #require(result.disc.facts(ErrorCodesFacts.self)?.stretches.first?.found)
            #expect(found.count - found.good == UInt64(sectors.count))
            for sector in sectors {
                let said = Self.sentences(result.judgement.findings, of: sector)
                #expect(!said.isEmpty, "sector \(sector)")
                for owner in plain.map.spans(at: UInt64(sector) * 2048) where owner.owner.isFile {
                    let name = plain.name(of: owner.owner).escaped
                    #expect(said.contains { $0.contains(name) || $0.hasSuffix(" and others") }, "\(said)")
                }
            }
            #expect(try Self.converted(damaged, repairs: true).bytes == Self.image)
        }
    }

    /// What rules about sectors say of a sector.
    private static func sentences(_ findings: [Finding], of sector: Int) -> [String] {
        findings.filter { $0.rule.id.hasPrefix("sector-") && $0.severity > .note }.flatMap { finding in
            finding.places.compactMap { place in
                let start = (place.offset ?? 0) / 2048
                let holds = start..<start + (place.length ?? 0) / 2048 ~= UInt64(sector)
                return holds ? place.note ?? finding.message : nil
            }
        }
    }

    @Test func `without repair the data is copied as it is, and counted`() throws {
        var damaged = Self.clean
        damaged.bytes[2352 * 30 + 500] ^= 1
        damaged.bytes.replaceSubrange(
            2352 * 31 + 16..<2352 * 31 + 1_216, with: repeatElement(0x55, count: 1_200))
        let copy = try Self.converted(damaged, repairs: false)
        #expect(copy.damage.correctable == 1)
        #expect(copy.damage.lost == 1)
        #expect(copy.damage.firstLost == 31)
        #expect(copy.bytes[2048 * 30 + 484] == Self.image[2048 * 30 + 484] ^ 1)
        // What cannot be corrected is left as it is also where repair is asked for.
        #expect(try Self.converted(damaged, repairs: true).bytes[2048 * 31] == 0x55)
    }

    private static func converted(_ files: Wrapped, repairs: Bool) throws -> (
        bytes: [UInt8], damage: Conversion.Damage
    ) {
        var conversion = try Conversion(try Inspection.open(input(files)), .whole)
        conversion.repairs = repairs
        var bytes = [UInt8](repeating: 0, count: Int(conversion.size))
        let damage = try conversion.run { offset, part in
            bytes.replaceSubrange(Int(offset)..<Int(offset) + part.count, with: part)
        }
        return (bytes, damage)
    }
}
