import Bytes
import DiscModel
import FileSystems
import Inspection
import Specimens
import Testing

/// The fields of every structure that is read, on an image that has one of each kind.
@Suite struct StructureTests {
    private func structures(_ specimen: Specimen) throws -> [any Structure] {
        let disc = try Inspection(quick: true).examine(MemorySource(specimen.bytes), named: "image.iso").disc
        let iso = try #require(disc.facts(ISO9660Facts.self))
        return iso.structures + (disc.facts(ElToritoFacts.self)?.structures ?? [])
    }

    @Test func `each byte is in one field at most`() throws {
        for structure in try structures(.everything) {
            var end = 0
            for field in structure.fields.sorted(by: { $0.offset < $1.offset }) {
                #expect(field.offset >= end, "\(structure.prefix)\(field.name) begins inside another field")
                #expect(field.length >= 0 && !field.name.isEmpty && !field.clause.isEmpty)
                end = field.range.upperBound
            }
        }
    }

    @Test func `fields of descriptors, entries and records cover all of them`() throws {
        for structure in try structures(.everything) {
            let length: Int
            switch structure {
            case let descriptor as VolumeDescriptor: length = descriptor.record.count
            case let entry as BootCatalogEntry: length = entry.record.count
            case let entry as SystemUseEntry: length = entry.length
            case let record as DirectoryRecord: length = Int(record.length)
            default: continue
            }
            let covered = structure.fields.reduce(0) { $0 + $1.length }
            #expect(covered == length, "\(structure.prefix) at \(structure.offset)")
        }
    }

    @Test func `a value that is patched by field is read by field`() throws {
        let specimen = Specimen.plain.with {
            $0.set(DirectoryRecord.extent.big, of: "record:/README.TXT", 99)
            $0.set(VolumeDescriptor.volumeSetSize, of: "pvd", 7)
            $0.set(DirectoryRecord.date, byte: 1, of: "record:/README.TXT", 12)
        }
        #expect(specimen.get(DirectoryRecord.extent.big, of: "record:/README.TXT") == 99)
        #expect(specimen.get(DirectoryRecord.date, of: "record:/README.TXT").month == 12)
        let found = try structures(specimen)
        let descriptor = try #require(found.lazy.compactMap { $0 as? VolumeDescriptor }.first)
        #expect(descriptor.volumeSetSize == BothEndian(7))
        var place = Place(offset: 32_768 + 120, length: 4, field: "pvd/volumeSetSize")
        place.recordings = [
            Recording("least significant byte first", offset: 32_768 + 120, length: 2, order: .little),
            Recording("most significant byte first", offset: 32_768 + 122, length: 2, order: .big),
        ]
        #expect(descriptor.place(VolumeDescriptor.volumeSetSize) == place)
        let record = try #require(
            found.lazy.compactMap { $0 as? DirectoryRecord }.first { $0.extent.big == 99 })
        #expect(record.offset == UInt64(specimen.offset("record:/README.TXT")))
    }
}
