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

    /// "what start length" in bytes.
    private func ours(_ area: SystemAreaFacts) -> Set<String> {
        var found = Set(
            area.partitions.filter { $0.blocks > 0 }.map { "MBR \($0.number) \($0.start) \($0.length)" })
        for part in area.guidPartitions {
            if let run = part.blocks { found.insert("GPT \(part.number) \(run.offset) \(run.length)") }
        }
        // xorriso shows one map, that in the blocks of the driver descriptor map, and not its own entry.
        for part in area.appleMaps.first?.entries ?? [] where !part.isMap {
            found.insert("APM \(part.name) \(part.start) \(part.length)")
        }
        for target in area.bootBlock?.targets ?? [] {
            // The partitions of an SGI disc are always the whole image.
            if area.bootBlock?.kind == .mips, target.name.hasPrefix("partition") { continue }
            found.insert("\(target.name) \(target.run.offset) \(target.run.length)")
        }
        return found
    }

    @Test(.needs("xorriso"), arguments: images) func `tables are those that xorriso reads`(
        _ image: CorpusImage
    ) throws {
        let area = try area(image)
        let folder = try TemporaryFolder()
        let path = folder.path("image.iso")
        try Data(try image.bytes()).write(to: URL(filePath: path))
        let output = try #require(Tool("xorriso")).run(
            ["-indev", "stdio:\(path)", "-report_system_area", "plain"])
        let report = XorrisoReport(output.text)
        // It reads no map of 512-byte blocks, and nothing where it does not know what is there.
        let mine = ours(area).filter { report.hasAppleMap || !$0.hasPrefix("APM") }
        guard report.isKnown else { return }
        #expect(
            mine == report.entries,
            "only ours: \(mine.subtracting(report.entries).sorted()); only theirs: \(report.entries.subtracting(mine).sorted())"
        )
    }

    @Test(.needs("sfdisk"), arguments: images) func `a GPT is the one that sfdisk reads`(
        _ image: CorpusImage
    ) throws {
        let area = try area(image)
        // sfdisk asks for the entry in the MBR, as firmware does.
        guard !area.guidTables.isEmpty, area.partitions.contains(where: { $0.type == 0xEE }) else { return }
        let folder = try TemporaryFolder()
        let path = folder.path("image.iso")
        try Data(try image.bytes()).write(to: URL(filePath: path))
        let output = try #require(Tool("sfdisk")).run(["-J", path])
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
}

/// What xorriso's `-report_system_area plain` tells of partitions and programs.
private struct XorrisoReport {
    private(set) var entries: Set<String> = []
    private(set) var hasAppleMap = false
    private(set) var isKnown = false

    init(_ text: String) {
        var (appleBlock, cylinder): (UInt64, UInt64) = (512, 512)
        var appleNames: [String: String] = [:]
        var alpha: UInt64 = 0
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = line[..<colon].split(separator: " ").joined(separator: " ")
            let words = line[line.index(after: colon)...].split(separator: " ").map(String.init)
            func number(_ index: Int) -> UInt64 {
                words.indices.contains(index) ? UInt64(words[index]) ?? 0 : 0
            }
            func add(_ name: String, _ start: UInt64, _ length: UInt64) {
                entries.insert("\(name) \(start) \(length)")
            }
            switch key {
            case "System area summary": isKnown = true
            case "MBR partition": add("MBR \(words[0])", number(3) * 512, number(4) * 512)
            case "GPT start and size": add("GPT \(words[0])", number(1) * 512, number(2) * 512)
            case "APM block size": (hasAppleMap, appleBlock) = (true, number(0))
            case "APM partition name": appleNames[words[0]] = words.dropFirst().joined(separator: " ")
            case "APM start and size":
                add("APM \(appleNames[words[0]] ?? "")", number(1) * appleBlock, number(2) * appleBlock)
            case "SUN SPARC secs/head": cylinder = number(0) * 512
            case "SUN SPARC partition": add("partition \(words[0])", number(3) * cylinder, number(4) * 512)
            case "MIPS-BE boot entry": add("program \(words[1])", number(2) * 512, number(3))
            case "MIPS-LE boot params": add("boot program", number(3) * 512, number(2))
            case "DEC Alpha ldr size": alpha = number(0) * 512
            case "DEC Alpha ldr adr": add("boot loader", number(0) * 512, alpha)
            case "HP-PA 32-bit kernel": add("32-bit kernel", number(0), number(1))
            case "HP-PA 64-bit kernel": add("64-bit kernel", number(0), number(1))
            case "HP-PA ramdisk": add("ramdisk", number(0), number(1))
            case "HP-PA bootloader": add("boot loader", number(0), number(1))
            default: break
            }
        }
    }
}
