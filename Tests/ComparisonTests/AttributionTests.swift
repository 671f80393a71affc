import Bytes
import Comparison
import DiscModel
import Inspection
import Specimens
import TestSupport
import Testing

/// Whose the lost sectors are, told from the image's map.
@Suite struct AttributionTests {
    static let specimen = Specimen.everything

    private func compare(losing sectors: [UInt64]) throws -> Comparison {
        let source = MemorySource(Self.specimen.bytes)
        let disc = FakeDisc(Self.specimen.bytes)
        for sector in sectors { disc.bad[sector] = .max }
        let image = try Inspection(quick: true).examine(source, named: "all.iso").disc
        return Comparer(image: source, readback: disc).run().attributed(to: image)
    }

    private func sector(_ landmark: String) -> UInt64 { UInt64(Self.specimen.offset(landmark) / 2048) }

    @Test(arguments: [
        ("pvd", "descriptor"), ("svd", "descriptor"), ("terminator", "descriptor"),
        ("path-table-l", "pathTable"),
        ("dir:/", "directory"), ("svd:dir:/", "directory"), ("data:/README.TXT", "file"),
        ("boot-catalog", "bootCatalog"), ("boot-image", "bootImage"), ("continuation", "continuation"),
    ])
    func `each kind of structure is named`(_ landmark: String, _ kind: String) throws {
        let result = try compare(losing: [sector(landmark)])
        #expect(result.counts[.unreadable] == 1)
        let kinds = result.losses.owners.map(\.kind.word)
        #expect(kinds.contains(kind), "\(landmark): \(kinds)")
        #expect(result.answer == .unreadable)
    }

    @Test func `a file is told with its path, size, and what it loses`() throws {
        let result = try compare(losing: [sector("data:/README.TXT")])
        let file = try #require(result.losses.files.first)
        #expect(file.name.text.lowercased() == "/readme.txt")
        #expect(file.bytes == min(file.size, 2048) && file.first == 0)
        #expect(
            result.losses.byRun.values.joined().contains { $0.name == file.name && $0.bytes == file.bytes })
    }

    @Test func `the worst comes first`() throws {
        let result = try compare(losing: [sector("data:/README.TXT"), sector("pvd"), sector("dir:/")])
        let kinds = result.losses.owners.map(\.kind.word)
        #expect(kinds.first == "descriptor")
        #expect(try #require(kinds.firstIndex(of: "directory")) < #require(kinds.firstIndex(of: "file")))
    }

    @Test func `what lies where nothing is leaves the content intact`() throws {
        let sectors = UInt64(Self.specimen.bytes.count / 2048)
        let image = try Inspection(quick: true).examine(MemorySource(Self.specimen.bytes), named: "all.iso")
            .disc
        let free = try #require(
            (0..<sectors).first { sector in
                image.map.unclaimed.contains { $0.offset <= sector * 2048 && sector * 2048 + 2048 <= $0.end }
            })
        let result = try compare(losing: [free])
        #expect(result.answer == .contentIntact && result.verdict == .fail)
    }

    /// Every sector in turn: what the map says of its bytes is what the comparison names.
    @Test func `every sector's owner is the map's`() throws {
        let image = try Inspection(quick: true).examine(MemorySource(Self.specimen.bytes), named: "all.iso")
            .disc
        let result = try compare(
            losing: (0..<UInt64(Self.specimen.bytes.count / 2048)).filter { $0 % 2 == 1 })
        for (run, shares) in result.losses.byRun {
            let spans = image.map.spans.filter { $0.offset < run.end * 2048 && $0.end > run.first * 2048 }
            #expect(spans.isEmpty == shares.allSatisfy(\.kind.isIdle), "\(run.first)")
            let structures = Set(spans.filter { !$0.owner.isFile }.map { image.name(of: $0.owner).text })
            #expect(structures.isSubset(of: Set(shares.map(\.name.text))), "\(run.first)")
            #expect(spans.contains(where: \.owner.isFile) == shares.contains { $0.kind == .claim(.file) })
        }
    }

    static let xorriso = Tool("xorriso")

    /// 500 sectors taken at random, each lost alone: the file that is named is the one whose extent xorriso reports there.
    @Test(.needs("xorriso"))
    func `the file that is named is the one another reader finds there`() throws {
        let tool = try #require(Self.xorriso)
        let folder = try TemporaryFolder()
        var random = RandomBytes.seeded()
        for number in 1...60 {
            try folder.write("tree/d\(number % 7)/f\(number)", random.next(count: number * 701))
        }
        let path = folder.path("a.iso")
        #expect(
            try tool.run(["-as", "mkisofs", "-quiet", "-R", "-o", path, folder.path("tree")]).status == 0)
        let report = try tool.run(["-indev", path, "-find", "/", "-type", "f", "-exec", "report_lba", "--"])
        let extents = report.text.split(separator: "\n").compactMap { line -> (Range<Int>, String)? in
            let fields = line.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }
            guard line.hasPrefix("File data lba:"), fields.count == 5,
                let first = Int(fields[1].prefix { $0 != " " }),
                let count = Int(fields[2].prefix { $0 != " " })
            else { return nil }
            return (first..<first + count, String(fields[4].dropFirst().dropLast()))
        }
        #expect(extents.count == 60)
        let bytes = try folder.read("a.iso")
        let source = MemorySource(bytes)
        let image = try Inspection(quick: true).examine(source, named: "a.iso").disc
        for _ in 0..<500 {
            let sector = random.number(below: bytes.count / 2048)
            let disc = FakeDisc(bytes)
            disc.bad[UInt64(sector)] = .max
            var policy = Comparer.Policy()
            policy.retries = 0
            let result = Comparer(image: source, readback: disc, policy: policy).run().attributed(to: image)
            let named = Set(result.losses.files.map(\.name.text))
            #expect(named == Set(extents.filter { $0.0.contains(sector) }.map(\.1)), "sector \(sector)")
        }
    }

    // MARK: File by file

    private func difference(_ old: Specimen, _ new: Specimen) throws -> FileDifference {
        func side(_ specimen: Specimen) throws -> (Disc, MemorySource) {
            let source = MemorySource(specimen.bytes)
            return (try Inspection(quick: true).examine(source, named: "a.iso").disc, source)
        }
        let (left, right) = (try side(old), try side(new))
        return FileDifference(left.0, left.1, right.0, right.1)
    }

    @Test func `equal images have equal files`() throws {
        let result = try difference(.everything, .everything)
        #expect(result.entries.isEmpty && result.same > 3 && result.sameElsewhere == 0)
    }

    @Test func `a changed byte changes one file, a changed date its metadata`() throws {
        let content = try difference(.plain, Specimen.plain.with { $0.set8("data:/README.TXT", 0, 1) })
        #expect(content.entries.map(\.kind) == [.changed])
        let date = try difference(.plain, Specimen.plain.with { $0.set8("record:/README.TXT", 18, 99) })
        #expect(date.entries.map(\.kind) == [.metadata])
        #expect(date.entries.first?.detail == "date")
    }

    @Test func `a renamed file was moved, a removed one is gone`() throws {
        let renamed = try difference(
            .plain,
            Specimen.plain.with { $0.renameRecord("record:/README.TXT", to: Array("REMADE.TXT;1".utf8)) })
        #expect(renamed.entries.map(\.kind) == [.moved])
        #expect(renamed.entries.first?.from?.text == "/README.TXT;1")
        let removed = try difference(.plain, Specimen.plain.with { $0.removeRecord("record:/README.TXT") })
        #expect(removed.entries.map(\.kind) == [.removed])
        #expect(
            try difference(Specimen.plain.with { $0.removeRecord("record:/README.TXT") }, .plain).count(
                .added) == 1)
    }
}
