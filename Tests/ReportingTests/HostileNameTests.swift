import Bytes
import DiscModel
import FileSystems
import Foundation
import Reporting
import Specimens
import TestSupport
import Testing
import XML

@testable import Reporting
@testable import Rules

/// Names that want to steer terminals, break formats, or hide.
@Suite struct HostileNameTests {
    /// A directory of each tree that cannot be read, so that its path is in the report, and a volume identifier.
    private func hostile() throws -> Report.Image {
        let specimen = Specimen.joliet.with {
            $0.set(
                VolumeDescriptor.TextField.volume.field, of: "pvd",
                bytes: [0x1B, 0x5D, 0x07] + [UInt8]("]]>\"'<&>".utf8) + [0xFF, 0xC2, 0x85])
            $0.set("record:/DOCS", 33, [0x1B, 0xFF, 0x00, 0x22])
            $0.set(DirectoryRecord.extent, of: "record:/DOCS", 1_000_000)
            // An unpaired surrogate, a right-to-left override, NUL, and a noncharacter.
            $0.set("svd:record:/docs", 33, [0xD8, 0x00, 0x20, 0x2E, 0x00, 0x00, 0xFF, 0xFE])
            $0.set(DirectoryRecord.extent, of: "svd:record:/docs", 1_000_000)
        }
        return try Samples.image(specimen, path: "a\u{1B}[2J\u{202E}b\\\n.iso", rules: [ImageUnseen.self])
    }

    @Test func `raw bytes survive in JSON and XML`() throws {
        let written = try Samples.Written("hostile", Samples.report([hostile()]))
        let json = try JSONValue(parsing: written.json)
        #expect(try json.differences(from: XMLElement(parsing: written.xml)).isEmpty)
        let image = json["images", "0"]
        #expect(image?["path"] == .text("a\u{FFFD}[2J\u{202E}b\\\u{FFFD}.iso"))
        #expect(image?["pathRaw"] == .text("611b5b324ae280ae625c0a2e69736f"))
        #expect(image?["volumes", "0", "identifier"]?.text?.contains("]]>\"'<&>\u{FFFD}\u{FFFD}") == true)
        #expect(
            image?["volumes", "0", "identifierRaw"]?.text?.hasPrefix("1b5d075d5d3e22273c263effc285") == true)
        let gaps = image?["gaps", "first"]
        #expect(gaps?["0", "place", "path"] == .text("/\u{FFFD}\u{FFFD}\u{FFFD}\""))
        #expect(gaps?["0", "place", "pathRaw"] == .text("2f1bff0022"))
        #expect(gaps?["1", "place", "pathRaw"] == .text("002fd800202e0000fffe"))
    }

    @Test func `nothing hostile reaches a terminal`() throws {
        let report = Samples.report([try hostile()], show: .note)
        for text in [try TextReport.write(report), try JSONReport.write(report)] {
            let found = text.unicodeScalars.filter { $0 != "\n" && DisplayName.isHostile($0) }
            #expect(found.isEmpty, "\(found.map { String($0.value, radix: 16) })")
        }
    }

    @Test func `the path of a Joliet name is in one encoding`() {
        let names = [DisplayName("ä"), DisplayName(utf16BigEndian: [0xDC, 0x00])]
        #expect(DisplayName.joined(names).raw == [0x00, 0x2F, 0x00, 0xE4, 0x00, 0x2F, 0xDC, 0x00])
        #expect(
            DisplayName.joined([DisplayName("a"), DisplayName(utf8: [0xFF])]).raw == [0x2F, 0x61, 0x2F, 0xFF])
    }

    /// Each on its own: every control character, the characters around the surrogates and noncharacters, and what markup
    /// gives a meaning.
    static let texts: [String] =
        ((0...0xA0).map { $0 } + [
            0x200B, 0x2028, 0x202E, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F4BF, 0x10FFFF,
        ])
        .compactMap(Unicode.Scalar.init).map { "a\($0)b" }
        + [
            "", " ", "  two  ", "]]>", "\"'&<>", "&amp;", "\\u0041", "\r\n", "e\u{301}", "<!--", "𝄞", "%n%s",
            "{}[],:",
        ]

    @Test func `any name can be written and read back`() throws {
        let schema = try XMLSchema(Self.anySchema)
        for text in Self.texts {
            let document = Document {
                $0.add("name", DisplayName(text))
                $0.add("words", text)
            }
            let json = try JSONValue(parsing: JSONWriter.write(document))
            let xml = try XMLReport.write(document)
            #expect(try json.differences(from: XMLElement(parsing: xml)).isEmpty, "\(text.debugDescription)")
            #expect(schema.problems(in: xml).isEmpty)
            let raw = json["nameRaw"]?.text
            #expect(
                json["name"]?.text == text || raw == [UInt8](text.utf8).hexadecimal(),
                "\(text.debugDescription)")
        }
    }

    private static let anySchema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:isocheck:report:1">
          <xs:element name="isocheck"><xs:complexType><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element>
        </xs:schema>
        """
}
