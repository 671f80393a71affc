import Bytes
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// Records that lead to other bytes, or carry other names, than were meant: told once, with what was meant, and read on.
@Suite struct MisledRecordTests {
    private static func disc(_ specimen: Specimen) throws -> Inspected {
        let result = try Inspection().inspect(MemorySource(specimen.bytes), named: "x.iso")
        return Inspected(
            findings: result.judgement.findings.filter { $0.counts && $0.severity >= .warning },
            disc: result.disc)
    }

    private struct Inspected {
        let findings: [Finding]
        let disc: Disc
        var ids: [String] { findings.map(\.rule.id) }
        func paths(_ kind: TreeKind) -> [String] {
            disc.tree(kind).map { tree in tree.nodes.indices.map { tree.path(of: $0).text } } ?? []
        }
    }

    private static func files(joliet: Bool = false, rockRidge: Bool = false) -> Specimen {
        Specimen {
            $0.joliet = joliet
            $0.rockRidge = rockRidge
            $0.files = (0..<8).map { index in
                .init(
                    "/F\(index).DAT",
                    .bytes([UInt8](repeating: UInt8(index + 1), count: 3_000 + index % 3 * 2_048)))
            }
        }
    }

    private static func record(_ name: String, _ prefix: String) -> String {
        prefix.isEmpty ? "record:/\(name).DAT" : "\(prefix)record:/\(name.lowercased()).dat"
    }

    private static func exchange(_ specimen: inout Specimen, _ one: String, _ other: String) {
        let first = specimen.get(one, 2, count: 8)
        specimen.set(one, 2, specimen.get(other, 2, count: 8))
        specimen.set(other, 2, first)
    }

    /// Files of as many sectors, of more, of less.
    @Test(arguments: [("F1", "F4"), ("F3", "F4"), ("F2", "F3"), ("F4", "F6")])
    func `places that are exchanged in one of two trees`(_ one: String, _ other: String) throws {
        for (prefix, isRockRidge) in [("", false), ("", true), ("svd:", false), ("svd:", true)] {
            let sound = Self.files(joliet: true, rockRidge: isRockRidge)
            let found = try Self.disc(
                sound.with {
                    Self.exchange(&$0, Self.record(one, prefix), Self.record(other, prefix))
                })
            #expect(found.ids == ["joliet-tree-size-differs"])
            let finding = try #require(found.findings.first)
            #expect(finding.count == 2)
            let meant = [one, other].map { "sector \(sound.block("data:/\($0).DAT"))" }
            #expect(finding.expected.map(meant.contains) == true, "\(finding.message)")
            #expect(finding.message.contains("tree is wrong, as"), "\(finding.message)")
        }
    }

    @Test(arguments: [("F3", "F4"), ("F2", "F3")])
    func `places that are exchanged in every tree`(_ one: String, _ other: String) throws {
        for joliet in [false, true] {
            let sound = Self.files(joliet: joliet)
            let found = try Self.disc(
                sound.with {
                    for prefix in joliet ? ["", "svd:"] : [""] {
                        Self.exchange(&$0, Self.record(one, prefix), Self.record(other, prefix))
                    }
                })
            #expect(found.ids == ["dir-extent-displaced"])
            #expect(found.findings.first?.count == (joliet ? 4 : 2))
            #expect(found.findings.first?.expected == "sector \(sound.block("data:/\(one).DAT"))")
        }
    }

    @Test(arguments: [-2, -1, 1, 2, 90_000])
    func `a place that is off in every tree`(_ distance: Int) throws {
        for joliet in [false, true] {
            let sound = Self.files(joliet: joliet)
            let block = sound.block("data:/F4.DAT")
            let found = try Self.disc(
                sound.with {
                    for prefix in joliet ? ["", "svd:"] : [""] {
                        $0.set(
                            DirectoryRecord.extent, of: Self.record("F4", prefix),
                            UInt32(Int(block) + distance))
                    }
                })
            #expect(found.ids == ["dir-extent-displaced"], "\(distance)")
            #expect(found.findings.first?.expected == "sector \(block)")
        }
    }

    @Test func `a place that only the order could tell from an exchange is not decided without one`() throws {
        let few = Specimen {
            $0.files = [
                .init("/A.DAT", .bytes([UInt8](repeating: 1, count: 3_000))),
                .init("/B.DAT", .bytes([UInt8](repeating: 2, count: 7_000))),
            ]
        }
        let found = try Self.disc(few.with { Self.exchange(&$0, "record:/A.DAT", "record:/B.DAT") })
        #expect(!found.ids.contains("dir-extent-displaced"))
    }

    @Test(arguments: [0, 1, 5, 9, 11, 13, 20, 200])
    func `a length of an identifier`(_ length: UInt8) throws {
        for (specimen, names) in [(Specimen.plain, TreeKind.iso9660), (.rockRidge, .rockridge)] {
            let sound = try Self.disc(specimen)
            let found = try Self.disc(
                specimen.with { $0.set(DirectoryRecord.identifierLength, of: "record:/README.TXT", length) })
            #expect(found.ids == ["dir-identifier-length"], "\(length)")
            #expect(found.findings.first?.expected == "12")
            #expect(found.paths(names) == sound.paths(names))
        }
    }

    @Test(arguments: [2, 19, 21, 60]) func `a length of a Joliet identifier`(_ length: UInt8) throws {
        let sound = try Self.disc(.joliet)
        let found = try Self.disc(
            Specimen.joliet.with {
                $0.set(DirectoryRecord.identifierLength, of: "svd:record:/readme.txt", length)
            })
        #expect(found.ids == ["dir-identifier-length"], "\(length)")
        #expect(found.findings.first?.actual == "\(length)")
        #expect(found.paths(.joliet) == sound.paths(.joliet))
    }

    @Test(arguments: ["dir:/", "dir:/RR_MOVED", "dir:/DEEP", "padding"])
    func `a placeholder that leads elsewhere is followed to its directory`(_ target: String) throws {
        let sound = try Self.disc(.relocation)
        let found = try Self.disc(
            Specimen.relocation.with {
                $0.set(SystemUseEntry.location, of: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL", $0.block(target))
            })
        #expect(found.ids == ["rr-cl-target"])
        #expect(found.findings.first?.expected == "\(Specimen.relocation.block("dir:/RR_MOVED/L9"))")
        #expect(Set(found.paths(.rockridge)) == Set(sound.paths(.rockridge)))
    }

    @Test(arguments: [UInt16(0), 512, 1024, 4096, 2049])
    func `a block size with which nothing is found`(_ size: UInt16) throws {
        for (specimen, descriptor) in [(Specimen.plain, "pvd"), (.joliet, "pvd"), (.joliet, "svd")] {
            let found = try Self.disc(
                specimen.with { $0.set(VolumeDescriptor.logicalBlockSize, of: descriptor, size) })
            #expect(found.ids == ["pvd-block-size"])
            #expect(found.findings.first?.expected == "2048")
        }
    }

    @Test func `all names of Joliet in the wrong order are told once`() throws {
        let found = try Self.disc(
            Self.files(joliet: true, rockRidge: true).with { specimen in
                for index in 0..<8 {
                    let record = Self.record("F\(index)", "svd:")
                    specimen.set(record, 33, Array("f\(index).dat;1".utf8).flatMap { [$0, 0] })
                }
            })
        #expect(found.ids == ["joliet-byte-order-swapped"])
    }
}
