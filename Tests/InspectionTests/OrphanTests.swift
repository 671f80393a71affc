import Bytes
import DiscModel
import Inspection
import Reporting
import Rules
import Specimens
import Surveys
import TestSupport
import Testing

/// What no tree reaches is found by what it says of itself.
@Suite struct OrphanTests {
    private static func inspect(_ specimen: Specimen) throws -> Inspection.Result {
        try Inspection().inspect(MemorySource(specimen.bytes), named: "disc.iso")
    }

    /// What `list --deleted` says, without its columns.
    private static func deleted(_ disc: Disc) -> [String] {
        var bytes: [UInt8] = []
        FileListing.write(disc, .deleted) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            line.firstRange(of: /[(\/]/).map { String(line[$0.lowerBound...]) } ?? String(line)
        }
    }

    private static func lba(_ specimen: Specimen, _ mark: String) -> Int { specimen.offset(mark) / 2048 }

    private static func markDeleted(_ path: String, keepingAddress: Bool, in specimen: inout Specimen) {
        let mark = "udf:fid:" + path
        specimen.set8(mark, 18, specimen.get8(mark, 18) | 4)
        if !keepingAddress { specimen.fill(mark, 20, count: 16, with: 0) }
        specimen.sealUDF(mark)
    }

    // MARK: ISO 9660

    @Test func `a directory without a name is listed with what is in it`() throws {
        let specimen = Specimen.plain.with { $0.removeRecord("record:/DOCS") }
        let disc = try Self.inspect(specimen).disc
        let prefix = "(orphaned, LBA \(Self.lba(specimen, "dir:/DOCS")))/DOCS"
        #expect(
            Self.deleted(disc) == [prefix + "/", prefix + "/EMPTY.DAT;1", prefix + "/MANUAL.TXT;1"])
        let owners = disc.map.spans(at: UInt64(specimen.offset("data:/DOCS/MANUAL.TXT"))).map(\.owner)
        #expect(owners.map(disc.kind) == [.orphan])
        #expect(owners.map { disc.name(of: $0).text } == ["file \(prefix)/MANUAL.TXT;1"])
    }

    @Test func `names of Rock Ridge and Joliet are read`() throws {
        let specimen = Specimen.everything.with {
            $0.removeRecord("record:/DOCS")
            $0.removeRecord("svd:record:/docs")
        }
        let orphans = try Self.inspect(specimen).disc.facts(OrphansFacts.self)?.orphans ?? []
        #expect(orphans.map { $0.contents.trees.map(\.kind) } == [[.iso9660, .rockridge], [.joliet]])
        for orphan in orphans {
            let names = orphan.files.entries.map { $0.path.text.lowercased() }
            #expect(names.contains { $0.hasPrefix("/manual.txt") }, "\(names)")
        }
    }

    @Test func `what was below an orphan is a part of it`() throws {
        let deep = Specimen { $0.files = [.init("/A/B/C/DEEP.TXT", .bytes([1, 2, 3]))] }
        let specimen = deep.with { $0.removeRecord("record:/A") }
        let orphans = try Self.inspect(specimen).disc.facts(OrphansFacts.self)?.orphans ?? []
        #expect(orphans.map { $0.name?.text } == ["A"])
        #expect(orphans.first?.files.entries.map(\.path.text) == ["/B", "/B/C", "/B/C/DEEP.TXT;1"])
    }

    @Test func `a directory that does not say that it lies there is none`() throws {
        let specimen = Specimen.plain.with {
            $0.removeRecord("record:/DOCS")
            $0.set32LE("dir:/DOCS", 2, 9)
            $0.set32BE("dir:/DOCS", 6, 9)
        }
        #expect(try Self.inspect(specimen).disc.facts(OrphansFacts.self) == nil)
    }

    @Test func `orphans that hold each other are read once`() throws {
        let specimen = Specimen {
            $0.files = [.init("/A/X.TXT", .bytes([1])), .init("/B/Y.TXT", .bytes([2]))]
        }
        let looped = specimen.with {
            // A names B, and B names A.
            for (from, to) in [("/A/X.TXT", "/B"), ("/B/Y.TXT", "/A")] {
                let block = UInt32($0.offset("dir:" + to) / 2048)
                $0.set32LE("record:" + from, 2, block)
                $0.set32BE("record:" + from, 6, block)
                $0.set32LE("record:" + from, 10, 2048)
                $0.set32BE("record:" + from, 14, 2048)
                $0.set8("record:" + from, 25, 2)
            }
            $0.removeRecord("record:/A")
            $0.removeRecord("record:/B")
        }
        let orphans = try Self.inspect(looped).disc.facts(OrphansFacts.self)?.orphans ?? []
        #expect(orphans.count == 1)
    }

    @Test func `a file that was written over is told from one that is whole`() throws {
        let specimen = Specimen { $0.files = [.init("/A/X.TXT", .bytes([1])), .init("/Y.TXT", .bytes([2]))] }
        let taken = specimen.with {
            let block = UInt32($0.offset("data:/Y.TXT") / 2048)
            $0.set32LE("record:/A/X.TXT", 2, block)
            $0.set32BE("record:/A/X.TXT", 6, block)
            $0.set32LE("record:/A/X.TXT", 10, 9)
            $0.set32BE("record:/A/X.TXT", 14, 9)
            $0.removeRecord("record:/A")
        }
        let disc = try Self.inspect(taken).disc
        #expect(
            Self.deleted(disc).contains { $0.hasSuffix("/A/X.TXT;1 (overwritten)") }, "\(Self.deleted(disc))")
    }

    @Test(arguments: [Specimen.plain, .everything, .relocation, .udf, .udfBridge, .udfMetadata, .hfsPlus])
    func `a sound image has none`(_ specimen: Specimen) throws {
        #expect(try Self.inspect(specimen).disc.facts(OrphansFacts.self) == nil)
    }

    // MARK: UDF

    @Test(arguments: [Specimen.udf, .udfMetadata])
    func `a directory of UDF that was deleted keeps its files`(_ base: Specimen) throws {
        let specimen = base.with { Self.markDeleted("/docs", keepingAddress: true, in: &$0) }
        let result = try Self.inspect(specimen)
        let lines = Self.deleted(result.disc)
        #expect(
            lines.contains { $0.hasSuffix("/docs/manual.txt") && $0.hasPrefix("(orphaned, LBA ") }, "\(lines)"
        )
        let finding = result.judgement.findings.first { $0.rule.id == "hidden-orphan" }
        #expect(finding?.causedBy?.id == "udf-fid-deleted")
        #expect(!result.judgement.findings.contains { $0.rule.id == "hidden-unreferenced-nonzero" })
    }

    @Test func `a file whose name was deleted is listed under it`() throws {
        let specimen = Specimen.udf.with { Self.markDeleted("/readme.txt", keepingAddress: true, in: &$0) }
        let result = try Self.inspect(specimen)
        #expect(Self.deleted(result.disc) == ["/readme.txt (deleted)"])
        #expect(!result.judgement.findings.contains { $0.rule.id.hasPrefix("hidden-unref") })
    }

    @Test func `a file to which nothing leads has the name of its place`() throws {
        let specimen = Specimen.udf.with { Self.markDeleted("/readme.txt", keepingAddress: false, in: &$0) }
        let lba = Self.lba(specimen, "udf:fe:/readme.txt")
        let lines = Self.deleted(try Self.inspect(specimen).disc)
        #expect(lines.contains("(orphaned, LBA \(lba))/file entry at LBA \(lba)"), "\(lines)")
    }
}
