import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import TestSupport
import Testing

/// Partitions and boot blocks against what xorriso and sfdisk read of the same images.
@Suite struct SystemAreaPeerTests {
    /// Those whose system area holds something.
    static let images = CorpusImage.all.filter { image in
        ["/hybrid/", "/bootblocks/", "/grub/", "/udf-hfs/"].contains { image.url.path.contains($0) }
    }

    private func area(_ image: CorpusImage) throws -> SystemAreaFacts {
        let disc = try Inspection(quick: true).examine(try image.source(), named: "image.iso").disc
        return try #require(disc.facts(SystemAreaFacts.self))
    }

    /// "what start length" in bytes, and what else the tables say of each.
    private func ours(_ area: SystemAreaFacts) -> Set<String> {
        var found: Set<String> = []
        for part in area.partitions where part.blocks > 0 {
            found.insert("MBR \(part.number) \(part.start) \(part.length)")
            found.insert("MBR \(part.number) status \(part.status) type \(part.type)")
        }
        if let table = area.guidTables.first {
            found.insert("GPT disk \(Self.hexadecimal(table[GUIDTable.diskGUID]))")
            found.insert("GPT entries \(table[GUIDTable.entriesBlock]) \(table[GUIDTable.entryCount])")
            let range = "\(table[GUIDTable.firstUsable]) \(table[GUIDTable.lastUsable])"
            found.insert("GPT usable \(range) backup \(table[GUIDTable.otherBlock])")
        }
        for part in area.guidPartitions {
            if let run = part.blocks { found.insert("GPT \(part.number) \(run.offset) \(run.length)") }
            found.insert("GPT \(part.number) type \(Self.hexadecimal(part[GUIDPartition.type]))")
            found.insert("GPT \(part.number) GUID \(Self.hexadecimal(part[GUIDPartition.identifier]))")
            found.insert(
                "GPT \(part.number) flags \(String(part[GUIDPartition.attributes], radix: 16)) name \(part.name)"
            )
        }
        // xorriso shows one map, that in the blocks of the driver descriptor map, and not its own entry.
        for part in area.appleMaps.first?.entries ?? [] where !part.isMap {
            found.insert("APM \(part.name) \(part.start) \(part.length) \(part.type)")
        }
        for target in area.bootBlock?.targets ?? [] {
            // The partitions of an SGI disc are always the whole image.
            if area.bootBlock?.kind == .mips, target.name.hasPrefix("partition") { continue }
            found.insert("\(target.name) \(target.run.offset) \(target.run.length)")
        }
        return found
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { $0.hexadecimal() }.joined()
    }

    @Test(.needs("xorriso"), arguments: images) func `tables are those that xorriso reads`(
        _ image: CorpusImage
    ) throws {
        let area = try area(image)
        let output = try image.withPlainFile {
            try #require(Tool("xorriso")).run(["-indev", "stdio:\($0)", "-report_system_area", "plain"])
        }
        let report = XorrisoReport(output.text)
        // It reads no map of 512-byte blocks, and nothing where it does not know what is there.
        let mine = ours(area).filter { report.hasAppleMap || !$0.hasPrefix("APM") }
        guard report.isKnown else { try skip("xorriso does not know what is there") }
        #expect(area.partitions.isEmpty || report.kinds.contains("MBR") || report.kinds.contains("CHRP"))
        #expect(area.guidTables.isEmpty == !report.kinds.contains("GPT"))
        #expect(
            mine == report.entries,
            "only ours: \(mine.subtracting(report.entries).sorted()); only theirs: \(report.entries.subtracting(mine).sorted())"
        )
    }

    @Test(.needs("sfdisk"), arguments: images) func `a GPT is the one that sfdisk reads`(
        _ image: CorpusImage
    ) throws {
        let area = try area(image)
        guard Self.isGuarded(area) else { try skip("it reads a GPT only behind an MBR that protects it") }
        let output = try image.withPlainFile { try #require(Tool("sfdisk")).run(["-J", $0]) }
        let json = try JSONSerialization.jsonObject(with: Data(output.output)) as? [String: Any]
        let table = try #require(json?["partitiontable"] as? [String: Any])
        #expect(table["label"] as? String == "gpt")
        let theirs = try #require(table["partitions"] as? [[String: Any]]).map {
            "\($0["start"] ?? 0) \($0["size"] ?? 0) \($0["type"] ?? "") \($0["name"] ?? "")"
        }
        let mine = area.guidPartitions.compactMap { part in
            part.blocks.map { "\($0.offset / 512) \($0.length / 512) \(part.typeGUID) \(part.name)" }
        }
        #expect(Set(mine) == Set(theirs))
        #expect(area.guidTables[0][GUIDTable.firstUsable] == table["firstlba"] as? UInt64)
        #expect(area.guidTables[0][GUIDTable.lastUsable] == table["lastlba"] as? UInt64)
    }

    /// Others ask for the entry in the MBR, as firmware does.
    private static func isGuarded(_ area: SystemAreaFacts) -> Bool {
        !area.guidTables.isEmpty && area.partitions.contains { $0.type == 0xEE }
    }

    @Test(.needs("sgdisk"), arguments: images) func `a GPT is the one that sgdisk reads`(
        _ image: CorpusImage
    ) throws {
        let area = try area(image)
        guard Self.isGuarded(area) else { try skip("it reads a GPT only behind an MBR that protects it") }
        try image.withPlainFile { path in try expectTable(of: area, told: path) }
    }

    private func expectTable(of area: SystemAreaFacts, told path: String) throws {
        func told(_ arguments: [String]) throws -> [String] {
            try #require(Tool("sgdisk")).run(arguments + [path]).text.split(separator: "\n").map(String.init)
        }
        let table = area.guidTables[0]
        let lines = try told(["-p"])
        let usable = "First usable sector is \(table[GUIDTable.firstUsable])"
        #expect(lines.contains("\(usable), last usable sector is \(table[GUIDTable.lastUsable])"))
        #expect(lines.contains("Partition table holds up to \(table[GUIDTable.entryCount]) entries"))
        // The partitions are listed under "Number  Start (sector) …".
        let listed = lines.drop { !$0.hasPrefix("Number") }.dropFirst()
        #expect(listed.count == area.guidPartitions.count)
        for part in area.guidPartitions {
            let facts = try told(["-i", "\(part.number)"])
            let (first, last) = (part[GUIDPartition.firstBlock], part[GUIDPartition.lastBlock])
            #expect(facts.contains { $0.hasPrefix("Partition GUID code: \(part.typeGUID) ") })
            #expect(facts.contains { $0.hasPrefix("First sector: \(first) ") })
            #expect(facts.contains { $0.hasPrefix("Last sector: \(last) ") })
            let flags = String(part[GUIDPartition.attributes], radix: 16, uppercase: true)
            #expect(facts.contains { $0.hasPrefix("Attribute flags: ") && $0.hasSuffix(flags) })
            #expect(facts.contains("Partition name: '\(part.name)'"))
        }
    }
}
