import Bytes
import Containers
import DiscModel
import Inspection
import Rules
import Specimens
import Testing

/// Images whose first sectors were lost, while their descriptors tell of the whole disc.
@Suite struct LostBeginningTests {
    struct Format: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The file that holds the sectors.
        let sectors: String
        let wrap: @Sendable (WrappedDisc) -> Wrapped
    }

    static let formats = [
        Format(testDescription: "CloneCD", sectors: "disc.img") { .cloneCD($0) },
        Format(testDescription: "Alcohol", sectors: "disc.mdf") { .alcohol($0) },
    ]

    private static func lose(_ sectors: Int, of format: Format, _ disc: WrappedDisc) -> Wrapped {
        format.wrap(disc).with { files in
            files.siblings[format.sectors]?.removeFirst(sectors * 2352)
        }
    }

    @Test(arguments: formats, [1, 3, 16])
    func `it is told once, and the files are read where the headers put them`(
        _ format: Format, _ count: Int
    ) throws {
        let discs = [WrappedDisc(Specimen.joliet.bytes), WrappedDisc(Specimen.plain.bytes, audioTracks: 2)]
        for disc in discs {
            let result = try Inspection().inspect(Self.lose(count, of: format, disc).input)
            let told = result.judgement.findings.filter { $0.counts && $0.severity >= .warning }
            #expect(told.map(\.rule.id) == ["container-beginning-missing"], "\(told.map(\.message))")
            #expect(told.first?.severity == .error && told.first?.actual == "LBA \(count)")
            #expect(result.disc.trees.contains { $0.nodes.count > 3 })
        }
    }

    /// The first pregap, which Nero stores, is none of the disc's content.
    @Test(arguments: [1, 16, 149])
    func `a Nero image that lost some of its pregap is not told to lack the disc's beginning`(
        _ count: Int
    ) throws {
        let files = Wrapped.nero(WrappedDisc(Specimen.joliet.bytes)).with {
            $0.bytes.removeFirst(count * 2352)
        }
        let told = try Inspection().inspect(files.input).judgement.findings.filter(\.counts)
        #expect(told.allSatisfy { $0.rule.id != "container-beginning-missing" })
    }

    @Test(arguments: formats) func `a whole disc is quiet, whatever its headers count from`(_ format: Format)
        throws
    {
        let disc = WrappedDisc(Specimen.joliet.bytes)
        #expect(
            try Inspection().inspect(Self.lose(0, of: format, disc).input).judgement.findings.allSatisfy {
                $0.rule.id != "container-beginning-missing"
            })
    }
}
