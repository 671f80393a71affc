import Bytes
import Containers
import DiscModel
import FileSystems
import Inspection
import Reporting
import Rules
import Specimens
import TestSupport
import Testing
import XML

/// What the page shows of the bytes at a finding.
@Suite struct HTMLBytesTests {
    private static func page(_ source: any ByteSource) throws -> [XMLElement] {
        let input = ImageInput(name: "demo.iso", source: source)
        let text = try HTMLReport.write(Samples.report([try Samples.image(input)]))
        func elements(_ root: XMLElement) -> [XMLElement] { [root] + root.children.flatMap(elements) }
        return try elements(XMLElement(parsing: text.replacing("<!DOCTYPE html>\n", with: "")))
    }

    private static let halves = Specimen.plain.with {
        $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "pvd", 0xABCD)
    }

    @Test func `the bytes of the field are marked where they stand`() throws {
        let page = try Self.page(MemorySource(Self.halves.bytes))
        let lines = try #require(page.first { $0.attribute("class") == "hex" })
        let field = Self.halves.offset("pvd") + VolumeDescriptor.volumeSpaceSize.offset
        let bytes = Self.halves.bytes[field..<field + 8].hexadecimal(uppercase: true, separator: " ")
        #expect(lines.children.first { $0.name == "mark" }?.text == bytes)
        #expect(lines.text.hasPrefix("\(field - 16)"))
        #expect(page.contains { $0.text == "Marked: 8 bytes from offset 32,848 on" })
    }

    @Test func `the halves of a number stand side by side where they differ`() throws {
        func table(_ specimen: Specimen) throws -> [String] {
            let page = try Self.page(MemorySource(specimen.bytes))
            let table = page.first { $0.name == "table" && $0.child("caption")?.text == "Side by side" }
            func cells(_ root: XMLElement) -> [XMLElement] { [root] + root.children.flatMap(cells) }
            return table.map { cells($0).filter { ["td", "th"].contains($0.name) }.map(\.text) } ?? []
        }
        let size = Self.halves.get32LE("pvd", VolumeDescriptor.volumeSpaceSize.offset)
        let halves = try table(Self.halves)
        #expect(halves.prefix(3) == ["", "least significant byte first", "most significant byte first"])
        #expect(halves.suffix(3) == ["number", "\(size)", "43,981"])
        let tables = try table(.plain.with { $0.set(PathTableRecord.extentM, of: "path-table-m[2]", 99) })
        #expect(tables.prefix(3) == ["", "path table M", "path table L"])
        #expect(tables.dropLast(1).last == "99")
        // A reserved byte is about one place, and the two tables are whole.
        #expect(try table(.plain.with { $0.set8("pvd", 7, 1) }).isEmpty)
    }

    @Test(arguments: [
        "path-table-l-vs-m", "dir-dot-extent", "dir-dotdot-extent", "dir-dotdot-size",
        "joliet-tree-size-differs",
        "joliet-vss-differs", "joliet-dir-dates-differ", "hybrid-gpt-backup-differs", "boot-fat-backup",
    ]) func `a rule that holds two recordings against each other shows both`(_ id: String) throws {
        let card = try #require(RuleBook.card(id: id))
        let example = try #require(RuleBook.examples(of: card).first)
        let result = try Inspection(profile: .pedantic).inspect(example.files.input)
        let places = try #require(result.judgement.findings.first { $0.rule == card }).places
        let recordings = try #require(places.first).recordings
        #expect(recordings.count == 2 && recordings.first?.length == recordings.last?.length)
        let bytes = recordings.map { result.excerpts.bytes($0.offset, $0.length) }
        #expect(bytes.allSatisfy { $0 != nil } && bytes.first != bytes.last)
    }

    @Test func `markup in the bytes is text`() throws {
        let name = [UInt8]("<b>&\"'</b>".utf8)
        let page = try Self.page(
            MemorySource(Self.halves.with { $0.set("pvd", 72, name) }.bytes))
        #expect(!page.contains { $0.name == "b" })
        #expect(page.contains { $0.attribute("class") == "hex" && $0.text.contains("<b>&\"'</") })
    }

    @Test func `bytes that cannot be read again are not shown, and nothing else changes`() throws {
        let image = Self.halves.bytes
        let (whole, counter) = (MemorySource(image), CountingSource(image))
        let good = try Inspection().inspect(ImageInput(name: "demo.iso", source: counter))
        #expect(good.excerpts.count > 0)
        // The last reads are those of the bytes that are shown.
        let failing = FailingSource(
            image, failing: counter.work.reads - good.excerpts.count, lastingly: true)
        let bad = try Inspection().inspect(ImageInput(name: "demo.iso", source: failing))
        #expect(bad.excerpts.count == 0)
        #expect(bad.judgement.findings == good.judgement.findings)
        let first = try #require(good.judgement.findings.first?.places.first)
        let bytes = try #require(good.excerpts.bytes(first.offset ?? 0, first.length ?? 0))
        #expect(try bytes == whole.bytes(at: first.offset ?? 0, count: bytes.count))
    }

    @Test func `however many findings, few bytes are kept`() {
        #expect(Excerpts.window(0, 1) == 0..<32)
        #expect(Excerpts.window(40, 8) == 16..<64)
        #expect(Excerpts.window(32, 1 << 40).count == 64)
        #expect(Excerpts.window(.max, .max).count <= 64)
        var excerpts = Excerpts()
        excerpts.keep([1, 2, 3], from: 0)
        #expect(excerpts.bytes(1, 9) == [2, 3])
        #expect(excerpts.bytes(3, 1) == nil && excerpts.bytes(1, 0) == nil)
    }
}
