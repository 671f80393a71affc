import Bytes
import Containers
import DiscModel
import Inspection
import Readers
import Specimens
import Testing

/// The explicit list of readers: everybody stands behind those whose facts it needs.
@Suite struct ReaderListTests {
    private static func readers() throws -> [any Reader] {
        let image = try Inspection.open(
            ImageInput(name: "x.iso", source: MemorySource(Specimen.plain.bytes)))
        return Inspection().readers(for: image, beside: MemoryFolder())
    }

    @Test func `everybody's needs are met in order`() throws {
        var given = Set(Inspection.opening.map(ObjectIdentifier.init))
        for reader in try Self.readers() {
            for need in type(of: reader).needs {
                #expect(given.contains(ObjectIdentifier(need)), "\(type(of: reader)) needs \(need)")
            }
            given.insert(ObjectIdentifier(type(of: reader).gives))
        }
    }

    @Test func `the stages follow one another`() throws {
        let stages = try Self.readers().map { reader in
            reader is any WindowReader ? 0 : reader is any PassReader ? 1 : 2
        }
        #expect(stages == stages.sorted() && Set(stages) == [0, 1, 2])
    }

    @Test func `two readers never give the same facts`() throws {
        let given = try Self.readers().map { ObjectIdentifier(type(of: $0).gives) }
        #expect(Set(given).count == given.count)
    }
}
