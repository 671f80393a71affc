import Bytes
import Containers
import Digests
import DiscModel
import FileSystems
import Inspection
import Reporting
import Specimens
import Testing

@testable import Rules

/// The report for people is in plain English, whatever a rule finds.
@Suite struct PlainWordsTests {
    /// Names that people know, and that look like a programmer's.
    private static let known = ["macOS", "xxHash"]

    @Test(arguments: RuleBook.cards) func `no programmer's words reach a person`(_ card: RuleCard) throws {
        for example in RuleBook.examples(of: card) where example.fires {
            let image = try Samples.image(example.files.input, profile: .pedantic)
            let lines = try TextReport.write(Samples.report([image], show: .note)).split(separator: "\n")
            for line in lines {
                var words = String(line)
                for name in Self.known { words = words.replacing(name, with: "") }
                #expect(words.firstMatch(of: /(^|[^A-Za-z])[a-z]{2,}[A-Z][a-z]{2}/) == nil, "\(line)")
                #expect(
                    words.firstMatch(of: /(^|[^0-9.,])1 (byte|sector|block|file|track|record|entrie|rule)s/)
                        == nil,
                    "a number: \(line)")
                #expect(words.firstMatch(of: /\[(iso9660|joliet|rockridge|enhanced|supplementary)\]/) == nil)
                #expect(
                    words.firstMatch(of: /(^| )(also|found|expected|in|do:) *$/) == nil,
                    "nothing said: \(line)")
            }
        }
    }

    @Test func `fields are spelled out`() {
        #expect("volumeCreationDate".spelledOut == "volume creation date")
        #expect("rootDirectoryRecord/extent".spelledOut == "extent")
        #expect("typeLPathTable".spelledOut == "type L path table")
        #expect("platformID".spelledOut == "platform ID")
        #expect(1.of("sector") == "1 sector")
        #expect(2.of("directory") == "2 directories")
    }

    @Test func `what an OK is worth is said`() throws {
        func content(_ specimen: Specimen) throws -> String? {
            let image = try Samples.image(specimen, digests: [.md5])
            return try TextReport.write(Samples.report([image])).split(separator: "\n")
                .first { $0.hasPrefix("content") }?.drop { $0 != " " }.drop { $0 == " " }.description
        }
        #expect(try content(.plain) == "5.0 kB, no checksum vouches for it")
        // The list does not vouch for itself.
        #expect(
            try content(ListedSpecimen.md5)
                == "5.0 kB of 5.2 kB vouched for by /md5sum.txt; no checksum vouches for the rest")
        let broken = ListedSpecimen.md5.with { $0.set8("data:/README.TXT", 0, 0) }
        #expect(
            try content(broken)
                == "5.0 kB of 5.2 kB vouched for by /md5sum.txt; no checksum vouches for the rest")
        #expect(
            try content(.libisofs)
                == "5.0 kB, all of it vouched for by the tags of libisofs, the MD5 sums of libisofs")
        #expect(
            try content(Specimen { $0.padding = 700 }.with { $0.implantMD5() })?.hasSuffix(
                "by the implanted MD5") == true)
    }

    @Test func `label and all file systems stand in the head`() throws {
        func head(_ specimen: Specimen) throws -> String {
            let image = try Samples.image(specimen)
            return try TextReport.write(Samples.report([image])).split(separator: "\n").first.map(String.init)
                ?? ""
        }
        #expect(
            try head(.everything).contains(
                "\"SPECIMEN\", ISO 9660 + Rock Ridge + Joliet + ISO 9660:1999, made"))
        let field = VolumeDescriptor.TextField.volume.field
        let blank = Specimen.plain.with { $0.set(field, of: "pvd", bytes: Array(repeating: 0x20, count: 32)) }
        #expect(try head(blank).hasPrefix("demo.iso  ISO 9660, made"))
        let other = Specimen.joliet.with { $0.set(field, of: "svd", bytes: [0, 0x58]) }
        #expect(try head(other).contains("\"SPECIMEN\" (Joliet \"XPECIMEN\"), ISO 9660 + Joliet"))
        let hfs = Specimen.plain.with { $0.set("system-area", 1_024, [0x42, 0x44]) }
        #expect(try head(hfs).contains("ISO 9660 + HFS"))
    }
}
