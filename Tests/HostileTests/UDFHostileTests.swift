import Bytes
import Inspection
import Rules
import Specimens
import Testing

/// Volumes of UDF that lead anywhere: they end, soon and in little memory, and what is wrong is told.
@Suite struct UDFHostileTests {
    struct Attack: Sendable, CustomTestStringConvertible {
        let what: String
        let specimen: Specimen
        let marks: [String]
        let change: @Sendable (inout Specimen) -> Void
        var testDescription: String { what }

        /// - Parameter marks: descriptors whose sums are made right again.
        init(
            _ what: String, _ specimen: Specimen, _ marks: String...,
            change: @escaping @Sendable (inout Specimen) -> Void
        ) {
            (self.what, self.specimen, self.marks, self.change) = (what, specimen, marks, change)
        }
    }

    @Test(arguments: attacks) func `an attack is told and ends`(_ attack: Attack) throws {
        let image = attack.specimen.with { image in
            attack.change(&image)
            for mark in attack.marks { image.sealUDF(mark) }
        }
        Ordeal.run(image.bytes, attack.what)
        let result = try Inspection().inspect(MemorySource(image.bytes), named: "x.iso")
        let told = result.judgement.findings.filter { $0.counts && $0.severity >= .warning }
        #expect(!told.isEmpty)
    }

    private static let file = "udf:fe:/docs/manual.txt"
    private static let rich = Specimen.udf { plan in
        for at in plan.files.indices where plan.files[at].path == "/docs/manual.txt" {
            (plan.files[at].extents, plan.files[at].chain) = (3, 2)
        }
    }

    private static func named(_ count: Int) -> Specimen {
        .udf { plan in
            plan.files += (0..<count).map { .init("/many/n\($0)", .hardLink("/readme.txt")) }
        }
    }

    static let attacks: [Attack] = [
        Attack("an entry that is its own successor", .udfChained, "udf:te:/readme.txt") {
            $0.set16LE("udf:te:/readme.txt", 0, 259)
            $0.set32LE("udf:te:/readme.txt", 36, 2_048)
            $0.set32LE("udf:te:/readme.txt", 40, $0.get32LE("udf:fe:/readme.txt", 12))
            $0.set16LE("udf:fe:/readme.txt", 48, 9)
            $0.sealUDF("udf:fe:/readme.txt")
        },
        Attack("descriptors that lead back to the first", rich, "udf:aed:/docs/manual.txt#2") {
            $0.set32LE("udf:aed:/docs/manual.txt#2", 24, 0xC000_0800)
            $0.set32LE("udf:aed:/docs/manual.txt#2", 28, $0.get32LE("udf:aed:/docs/manual.txt", 12))
        },
        Attack("descriptors all of which lead on", rich, "udf:aed:/docs/manual.txt") {
            for at in stride(from: 24, to: 2_000, by: 8) {
                $0.set32LE("udf:aed:/docs/manual.txt", at, 0xC000_0800)
                $0.set32LE("udf:aed:/docs/manual.txt", at + 4, $0.get32LE("udf:aed:/docs/manual.txt#2", 12))
            }
            $0.set32LE("udf:aed:/docs/manual.txt", 20, 1_976)
        },
        Attack("a table whose entries are its own block", .udfVirtual, "udf:vat-icb") {
            let own = $0.get32LE("udf:vat-icb", 12)
            for at in stride(from: 152, to: 190, by: 4) { $0.set32LE("udf:vat", at, own) }
        },
        Attack("metadata within itself", .udfMetadata, "udf:metadata") {
            $0.set32LE("udf:metadata", 220, $0.get32LE("udf:metadata", 12))
        },
        Attack("metadata of 2^30 bytes", .udfMetadata, "udf:metadata") {
            $0.set32LE("udf:metadata", 216, 0x3FFF_FFFF)
            $0.set32LE("udf:metadata", 56, 0x3FFF_FFFF)
        },
        Attack("2^32 partition maps", .udf, "udf:lvd", "udf:reserve:lvd") {
            for mark in ["udf:lvd", "udf:reserve:lvd"] {
                $0.set32LE(mark, 264, .max)
                $0.set32LE(mark, 268, .max)
            }
        },
        Attack("maps of no partition", .udf, "udf:lvd", "udf:reserve:lvd") {
            for mark in ["udf:lvd", "udf:reserve:lvd"] { $0.set16LE(mark, 444, 0x7777) }
        },
        Attack("a sequence of 2^32 bytes", .udf, "udf:anchor") { $0.set32LE("udf:anchor", 16, .max) },
        Attack("an integrity sequence that leads to itself", .udf, "udf:lvid") {
            $0.set32LE("udf:lvid", 32, 2_048)
            $0.set32LE("udf:lvid", 36, $0.block("udf:lvid"))
            $0.set32LE("udf:lvid", 120, 77)
        },
        Attack("a file of 2^62 bytes", .udf, file) {
            $0.set32LE(file, 60, 0x4000_0000)
            $0.set32LE(file, 64, 0)
            $0.set32LE(file, 68, 0x4000_0000)
        },
        Attack("a directory of 2^62 bytes", .udf, "udf:fe:/docs") {
            $0.set32LE("udf:fe:/docs", 60, 0x4000_0000)
        },
        Attack("a directory that is its own child", .udf, "udf:fid:/docs/manual.txt") {
            $0.set8("udf:fid:/docs/manual.txt", 18, 2)
            $0.set32LE("udf:fid:/docs/manual.txt", 24, $0.get32LE("udf:fid:/docs", 24))
        },
        Attack("a file set that follows itself", .udf, "udf:fsd") {
            $0.set32LE("udf:fsd", 448, 2_048)
            $0.set32LE("udf:fsd", 452, $0.get32LE("udf:fsd", 12))
            $0.set32LE("udf:fsd", 404, 1 << 30)
        },
        Attack("a bitmap of 2^32 bits", .udfRewritable, "udf:bitmap") { $0.set32LE("udf:bitmap", 16, .max) },
        Attack("packets that are moved to themselves", .udfSparable, "udf:sparing", "udf:sparing#2") {
            for mark in ["udf:sparing", "udf:sparing#2"] {
                $0.set16LE(mark, 48, .max)
                $0.set32LE(mark, 60, .max)
            }
        },
        Attack("a table that follows itself", .udfTwoStates, "udf:vat-icb#2") {
            $0.set32LE("udf:vat#2", 132, $0.get32LE("udf:vat-icb#2", 12))
            $0.set32LE("udf:vat#2", 152, 1 << 30)
        },
        Attack("5,000 names of a file in 200 pieces", named(5_000), "udf:fe:/readme.txt") {
            let block = $0.get32LE("udf:fe:/readme.txt", 220)
            for piece in 0..<200 {
                $0.set32LE("udf:fe:/readme.txt", 216 + 8 * piece, 2_048)
                $0.set32LE("udf:fe:/readme.txt", 220 + 8 * piece, block)
            }
            $0.set32LE("udf:fe:/readme.txt", 212, 1_600)
            $0.set32LE("udf:fe:/readme.txt", 56, 200 * 2_048)
        },
        Attack("attributes of 2^32 bytes", .udf, file) { $0.set32LE(file, 208, .max) },
        Attack("blocks of 2^31 bytes", .udf, "udf:lvd", "udf:reserve:lvd") {
            for mark in ["udf:lvd", "udf:reserve:lvd"] { $0.set32LE(mark, 212, 1 << 31) }
        },
    ]
}
