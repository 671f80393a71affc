import Specimens
import TestSupport
import Testing

/// What the text report says of a container that packs its content: whether it is whole, and by what the content is vouched for.
@Suite struct PackedContainerLinesTests {
    private static let image = Specimen.plain.bytes

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let files: Wrapped
        /// A file beside it that is named by `--with`.
        var given: String?
        let told: [String]
        var untold: [String] = []
    }

    static let cases: [Case] = [
        Case(
            testDescription: "whole", files: .chd(image),
            told: ["container intact:", "stored digest SHA-1, verified"], untold: ["parent "]),
        Case(
            testDescription: "version 2", files: .chd(image, version: 2),
            told: ["container intact:", "without sums of their own", "stored digest MD5, verified"]),
        Case(
            testDescription: "with its parent", files: .chdOfParent(image, isThere: true),
            told: ["container intact:", "parent parent.chd, found by the digest", "SHA-256 parent.chd"]),
        Case(
            testDescription: "without its parent", files: .chdOfParent(image, isThere: false),
            told: [
                "INCOMPLETE: 3 of", "cannot be unpacked; its parent is not there", "disc.chd: INCOMPLETE.",
            ],
            untold: ["structure is damaged", "DAMAGED"]),
        Case(
            testDescription: "without a parent that nothing needs",
            files: Wrapped.chd(image).with { $0.bytes[104] ^= 1 },
            told: ["container intact:", "although all its hunks are in it"], untold: ["INCOMPLETE"]),
        Case(
            testDescription: "with another parent",
            files: .chdOfParent(image, isThere: false).with {
                $0.siblings["other.chd"] = Wrapped.chd(Specimen.joliet.bytes).bytes
            }, given: "other.chd",
            told: ["other.chd, which was named for it, is another one: it has the SHA-1"],
            untold: ["container-with-unused"]),
        Case(
            testDescription: "with a file that nothing asks for",
            files: Wrapped.chd(image).with { $0.siblings["other.chd"] = Wrapped.chd(image).bytes },
            given: "other.chd", told: ["container-with-unused", "other.chd, which was named for disc.chd"]),
        Case(
            testDescription: "segments under each other's names",
            files: Wrapped.evidence(image) { $0.segmentCount = 3 }.with {
                ($0.siblings["disc.E02"], $0.siblings["disc.E03"]) =
                    ($0.siblings["disc.E03"], $0.siblings["disc.E02"])
            },
            told: ["container intact:", "disc.E02 has the name of segment 2, and says that it is segment 3"],
            untold: ["structure is damaged"]),
        Case(
            testDescription: "a segment is missing",
            files: Wrapped.evidence(image) { $0.segmentCount = 3 }.with { $0.siblings["disc.E02"] = nil },
            told: ["not all of its segments are there"], untold: ["structure is damaged"]),
        Case(
            testDescription: "the last segment is missing",
            files: Wrapped.evidence(image) { $0.segmentCount = 3 }.with { $0.siblings["disc.E03"] = nil },
            told: ["segments 2 of at least 3", "none in the segments that are there"]),
        Case(
            testDescription: "a segment under another name",
            files: Wrapped.evidence(image) { $0.segmentCount = 2 }.with {
                $0.siblings["second.bin"] = $0.siblings.removeValue(forKey: "disc.E02")
            }, given: "second.bin", told: ["container intact:"], untold: ["container-with-unused"]),
    ]

    @Test(arguments: cases) func `the container is told by itself`(_ item: Case) throws {
        let folder = try TemporaryFolder()
        for (name, bytes) in item.files.siblings { try folder.write(name, bytes) }
        let image = try folder.write(item.files.name, item.files.bytes)
        let with = item.given.map { ["--with", folder.path($0)] } ?? []
        let text = try CommandTests.program.run(["check", image] + with).text
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for sentence in item.told { #expect(words.contains(sentence), "\(text)") }
        for sentence in item.untold { #expect(!words.contains(sentence), "\(text)") }
    }
}
