import Specimens
import TestSupport
import Testing

@Suite struct UDFSpecimenTests {
    // MARK: Plans

    static let partitions: [UDFPlan.Partition] = [
        .plain, .virtual, .sparable, .metadata(mirrorIsCopy: true), .metadata(mirrorIsCopy: false),
    ]

    static let descriptors: [UDFPlan.Descriptors] = [.short, .long, .embedded]

    /// One file for each thing that a plan can ask of a file.
    static let everyFile: [UDFPlan.File] =
        UDFPlan.File.defaults + [
            .init("/split.bin", .bytes(numbers(20_000))) { $0.extents = 3 },
            .init("/chain.bin", .bytes(numbers(21_000))) { ($0.extents, $0.chain) = (5, 2) },
            .init("/long.bin", .bytes(numbers(22_000))) {
                ($0.extents, $0.chain, $0.descriptors) = (5, 4, .long)
            },
            .init("/hole.bin", .bytes(numbers(5_000))) { $0.hole = 3 },
            .init("/tail.bin", .bytes(numbers(5_001))) { ($0.tail, $0.attributes) = (2, true) },
            .init("/inside.txt", .bytes(numbers(150))) {
                ($0.attributes, $0.descriptors) = (true, .embedded)
            },
            .init("/hard.txt", .hardLink("/docs/manual.txt")),
            .init("/docs/soft.txt", .link("../readme.txt")),
            .init("/gone.txt", .deleted),
            .init("/grüße.txt", .bytes(numbers(10))),
            .init("/日本語/ファイル.txt", .bytes(numbers(3_000))),
            .init("/old.txt", .bytes(numbers(700))) { $0.superseded = true },
        ]

    static func numbers(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 251) }
    }

    /// Whatever the number says of partition, descriptors, strategy, size of blocks and revision.
    static func plan(_ number: Int) -> UDFPlan {
        var plan = UDFPlan()
        var rest = number
        func next<Value>(_ values: [Value]) -> Value {
            defer { rest /= values.count }
            return values[rest % values.count]
        }
        plan.partition = next(partitions)
        plan.descriptors = next(descriptors)
        plan.blockSize = next([512, 1_024, 2_048, 4_096])
        plan.strategy = next([4, 4_096])
        plan.revision = next([0x0102, 0x0201])
        plan.remapped = number % 2 == 0
        plan.bitmap = number % 3 == 0
        plan.files = everyFile
        return plan
    }

    // MARK: What is recorded

    @Test(arguments: 0..<240) func tagsHold(_ number: Int) {
        let plan = Self.plan(number)
        let specimen = Specimen(udf: plan)
        #expect(specimen.bytes.count % 2_048 == 0)
        #expect(UDFTags.breaches(of: specimen, blockSize: plan.blockSize) == [])
    }

    @Test(arguments: 0..<240) func everyFileIsFound(_ number: Int) {
        let plan = Self.plan(number)
        let files = UDFWalker(Specimen(udf: plan).bytes, blockSize: plan.blockSize).files
        let zeros: [UInt8] = Array(repeating: 0, count: 3 * plan.blockSize)
        var expected: [String: [UInt8]] = ["/": [], "/docs/": [], "/日本語/": [], "/emptydir/": []]
        for file in Self.everyFile {
            if case .bytes(let bytes) = file.contents {
                expected[file.path] = file.hole > 0 ? zeros + bytes : bytes
            }
        }
        expected["/hard.txt"] = expected["/docs/manual.txt"]
        // Up, then a name (ECMA-167 4/14.16.1).
        expected["/docs/soft.txt"] = [3, 0, 0, 0, 5, 11, 0, 0, 8] + Array("readme.txt".utf8)
        #expect(files.keys.sorted() == expected.keys.sorted())
        #expect(files.keys.filter { files[$0] != expected[$0] } == [])
    }

    @Test func anchorsLeadToBothSequences() {
        let (specimen, count) = (Specimen.udf, Specimen.udf.bytes.count / 2_048)
        #expect(
            ["udf:anchor", "udf:anchor#2", "udf:anchor#3"].map { Int(specimen.block($0)) } == [
                256, count - 257, count - 1,
            ])
        for anchor in ["udf:anchor", "udf:anchor#2", "udf:anchor#3"] {
            #expect(specimen.get32LE(anchor, 16) == 16 * 2_048)
            #expect(specimen.get32LE(anchor, 20) == specimen.block("udf:pvd"))
            #expect(specimen.get32LE(anchor, 28) == specimen.block("udf:reserve:pvd"))
        }
        #expect(Specimen.udfVirtual.landmarks["udf:anchor#2"] == nil)
    }

    @Test func theTableIsLast() {
        for size in [512, 1_024, 2_048, 4_096] {
            let specimen = Specimen.udf {
                $0.partition = .virtual
                $0.blockSize = size
            }
            #expect(specimen.offset("udf:vat-icb") == specimen.bytes.count - size)
        }
    }

    @Test func dataLieAtTheirLandmarks() {
        for partition in Self.partitions {
            let specimen = Specimen.udf {
                $0.partition = partition
                $0.remapped = true
                $0.files = Self.everyFile
            }
            #expect(
                specimen.get("udf:data:/split.bin#2", count: 2_048)
                    == Array(Self.numbers(20_000)[6_144..<8_192]))
            #expect(specimen.get("udf:data:/inside.txt", count: 150) == Self.numbers(150))
            #expect(specimen.get32LE("udf:ea:/inside.txt") == 2_048)
            #expect(specimen.get("udf:fid:/docs/soft.txt", 38, count: 9) == [8] + Array("soft.txt".utf8))
            #expect(specimen.get8("udf:fid:/gone.txt", 18) == 4)
            #expect(specimen.get8("udf:fid:/..", 18) == 10)
            #expect(specimen.get8("udf:fid:/docs/..", 18) == 10)
        }
    }

    @Test func aSealedTagHolds() {
        let broken = Specimen.udf.with { $0.set16LE("udf:fe:/readme.txt", 48, 7) }
        #expect(UDFTags.breaches(of: broken, blockSize: 2_048) == ["udf:fe:/readme.txt: CRC"])
        #expect(
            UDFTags.breaches(of: broken.with { $0.sealUDF("udf:fe:/readme.txt") }, blockSize: 2_048) == [])
    }

    @Test func bridgesShareTheirData() {
        let specimen = Specimen.udfBridge
        for (iso, udf) in [("/README.TXT", "/readme.txt"), ("/DOCS/MANUAL.TXT", "/docs/manual.txt")] {
            #expect(specimen.block("data:" + iso) == specimen.block("udf:data:" + udf))
            #expect(specimen.get32LE("record:" + iso, 2) == specimen.block("udf:data:" + udf))
            #expect(specimen.get32LE("svd:record:" + udf, 2) == specimen.block("udf:data:" + udf))
        }
        #expect(specimen.block("udf:bea") == specimen.block("terminator") + 1)
        #expect(Int(specimen.get32LE("pvd", 80)) * 2_048 == specimen.bytes.count)
    }

    // MARK: What others say

    @Test(.needs("udfinfo"), arguments: 0..<240) func udfinfoHasNothingToSay(_ number: Int) throws {
        let plan = Self.plan(number)
        let folder = try TemporaryFolder()
        let image = try folder.write("image", Specimen(udf: plan).bytes)
        let tool = try #require(Tool("udfinfo"))
        let answer = try tool.run([image])
        #expect(answer.status == 0)
        #expect(answer.errors == "")
        #expect(answer.text.contains("\nlabel=SPECIMEN\n"))
        #expect(answer.text.contains("\nnumfiles=13\nnumdirs=4\n"))
    }

    /// 7-Zip reads no virtual and no sparable partition, no strategy 4096 and no volume that has a hole or a symbolic link.
    @Test(.needs("7z"), arguments: [.plain, .metadata(mirrorIsCopy: true)] as [UDFPlan.Partition])
    func sevenZipReadsTheFiles(_ partition: UDFPlan.Partition) throws {
        let folder = try TemporaryFolder()
        let specimen = Specimen.udf {
            $0.partition = partition
            $0.files = [
                .init("/split.bin", .bytes(Self.numbers(20_000))) { $0.extents = 3 },
                .init("/inside/日本語.txt", .bytes(Self.numbers(150))) { $0.descriptors = .embedded },
                .init("/tail.bin", .bytes(Self.numbers(5_001))) { $0.attributes = true },
            ]
        }
        let image = try folder.write("image.iso", specimen.bytes)
        let tool = try #require(Tool("7z"))
        let answer = try tool.run(["x", "-tUdf", "-o" + folder.path("out"), image])
        #expect(answer.status == 0, "\(answer.text) \(answer.errors)")
        #expect(try folder.read("out/split.bin") == Self.numbers(20_000))
        #expect(try folder.read("out/inside/日本語.txt") == Self.numbers(150))
        #expect(try folder.read("out/tail.bin") == Self.numbers(5_001))
    }
}
