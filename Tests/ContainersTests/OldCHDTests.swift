import Bytes
import Checksums
import Containers
import Digests
import DiscModel
import Inspection
import Rules
import Specimens
import TestSupport
import Testing

/// CHDs of the years before 2012, which no program writes any more: forged, and held against chdman, which still reads two of them.
@Suite struct OldCHDTests {
    static let image = Specimen.rockRidge.bytes
    static let mixed = WrappedDisc(image, audioTracks: 2)
    static let versions = [1, 2, 3, 4]

    private func input(_ files: Wrapped) -> ImageInput {
        ImageInput(
            name: files.name, source: MemorySource(files.bytes), folder: MemoryFolder(files.siblings))
    }

    private func states(_ files: Wrapped) throws -> [Checksum.State] {
        try Inspection().examine(input(files)).disc.checksums.filter { $0.statement.origin == .container }
            .map(\.state)
    }

    @Test(arguments: versions) func `bytes in a row come out as they went in`(_ version: Int) throws {
        let files = Wrapped.chd(Self.image, version: version)
        let opened = try Inspection.open(input(files))
        #expect(opened.facts.version == "\(version)")
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        #expect(try states(files) == Array(repeating: .verified, count: version == 3 ? 2 : 1))
        #expect(try CHDTests.rules(input(files)).isEmpty)
    }

    @Test(arguments: [3, 4]) func `tracks of a CD come out as they went in`(_ version: Int) throws {
        let files = Wrapped.chd(Self.mixed, version: version)
        let opened = try Inspection.open(input(files))
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        let layout = opened.facts.layout.tracks
        #expect(layout.map(\.isAudio) == [false, true, true])
        #expect(try CHDTests.rules(input(files)).isEmpty)
    }

    @Test(arguments: [true, false]) func `a list of tracks in numbers is read in either order of bytes`(
        _ isBig: Bool
    ) throws {
        var chd = ForgedCHD(Self.mixed)
        chd.version = 3
        func number(_ value: Int) -> [UInt8] {
            let bytes = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
            return isBig ? bytes.reversed() : bytes
        }
        let tracks = Self.mixed.tracks.map { track in
            [track.isAudio ? 7 : 1, 2, 2352, 0, track.sectors.count, (4 - track.sectors.count % 4) % 4]
        }
        let empty = Array(repeating: Array(repeating: 0, count: 6), count: 99 - tracks.count)
        chd.metadata = [("CHCD", number(tracks.count) + (tracks + empty).joined().flatMap(number))]
        let opened = try Inspection.open(input(chd.wrapped()))
        let layout = opened.facts.layout.tracks
        #expect(layout.map(\.isAudio) == [false, true, true])
        #expect(layout.map(\.length) == Self.mixed.tracks.map { UInt64($0.sectors.count) })
        #expect(try Conversion(opened, .whole).bytes == Self.image)
    }

    @Test(arguments: [3, 4]) func `hunks are read from the parent`(_ version: Int) throws {
        let files = Wrapped.chdOfParent(Self.image, isThere: true, version: version)
        #expect(try Conversion(Inspection.open(input(files)), .whole).bytes == Self.image)
        let alone = Wrapped.chdOfParent(Self.image, isThere: false, version: version)
        #expect(try CHDTests.rules(input(alone)).contains("container-chd-parent"))
    }

    @Test(arguments: versions) func `a bit of a hunk is told`(_ version: Int) throws {
        var files = Wrapped.chd(Self.image, version: version)
        // In the text of a file.
        files.bytes[files.bytes.count - 5000] ^= 1
        let rules = try CHDTests.rules(input(files))
        #expect(rules.contains(version < 3 ? "checksum-chd" : "image-unseen"))
    }

    @Test func `video of a LaserDisc is refused by name`() throws {
        var files = Wrapped.chd(Self.image, version: 4)
        files.bytes[CHDOldHeader.compression.offset + 3] = 3
        #expect(throws: InspectionError.self) { try Inspection.open(input(files)) }
    }

    @Test(.needs("chdman"), arguments: [3, 4]) func `chdman reads what is forged`(_ version: Int) throws {
        let workshop = try PeerContainerTests.Workshop()
        let tool = try #require(PeerContainerTests.chdman)
        try workshop.write(Wrapped.chd(Self.mixed, version: version))
        let verified = try workshop.run(tool, ["verify", "-i", "disc.chd"])
        #expect(verified.status == 0)
        #expect(verified.text.contains("Raw SHA1 verification successful"), "\(verified.text)")
        let extracted = try workshop.run(tool, ["extractcd", "-i", "disc.chd", "-o", "out.cue", "-f"])
        #expect(extracted.status == 0, "\(extracted.text)")
        let opened = try Inspection.open(try workshop.input("disc.chd"))
        #expect(
            try opened.sources[0].bytes.bytes(at: 0, count: Int(opened.sources[0].bytes.size))
                == workshop.read("out.bin"))
    }
}
