import Bytes
import Checksums
import Containers
import Digests
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// Volumes of UDF of every kind, read as they were forged.
@Suite struct UDFTests {
    private static func numbers(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 251) }
    }

    private static let files: [UDFPlan.File] =
        UDFPlan.File.defaults + [
            .init("/split.bin", .bytes(numbers(20_000))) { $0.extents = 3 },
            .init("/chain.bin", .bytes(numbers(21_000))) { ($0.extents, $0.chain) = (5, 2) },
            .init("/tail.bin", .bytes(numbers(5_001))) { ($0.tail, $0.attributes) = (2, true) },
            .init("/inside.txt", .bytes(numbers(150))) { $0.descriptors = .embedded },
            .init("/docs/soft.txt", .link("../readme.txt")),
            .init("/gone.txt", .deleted),
            .init("/grüße.txt", .bytes(numbers(10))),
            .init("/日本語/ファイル.txt", .bytes(numbers(3_000))),
            .init("/old.txt", .bytes(numbers(700))) { $0.superseded = true },
        ]

    private static let partitions: [UDFPlan.Partition] = [
        .plain, .virtual, .sparable, .metadata(mirrorIsCopy: true), .metadata(mirrorIsCopy: false),
    ]

    @Test(arguments: partitions.indices, [512, 1_024, 2_048, 4_096])
    func `every file is found with its content, and nothing is said`(_ kind: Int, _ size: Int) throws {
        for (descriptors, strategy) in [
            (UDFPlan.Descriptors.short, UInt16(4)), (.long, 4), (.embedded, 4_096), (.short, 4_096),
        ] {
            let specimen = Specimen.udf {
                $0.partition = Self.partitions[kind]
                ($0.blockSize, $0.descriptors, $0.strategy) = (size, descriptors, strategy)
                $0.remapped = true
                $0.files = Self.files
            }
            let result = try Inspection().inspect(MemorySource(specimen.bytes), named: "x.iso")
            let told = result.judgement.findings.filter { $0.severity >= .warning }
            #expect(told.isEmpty, "\(told.map(\.message))")
            #expect(result.judgement.verdict == .pass)
            let tree = try #require(result.disc.tree(.udf))
            for file in Self.files {
                guard case .bytes(let bytes) = file.contents else { continue }
                let node = try #require(tree.nodes.indices.first { tree.path(of: $0).text == file.path })
                let content = tree.extents(of: tree.nodes[node]).flatMap { extent in
                    specimen.bytes[Int(extent.offset)..<Int(extent.end)]
                }
                #expect(content == bytes, "\(file.path)")
            }
            #expect(result.disc.facts(UDFFacts.self)?.deleted.map(\.name.text) == ["gone.txt"])
        }
    }

    @Test func `a bridge is one set of files`() throws {
        let result = try Inspection().inspect(MemorySource(Specimen.udfBridge.bytes), named: "x.iso")
        #expect(result.judgement.findings.allSatisfy { $0.severity == .note })
        let entries = FileList(of: result.disc).entries.filter { $0.kind == .file }
        #expect(entries.count == 3)
        #expect(entries.allSatisfy { $0.tree.kind == .udf && $0.trees.count == 3 })
    }

    /// What a flipped bit in a descriptor brings with it is told once.
    @Test(arguments: [
        "udf:fe:/readme.txt", "udf:fe:/docs", "udf:fid:/readme.txt", "udf:fsd", "udf:lvid", "udf:pd",
    ])
    func `a flipped bit is one finding`(_ landmark: String) throws {
        for (at, bit) in [(16, 0), (18, 3), (24, 1), (34, 2)] as [(Int, UInt8)] {
            let image = Specimen.udf.with { $0.set8(landmark, at, $0.get8(landmark, at) ^ 1 << bit) }
            let found = try Inspection().inspect(MemorySource(image.bytes), named: "x.iso").judgement.findings
            let told = found.filter { $0.counts && $0.severity >= .warning }
            #expect(told.map(\.rule.id) == ["udf-tag-crc"], "\(at).\(bit): \(told.map(\.message))")
        }
    }

    @Test func `a hole in a file reads as zeros`() throws {
        let specimen = Specimen.udf {
            $0.files.append(.init("/hole.bin", .bytes(Self.numbers(100))) { $0.hole = 3 })
        }
        var inspection = Inspection(quick: true)
        inspection.fileDigests = [.md5]
        let disc = try inspection.inspect(MemorySource(specimen.bytes), named: "x.iso").disc
        let tree = try #require(disc.tree(.udf))
        let node = try #require(tree.nodes.indices.first { tree.path(of: $0).text == "/hole.bin" })
        #expect(tree.nodes[node].size == 3 * .sector + 100)
        let request = DigestRequest(
            .md5, ofFile: tree.extents(of: tree.nodes[node]), holes: tree.holes(of: node))
        let zeros = [UInt8](repeating: 0, count: 3 * .sector)
        #expect(
            disc.outcome(of: request)?.digest
                == RunningDigest.digest(.md5, of: zeros + Self.numbers(100)))
    }

    @Test func `a disc that was written twice has two states`() throws {
        let input = ImageInput(
            name: "x.iso", source: MemorySource(Specimen.udfTwoStates.bytes), folder: MemoryFolder())
        let image = try Inspection.open(input)
        let inspection = Inspection(quick: true)
        let sessions = Sessions(of: image, inspection)
        #expect(sessions.all.map(\.number) == [1, 2])
        let names = try [1, 2].map { number in
            let one = try sessions[number]
            let disc = inspection.examine(image.beginning(at: one.start, endingBefore: one.end))
            let tree = try #require(disc.tree(.udf))
            return Set(tree.nodes.indices.map { tree.path(of: $0).text })
        }
        #expect(names[0].subtracting(names[1]) == ["/readme.txt"] && names[1].isSubset(of: names[0]))
    }

    /// Tables that lead back for ever end where one does not lie before the other.
    @Test func `a chain of tables ends`() throws {
        let disc = Specimen.udfTwoStates.with {
            $0.set32LE("udf:vat", 132, $0.get32LE("udf:vat-icb", 12))
            $0.sealUDF("udf:vat-icb")
        }
        let result = try Inspection().inspect(MemorySource(disc.bytes), named: "x.iso")
        #expect(result.judgement.findings.contains { $0.rule.id == "udf-vat-previous" })
    }
}
