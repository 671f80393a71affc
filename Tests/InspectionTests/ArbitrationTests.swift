import Bytes
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// Where two records contradict each other, the one that the rest of the image speaks against is named.
@Suite struct ArbitrationTests {
    private static func findings(_ specimen: Specimen) throws -> [Finding] {
        try Inspection().inspect(MemorySource(specimen.bytes), named: "x.iso").judgement.findings
            .filter { $0.counts && $0.severity >= .warning }
    }

    @Test(arguments: ["", "svd:"]) func `a record that leads into another file is the wrong one`(
        _ tree: String
    ) throws {
        let record = tree.isEmpty ? "record:/README.TXT" : "svd:record:/readme.txt"
        let found = try Self.findings(
            Specimen.joliet.with {
                $0.set(DirectoryRecord.extent, of: record, $0.block("data:/DOCS/MANUAL.TXT"))
            })
        #expect(found.map(\.rule.id) == ["joliet-tree-size-differs"])
        let name = tree.isEmpty ? "primary" : "Joliet"
        #expect(found.first?.message.contains("the \(name) tree is wrong, as there lies the data of") == true)
        let place = Specimen.joliet.offset(record) + DirectoryRecord.extent.offset
        #expect(found.first?.places.first?.offset == UInt64(place))
        let right = "sector \(Specimen.joliet.block("data:/README.TXT"))"
        #expect(found.first?.expected == right)
    }

    @Test func `a length that leaves a gap is the wrong one`() throws {
        for record in ["record:/DOCS/MANUAL.TXT", "svd:record:/docs/manual.txt"] {
            let specimen = Specimen {
                $0.joliet = true
                $0.files = [
                    .init("/A.DAT", .bytes([UInt8](repeating: 1, count: 3_000))),
                    .init("/DOCS/MANUAL.TXT", .bytes([UInt8](repeating: 2, count: 9_000))),
                    .init("/Z.DAT", .bytes([UInt8](repeating: 3, count: 3_000))),
                ]
            }
            guard specimen.landmarks[record] != nil else { continue }
            let found = try Self.findings(
                specimen.with { $0.set(DirectoryRecord.dataLength, of: record, 1_000) })
            #expect(found.map(\.rule.id) == ["joliet-tree-size-differs"])
            #expect(found.first?.expected == "9000 bytes")
        }
    }

    @Test func `where nothing tells, no number is expected`() throws {
        let found = try Self.findings(
            Specimen.joliet.with {
                $0.set(DirectoryRecord.dataLength, of: "svd:record:/readme.txt", 33)
            })
        #expect(found.map(\.rule.id) == ["joliet-tree-size-differs"])
        #expect(found.first?.expected == nil)
        #expect(found.first?.message.hasSuffix("nothing tells which is right") == true)
    }

    @Test func `a file that begins with another one and ends elsewhere is told`() throws {
        let found = try Self.findings(
            Specimen.plain.with {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", $0.block("data:/DOCS/MANUAL.TXT"))
            })
        #expect(found.map(\.rule.id) == ["dir-extent-displaced"])
        #expect(found.first?.expected == "sector \(Specimen.plain.block("data:/README.TXT"))")
    }

    @Test(arguments: ["dir:/EMPTYDIR", "dir:/"])
    func `two tables that are wrong in the same way do not outvote the directory`(_ other: String) throws {
        let found = try Self.findings(
            Specimen.joliet.with {
                $0.set(PathTableRecord.extent, of: "path-table-l[2]", $0.block(other))
                $0.set(PathTableRecord.extentM, of: "path-table-m[2]", $0.block(other))
            })
        #expect(found.map(\.rule.id) == ["path-table-extent-xattr"])
    }
}
