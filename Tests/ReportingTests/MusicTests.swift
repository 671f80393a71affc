import Bytes
import Containers
import DiscModel
import FileSystems
import Inspection
import Reporting
import Rules
import Specimens
import Testing

/// Discs whose directories name audio tracks like files, and whose volumes count the whole disc.
@Suite struct MusicTests {
    /// An image with a file of music.
    private static func image(at start: UInt32, length: UInt32, of total: UInt32, isMarked: Bool) -> [UInt8] {
        let specimen = Specimen {
            $0.files = [
                .init("/MUSIC.DA", .bytes([1])),
                .init("/DATA.BIN", .bytes([UInt8](repeating: 3, count: 9_000))),
            ]
        }
        return specimen.with { specimen in
            for (record, attributes) in [
                ("/.", 0x8D), ("/..", 0x8D), ("/DATA.BIN", 0x0D), ("/MUSIC.DA", isMarked ? 0x45 : 0x0D),
            ]
                as [(String, UInt8)]
            {
                let entry: [UInt8] = [0, 0, 0, 0, attributes, 0x55, 0x58, 0x41, 0, 0, 0, 0, 0, 0]
                specimen.insertEntry(entry, into: "record:" + record)
            }
            specimen.set(DirectoryRecord.extent, of: "record:/MUSIC.DA", start)
            specimen.set(DirectoryRecord.dataLength, of: "record:/MUSIC.DA", length * 2048)
            specimen.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", total)
        }.bytes
    }

    /// A disc with it and audio tracks, of which it is the second, or lies elsewhere.
    private static func disc(
        at start: Int? = nil, isMarked: Bool = true, xa: Bool = true, audioTracks: Int = 2,
        length: UInt32 = 300
    ) -> WrappedDisc {
        let measure = WrappedDisc(image(at: 0, length: 0, of: 0, isMarked: true), xa: xa, audioTracks: 2)
        let image = image(
            at: UInt32(start ?? measure.tracks[2].start), length: length, of: UInt32(measure.leadOut),
            isMarked: isMarked)
        return WrappedDisc(image, xa: xa, audioTracks: audioTracks)
    }

    private static func inspected(_ files: Wrapped) throws -> Inspection.Result {
        try Inspection().inspect(
            ImageInput(
                name: files.name, source: MemorySource(files.bytes), folder: MemoryFolder(files.siblings)))
    }

    private static func said(_ files: Wrapped) throws -> [String] {
        try inspected(files).judgement.findings.filter { $0.counts && $0.severity > .note }
            .map { "\($0.severity) \($0.rule.id)" }
    }

    @Test(arguments: [true, false]) func `music belongs to its track`(_ oneFile: Bool) throws {
        let files = Wrapped.cue(Self.disc(), mode: "MODE2/2352", oneFile: oneFile)
        #expect(try Self.said(files) == [])
        let result = try Self.inspected(files)
        #expect(result.judgement.damage == nil)
        var listed: [UInt8] = []
        FileListing.write(result.disc) { listed += $0 }
        #expect(String(decoding: listed, as: UTF8.self).contains("/MUSIC.DA;1 (audio track 3)"))
        #expect(MapListing.text(result.disc).contains("audio  track 3 = /MUSIC.DA;1"))
    }

    @Test func `a volume that counts the audio tracks is not cut`() throws {
        let files = Wrapped.cue(Self.disc(at: 0, xa: false, length: 0), mode: "MODE1/2352")
        #expect(try Self.said(files) == [])
    }

    @Test func `music that the image does not hold is no damage`() throws {
        let files = Wrapped.cue(Self.disc(audioTracks: 0), mode: "MODE2/2352")
        #expect(try Self.said(files) == ["warning image-truncated"])
        #expect(try Self.inspected(files).judgement.damage == nil)
    }

    @Test func `a track that is named as data is a warning, a place behind the disc an error`() throws {
        let unmarked = Wrapped.cue(Self.disc(isMarked: false), mode: "MODE2/2352")
        #expect(try Self.said(unmarked) == ["warning dir-extent-outside-image"])
        let behind = Wrapped.cue(Self.disc(at: 100_000), mode: "MODE2/2352")
        #expect(try Self.said(behind) == ["error dir-extent-outside-image"])
    }
}
