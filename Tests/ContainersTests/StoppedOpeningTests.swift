import Bytes
import Containers
import Inspection
import Specimens
import Synchronization
import Testing

/// Opening ends when a person wants it to.
@Suite struct StoppedOpeningTests {
    @Test func `nothing is opened once it is to end`() {
        let input = ImageInput(
            name: "x.iso", source: MemorySource(Specimen.plain.bytes), goesOn: { _ in false })
        let error = #expect(throws: InspectionError.self) { try Inspection.open(input) }
        #expect(error?.description == "stopped before it was open")
    }

    @Test func `unpacking stops on the way and tells how far it is`() {
        let seen = Mutex<[UInt64]>([])
        let plain = Specimen.plain.bytes + [UInt8](repeating: 7, count: 8 << 20)
        let input = ImageInput(
            name: "x.iso.gz", source: MemorySource(Wrapped.gzip(plain).bytes),
            goesOn: { progress in
                seen.withLock {
                    $0.append(progress.done)
                    return progress.done < 1 << 20
                }
            })
        #expect(throws: InspectionError.self) { try Inspection.open(input) }
        let steps = seen.withLock(\.self)
        #expect(steps == steps.sorted() && steps.last ?? 0 < 4 << 20)
    }
}
