import Bytes
import Containers
import DiscModel
import Inspection
import Rules
import Specimens
import Testing

/// Which programs can write an image.
@Suite struct BurnabilityTests {
    private static func burnability(_ files: Wrapped, sectors: UInt64 = 1_000, isHybrid: Bool = false) throws
        -> [String: Burnability.Answer]
    {
        Dictionary(
            uniqueKeysWithValues: try of(files, sectors: sectors, isHybrid: isHybrid).rows.map {
                ($0.program.name, $0.answer)
            })
    }

    private static func of(_ files: Wrapped, sectors: UInt64 = 1_000, isHybrid: Bool = false) throws
        -> Burnability
    {
        let opened = try Inspection.open(
            ImageInput(
                name: files.name, source: MemorySource(files.bytes), folder: MemoryFolder(files.siblings)))
        return Burnability(of: opened.facts, sectors: sectors, isHybrid: isHybrid)
    }

    private static let plain = Wrapped(name: "demo.iso", bytes: Specimen.plain.bytes)

    @Test func `a plain ISO burns everywhere but where a descriptor is wanted`() throws {
        let answers = try Self.burnability(Self.plain)
        #expect(answers["CDRWin"] == .asItIs)
        #expect(answers["growisofs"] == .asItIs)
        #expect(answers["cdrdao"] == .no)
    }

    @Test func `a stick wants a partition table`() throws {
        let name = "dd, Etcher, Rufus in DD mode"
        #expect(try Self.burnability(Self.plain)[name] == .no)
        #expect(try Self.burnability(Self.plain, isHybrid: true)[name] == .asItIs)
    }

    @Test func `an odd size is refused by programs that want whole sectors`() throws {
        let odd = Wrapped(name: "demo.iso", bytes: Specimen.plain.bytes + [1])
        let row = try Self.of(odd).rows.first { $0.program.name == "CDRWin" }
        #expect(row?.answer == .no)
        #expect(row?.reason.contains("no multiple of 2048 bytes") == true)
    }

    @Test func `raw sectors burn after conversion`() throws {
        let answers = try Self.burnability(.raw(WrappedDisc(Specimen.plain.bytes)))
        #expect(answers["K3b"] == .afterConvert)
        #expect(answers["cdrdao"] == .no)
    }

    @Test func `audio tracks go to CDs, and only from formats that hold them`() throws {
        let disc = try Self.of(.cue(WrappedDisc(Specimen.plain.bytes, audioTracks: 2)))
        let answers = Dictionary(uniqueKeysWithValues: disc.rows.map { ($0.program.name, $0.answer) })
        #expect(answers["K3b"] == .asItIs)
        #expect(answers["CDBurnerXP Pro"] == .no)
        #expect(disc.media == ["CD-R 74", "CD-R 80"])
    }

    @Test func `what a program wants of a cue sheet is asked of the sheet`() throws {
        let mixed = WrappedDisc(Specimen.plain.bytes, audioTracks: 2)
        let plain = WrappedDisc(Specimen.plain.bytes)
        #expect(try Self.burnability(.cue(mixed))["cdrdao"] == .no)
        #expect(try Self.burnability(.toc(mixed))["cdrdao"] == .asItIs)
        #expect(try Self.burnability(.cue(plain))["cdrdao"] == .asItIs)
        #expect(try Self.burnability(.cue(plain))["cdrskin"] == .afterConvert)
        #expect(try Self.burnability(.cue(plain, mode: "MODE1/2048"))["cdrskin"] == .asItIs)
        #expect(try Self.burnability(.cue(mixed, mode: "MODE1/2048"))["cdrskin"] == .no)
    }

    @Test func `nothing burns as it is while its container has faults`() throws {
        let faulty = [
            Wrapped.cue(WrappedDisc(Specimen.plain.bytes)).with {
                $0.replace("MODE1/2352", with: "MODE61/2352")
            },
            Wrapped.cue(WrappedDisc(Specimen.plain.bytes)).with { $0.replace("disc.bin", with: "DISC.BIN") },
            Wrapped.cloneCD(WrappedDisc(Specimen.plain.bytes)).with {
                $0.siblings["disc.img"]?.removeLast(20_000)
            },
            Wrapped.nero(WrappedDisc(Specimen.plain.bytes)).with { $0.bytes[$0.bytes.count - 5] ^= 1 },
        ]
        for files in faulty {
            let rows = try #require(try Self.judged(files)).rows
            #expect(rows.allSatisfy { $0.answer != .asItIs }, "\(files.name)")
            #expect(rows.contains { $0.answer == .afterConvert }, "\(files.name)")
        }
        let sound = try #require(try Self.judged(.cue(WrappedDisc(Specimen.plain.bytes))))
        #expect(sound.rows.contains { $0.answer == .asItIs })
    }

    @Test func `what holds no sector fits on no medium`() throws {
        let files = Wrapped.cue(WrappedDisc(Specimen.plain.bytes)).with { $0.siblings["disc.bin"] = [] }
        #expect(try Self.judged(files)?.media.isEmpty == true)
    }

    /// The answers that stand in a report.
    private static func judged(_ files: Wrapped) throws -> Burnability? {
        RuleBook.judge(try Inspection().examine(files.input).disc, on: Terms()).burning
    }

    @Test(arguments: [1, 2], [0, 2]) func `Nero and ImgBurn take every Nero image`(
        _ version: Int, _ audioTracks: Int
    ) throws {
        let disc = WrappedDisc(Specimen.plain.bytes, audioTracks: audioTracks)
        let answers = try Self.burnability(.nero(disc, version: version))
        #expect(answers["Nero"] == .asItIs)
        #expect(answers["ImgBurn"] == .asItIs)
        #expect(answers["CDBurnerXP Pro"] == (audioTracks == 0 ? .afterConvert : .no))
    }

    @Test(arguments: [
        (333_000 as UInt64, "CD-R 74"), (333_001, "CD-R 80"), (360_001, "DVD+R"), (2_298_497, "DVD-R DL"),
        (4_173_825, "BD-R"), (24_438_784, "BD-R DL"),
    ]) func `an image fits on media that hold its sectors`(_ sectors: UInt64, _ smallest: String) throws {
        #expect(try Self.of(Self.plain, sectors: sectors).media.first == smallest)
    }
}
