import Bytes
import Comparison
import Containers
import DiscModel
import Inspection
import Specimens
import Testing

/// Readbacks that keep what surrounds the user data: their codes have a say.
@Suite struct RawReadbackTests {
    private static let image = Specimen.rockRidge.bytes

    private func compare(_ files: Wrapped) throws -> Comparison {
        let input = ImageInput(
            name: files.name, source: MemorySource(files.bytes), folder: MemoryFolder(files.siblings))
        let readback = try #require(RawReadback(try Inspection.open(input).volume, manner: "raw"))
        return Trial(image: Self.image).compare(with: readback)
    }

    private func raw(_ change: (inout [UInt8]) -> Void) throws -> Comparison {
        try compare(Wrapped.raw(WrappedDisc(Self.image)).with { change(&$0.bytes) })
    }

    @Test func `a good dump is the image`() throws {
        #expect(try raw { _ in }.answer == .identical)
    }

    @Test(arguments: [false, true]) func `a container with raw sectors is the image`(_ hasAudio: Bool) throws
    {
        let disc = WrappedDisc(Self.image, audioTracks: hasAudio ? 2 : 0)
        for files in [Wrapped.nero(disc), .cue(disc), .nero(disc, version: 1)] {
            let result = try compare(files)
            #expect(result.counts[.same] == UInt64(Self.image.count / 2048), "\(files.name)")
            #expect(result.verdict == .pass, "\(files.name): \(result.remarks)")
        }
    }

    /// Byte 2064 begins the EDC (ECMA-130, 14.3).
    @Test func `equal data does not excuse a wrong code`() throws {
        try expectFault(at: 40, "error detection code", raw { $0[40 * 2352 + 2064] ^= 1 })
    }

    /// Sectors 1 and 2 of the system area are both empty, and differ only in their address.
    @Test func `equal data does not excuse the address of another sector`() throws {
        let sectors = try raw { $0.replaceSubrange(2 * 2352..<3 * 2352, with: Array($0[2352..<2 * 2352])) }
        try expectFault(at: 2, "another sector", sectors)
    }

    private func expectFault(at sector: UInt64, _ words: String, _ result: Comparison) throws {
        #expect(result.remarks == ["\(sector)+1 edcBad"])
        let reason = try #require(result.states.runs.first { $0.state == .edcBad }?.fault?.reason)
        #expect(reason.contains(words) && reason.hasSuffix("its data is that of the image"), "\(reason)")
        #expect(result.verdict == .fail)
    }

    @Test func `data that differs under a wrong code is told with both`() throws {
        let result = try raw { $0[40 * 2352 + 16 + 100] ^= 1 }
        #expect(result.remarks == ["40+1 edcBad"])
        #expect(result.states.runs.first { $0.state == .edcBad }?.fault?.reason.hasSuffix("differs") == true)
        #expect(result.differences.map(\.sector) == [40])
    }

    @Test func `parity under a right code hurts no data`() throws {
        #expect(try raw { $0[40 * 2352 + 2300] ^= 1 }.answer == .identical)
    }

    @Test func `plain images have no codes`() throws {
        let input = ImageInput(name: "a.iso", source: MemorySource(Self.image))
        #expect(RawReadback(try Inspection.open(input).volume, manner: "file") == nil)
    }

    @Test func `a hunk that cannot be unpacked costs its own sectors`() throws {
        var files = Wrapped.chd(Self.image)
        // Not in the last hunk.
        files.bytes[files.bytes.count - 20_000] ^= 1
        let input = ImageInput(name: files.name, source: MemorySource(files.bytes))
        let readback = StoredReadback(try Inspection.open(input).volume, manner: "chd")
        let result = Trial(image: Self.image).compare(with: readback)
        let sectors = UInt64(Self.image.count / .sector)
        // A hunk has two.
        #expect(result.counts[.same] == sectors - 2)
        #expect(result.counts[.unreadable] == 2)
        #expect(result.readbackDigests.isEmpty)
    }
}
