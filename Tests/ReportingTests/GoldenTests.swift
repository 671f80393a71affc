import Bytes
import Containers
import Digests
import Foundation
import Reporting
import Rules
import Specimens
import TestSupport
import Testing

/// The JSON report of every corpus image, and one example of each format, as committed. They change on purpose only:
/// `UPDATE_GOLDEN=1 swift test --filter Golden`.
@Suite(
    .serialized,
    .enabled(
        if: Golden.isUpdating || Golden.isThere, "skipped: no golden reports; UPDATE_GOLDEN=1 writes them"))
struct GoldenTests {
    @Test(arguments: CorpusImage.all) func `the report of an image is the golden one`(_ image: CorpusImage)
        throws
    {
        let name = image.stem
        let report = Samples.report([try Samples.image(try image.source(), path: name + ".iso")])
        try Golden.expect(JSONReport.write(report), at: "golden/\(name).json")
    }

    @Test func `every golden report has an image`() throws {
        let stems = CorpusImage.all.map(\.stem)
        #expect(Set(stems).count == stems.count, "two images of one name")
        let orphans = Set(Golden.names(in: "golden")).subtracting(stems.map { $0 + ".json" })
        if Golden.isUpdating {
            for name in orphans { try FileManager.default.removeItem(at: Golden.url("golden/\(name)")) }
        } else {
            #expect(orphans.isEmpty, "\(orphans.sorted())")
        }
    }

    /// The examples: an image with two boot systems, one with long names, one that was cut off, and a disc of data and
    /// music.
    static let gallery: [@Sendable () throws -> ImageInput] = [
        { plain("xorriso-bios-uefi", try CorpusImage.named("xorriso-bios-uefi")) },
        { plain("genisoimage-rr-joliet", try CorpusImage.named("genisoimage-rr-joliet")) },
        {
            plain(
                "truncated", MemorySource(Specimen.everything.with { $0.truncate(to: 58 * 2048) }.bytes))
        },
        {
            Wrapped.cue(WrappedDisc(Specimen.joliet.bytes, audioTracks: 2))
                .with { $0.name = "mixed-mode.cue" }.input
        },
    ]

    private static func plain(_ name: String, _ source: any ByteSource) -> ImageInput {
        ImageInput(name: "\(name).iso", source: source)
    }

    @Test func `the gallery shows every format`() throws {
        for input in Self.gallery {
            let input = try input()
            let name = input.name.dropLast(4)
            let report = Samples.report([try Samples.image(input, fileDigests: [.sha1, .sha256])])
            // The formats that tell everything; the others are shown on one image that is damaged, and on one comparison.
            for format in name == "truncated" ? ReportFormats.all : Array(ReportFormats.all.prefix(3)) {
                let suffix = format.name == "text" ? "txt" : format.name
                try Golden.expect(format.write(report), at: "gallery/\(name).\(suffix)")
            }
        }
    }
}

enum Golden {
    static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
    static let isThere = !names(in: "golden").isEmpty

    static func url(_ path: String) -> URL {
        Repository.root.appending(path: "Reports").appending(path: path)
    }

    static func names(in folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: url(folder).path(percentEncoded: false))
        return (names ?? []).filter { !$0.hasPrefix(".") }
    }

    /// Holds a text against the file; writes the file instead when that is asked.
    static func expect(_ text: String, at path: String) throws {
        let file = url(path)
        if isUpdating {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return
        }
        guard let data = try? Data(contentsOf: file) else {
            Issue.record("Reports/\(path) is missing")
            return
        }
        let difference = difference(from: String(decoding: data, as: UTF8.self), to: text)
        #expect(difference.isEmpty, "Reports/\(path) differs:\n\(difference)")
    }

    /// The lines between the first and the last that differ, a few of them.
    static func difference(from old: String, to new: String) -> String {
        guard old != new else { return "" }
        let old = old.split(separator: "\n", omittingEmptySubsequences: false)
        let new = new.split(separator: "\n", omittingEmptySubsequences: false)
        let head = zip(old, new).prefix { $0 == $1 }.count
        let rest = min(old.count, new.count) - head
        let tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
        let same = min(tail, rest)
        func lines(_ mark: String, _ lines: ArraySlice<Substring>) -> [String] {
            lines.prefix(5).map { "\(mark) \($0)" }
                + (lines.count > 5 ? ["\(mark) … \(lines.count - 5) more"] : [])
        }
        return
            (["line \(head + 1):"] + lines("-", old[head..<old.count - same])
            + lines("+", new[head..<new.count - same]))
            .joined(separator: "\n")
    }
}

extension CorpusImage {
    /// The name of its file without the suffix.
    var stem: String { url.deletingPathExtension().lastPathComponent }

    struct Unknown: Error { let stem: String }

    static func named(_ stem: String) throws -> any ByteSource {
        guard let image = all.first(where: { $0.stem == stem }) else { throw Unknown(stem: stem) }
        return try image.source()
    }
}
