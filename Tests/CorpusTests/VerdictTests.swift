import DiscModel
import Foundation
import Inspection
import Rules
import TestSupport
import Testing

/// The verdict on every corpus image is the one that its manifest expects: images by genuine tools pass, except where
/// the tool itself made a fault, and then the manifest says which.
@Suite struct VerdictTests {
    struct Entry: Sendable, CustomTestStringConvertible {
        let image: CorpusImage
        let verdict: String
        /// The ids of the rules that find an error.
        let errors: Set<String>
        let size: Int
        var testDescription: String { image.description }
    }

    static let entries: [Entry] = {
        guard let data = try? Data(contentsOf: Repository.corpus.appending(path: "manifest.json")),
            let manifest = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let images = manifest["images"] as? [[String: Any]]
        else { return [] }
        return images.compactMap { image in
            guard let path = image["path"] as? String, let size = image["size"] as? Int,
                let expect = image["expect"] as? [String: Any], let verdict = expect["verdict"] as? String
            else { return nil }
            return Entry(
                image: CorpusImage(url: Repository.corpus.appending(path: path)), verdict: verdict,
                errors: Set(expect["errors"] as? [String] ?? []), size: size)
        }
    }()

    @Test func `the manifest names every image and no other`() {
        #expect(!Self.entries.isEmpty)
        #expect(Set(Self.entries.map(\.image.description)) == Set(CorpusImage.all.map(\.description)))
        for entry in Self.entries {
            let size = try? FileManager.default.attributesOfItem(atPath: entry.image.url.path)[.size] as? Int
            #expect(size == entry.size, "\(entry.image)")
        }
    }

    @Test(arguments: entries) func `the verdict is the expected one`(_ entry: Entry) throws {
        let result = try Inspection().inspect(try entry.image.source(), named: entry.image.description)
        #expect(result.judgement.verdict.rawValue == entry.verdict)
        let errors = result.judgement.findings.filter { $0.counts && $0.severity == .error }
        #expect(Set(errors.map(\.rule.id)) == entry.errors, "\(errors.map(\.message))")
    }

    @Test(arguments: CorpusImage.real) func `an image out of a Debian package has no fault`(
        _ image: CorpusImage
    ) throws {
        let judgement = try judge(image)
        let loud = judgement.findings.filter { $0.counts && $0.severity > .note }.map {
            "\($0.rule.id): \($0.message)"
        }
        #expect(loud.isEmpty, "\(loud)")
    }

    private func judge(_ image: CorpusImage) throws -> Judgement {
        try Inspection().inspect(try image.source(), named: image.description).judgement
    }
}
