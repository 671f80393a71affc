import Bytes
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// Trees of HFS that lead anywhere, and numbers of every size: they end, and what is wrong is told with its place.
@Suite struct HFSHostileTests {
    @Test(arguments: [Specimen.hfsPlus, .hfsClassic])
    func `every number in the header of the catalog may be anything`(_ sound: Specimen) throws {
        for at in 14..<60 {
            for value in [0, 1, 2, 0x7F, 0x80, 0xFF] as [UInt8] {
                let image = sound.with { $0.set8("hfs:catalog", at, value) }
                _ = try Inspection().inspect(MemorySource(image.bytes), named: "x.iso")
            }
        }
    }

    @Test(arguments: [Specimen.hfsPlusDeep, .hfsPlusRich, .hfsPlusSplit, .hfsClassicDeep, .hfsWrapped])
    func `every byte of a structure may be anything`(_ sound: Specimen) throws {
        var chance = Chance("HFS bytes")
        let marks = sound.landmarks.keys.filter { !$0.contains(":data:") }.sorted()
        for _ in 0..<Trial.mutations * 5 {
            var image = sound
            for _ in 0...chance.below(4) {
                let mark = marks[chance.below(marks.count)]
                image.set8(mark, chance.below(512), UInt8(chance.below(256)))
            }
            _ = try Inspection(quick: true).inspect(MemorySource(image.bytes), named: "x.iso")
        }
    }

    struct Attack: Sendable, CustomTestStringConvertible {
        let what: String
        let specimen: Specimen
        let change: @Sendable (inout Specimen) -> Void
        var testDescription: String { what }

        init(_ what: String, _ specimen: Specimen, _ change: @escaping @Sendable (inout Specimen) -> Void) {
            (self.what, self.specimen, self.change) = (what, specimen, change)
        }
    }

    @Test(arguments: attacks) func `an attack is told with its place`(_ attack: Attack) throws {
        let image = attack.specimen.with(attack.change)
        let result = try Inspection().inspect(MemorySource(image.bytes), named: "x.iso")
        let told = result.judgement.findings.filter { $0.counts && $0.severity >= .warning }
        #expect(!told.isEmpty)
        #expect(told.allSatisfy { $0.places.contains { $0.offset != nil } }, "\(told.map(\.message))")
    }

    static let attacks: [Attack] = [
        Attack("an index that leads to itself", .hfsPlusDeep) {
            let at = 2 + Int($0.get16BE("hfs:index-key", 0))
            $0.set32BE("hfs:index-key", at, ($0.get32BE("hfs:catalog", 16)))
        },
        Attack("a root that is the header", .hfsPlusDeep) { $0.set32BE("hfs:catalog", 16, 0) },
        Attack("an index whose records lead to one node", .hfsPlusDeep) {
            for name in $0.landmarks.keys where name.hasPrefix("hfs:index-key") {
                $0.set32BE(name, 2 + Int($0.get16BE(name, 0)), 1)
            }
        },
        Attack("nodes of 1 byte", .hfsPlus) { $0.set16BE("hfs:catalog", 32, 1) },
        Attack("nodes of 65536 bytes, which read 0", .hfsPlus) { $0.set16BE("hfs:catalog", 32, 0) },
        Attack("nodes of 32768 bytes", .hfsPlus) { $0.set16BE("hfs:catalog", 32, 32_768) },
        Attack("65535 levels", .hfsPlusDeep) {
            $0.set16BE("hfs:catalog", 14, 0xFFFF)
            $0.set8("hfs:index", 9, 0xFF)
        },
        Attack("a key of 65535 bytes", .hfsPlus) { $0.set16BE("hfs:key:/tune", 0, 0xFFFF) },
        Attack("65535 records in a leaf", .hfsPlus) { $0.set16BE("hfs:leaf", 10, 0xFFFF) },
        Attack("65535 records in the header node", .hfsPlus) { $0.set16BE("hfs:catalog", 10, 0xFFFF) },
        Attack("a map that goes on in itself", .hfsPlus) {
            $0.set32BE("hfs:catalog", 0, 0)
            $0.set32BE("hfs:catalog", 0, 1)
        },
        Attack("2^32 - 1 of everything", .hfsPlus) {
            for at in [32, 36, 44, 48] { $0.set32BE("hfs:header", at, .max) }
            for at in [16, 20, 24, 28, 36, 40] { $0.set32BE("hfs:catalog", at, .max) }
        },
        Attack("a catalog of 2^64 - 1 bytes", .hfsPlus) {
            $0.fill("hfs:header", 272, count: 8, with: 0xFF)
            $0.set32BE("hfs:header", 284, .max)
        },
        Attack("a bitmap of 2^64 - 1 bytes", .hfsPlus) { $0.fill("hfs:header", 112, count: 80, with: 0xFF) },
        Attack("a journal of 2^64 - 1 bytes", .hfsPlusRich) {
            $0.fill("hfs:data:/.journal_info_block", 36, count: 16, with: 0xFF)
        },
        Attack("an attribute of 2^32 - 1 bytes", .hfsPlusRich) {
            $0.set32BE("hfs:attribute:/small", 60, .max)
        },
        Attack("folders in each other", .hfsPlus) { $0.set32BE("hfs:key:/docs", 2, 16) },
        Attack("a wrapper in itself", .hfsWrapped) {
            $0.set16BE("hfs:header", 126, 0)
            $0.set16BE("hfs:header", 128, 1)
        },
    ]
}
