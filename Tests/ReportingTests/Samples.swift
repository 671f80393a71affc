import Bytes
import Containers
import Digests
import DiscModel
import Inspection
import Reporting
import Specimens
import TestSupport

@testable import Rules

extension Wrapped {
    var input: ImageInput {
        ImageInput(name: name, source: MemorySource(bytes), folder: MemoryFolder(siblings))
    }
}

/// A report with the images that it is about.
struct WholeReport: Sendable {
    let images: [Report.Image]
    /// What is said at its end.
    private(set) var end: Report

    init(_ report: Report, on images: [Report.Image]) {
        self.images = images
        end = report
        for image in images { end.add(image) }
    }
}

extension ReportFormat {
    static func write(_ whole: WholeReport) throws(ReportFailure) -> String {
        let end = whole.end
        var report = Report(tool: end.tool, run: end.run, compared: end.compared)
        if end.outcome.isInterrupted { report.interrupt() }
        return try write(report, on: whole.images)
    }
}

/// Reports to test with. Versions are fixed text, so that nothing in a report depends on the machine.
enum Samples {
    static let tool = Report.Tool(version: "0.0.0", libmagic: "0.00", libxml2: "0.0.0", rules: "00")

    /// A report on the terms on which its images were judged.
    static func report(
        _ images: [Report.Image], show: Severity = .warning, isInterrupted: Bool = false
    ) -> WholeReport {
        let terms = images.lazy.compactMap(\.examination?.judgement.terms).first ?? Terms()
        var report = Report(tool: tool, run: .init(terms: terms, show: show))
        if isInterrupted { report.interrupt() }
        return WholeReport(report, on: images)
    }

    /// Looks at an image with the rules of a profile.
    static func image(
        _ source: any ByteSource, path: String, profile: Profile = .default, quick: Bool = false
    ) throws -> Report.Image {
        try image(ImageInput(name: path, source: source), profile: profile, quick: quick)
    }

    /// Looks at an image in a container with the rules of a profile.
    static func image(
        _ input: ImageInput, profile: Profile = .default, quick: Bool = false,
        fileDigests: Set<DigestAlgorithm> = []
    ) throws -> Report.Image {
        var inspection = Inspection(profile: profile, quick: quick)
        inspection.fileDigests = fileDigests
        let result = try inspection.inspect(input)
        return .init(
            path: input.name, format: result.format, disc: result.disc, judgement: result.judgement,
            excerpts: result.excerpts)
    }

    /// Looks at a forged image with a choice of rules, so that new rules change nothing.
    static func image(
        _ specimen: Specimen, path: String = "demo.iso", rules: [any Rule.Type] = [], quick: Bool = false,
        failOn: Severity? = .error, digests: Set<DigestAlgorithm> = []
    ) throws -> Report.Image {
        var inspection = Inspection(quick: quick)
        inspection.digests = digests
        let (format, disc) = try inspection.examine(MemorySource(specimen.bytes), named: path)
        let judgement = RuleBook.judge(
            disc, rules: rules, on: Terms(failOn: failOn, contentRead: !quick))
        return .init(path: path, format: format, disc: disc, judgement: judgement)
    }

    /// The same report in both machine formats.
    struct Written: Sendable {
        let name: String
        let json: String
        let xml: String

        init(_ name: String, _ report: WholeReport) throws {
            self.name = name
            json = try JSONReport.write(report)
            xml = try XMLReport.write(report)
        }
    }

    /// Reports of every example of every rule and of every image of the corpus, by the largest set of rules.
    static let written = Result {
        let examples = try RuleBook.cards.flatMap { card in
            try RuleBook.examples(of: card).map { example in
                try written("\(card.id): \(example.name)", example.files.input)
            }
        }
        let containers = try Self.containers.map { name, files in
            try written(name, files.input)
        }
        let images = try (CorpusImage.all + CorpusImage.crashers).compactMap { image in
            do {
                return try written(
                    image.description, ImageInput(name: image.description, source: try image.source()))
            } catch is InspectionError {
                // A crasher may be no image at all.
                return nil
            }
        }
        return examples + containers + images
    }

    /// What containers alone have: audio, sessions, pregaps, codes, texts, packing.
    private static let containers: [(String, Wrapped)] = {
        let mixed = WrappedDisc(Specimen.joliet.bytes, audioTracks: 2)
        var sessions = WrappedDisc(Specimen.plain.bytes)
        sessions.addSession(Specimen.plain.bytes)
        return [
            ("CUE", .cue(mixed)), ("CUE with a file for each track", .cue(mixed, oneFile: false)),
            ("CUE with two sessions", .cue(sessions)), ("TOC", .toc(mixed)), ("CCD", .cloneCD(mixed)),
            ("CCD with two sessions", .cloneCD(sessions)), ("NRG", .nero(mixed)), ("CIF", .easyCD(mixed)),
            ("C2D", .winOnCD(mixed)), ("MDS", .alcohol(mixed)), ("CDI", .discJuggler(mixed)),
            ("gzip", .gzip(Specimen.plain.bytes)), ("raw", .raw(mixed, leading: 77, trailing: 13)),
        ]
    }()

    /// Reports of forged images with bytes changed at random, but always the same: what stands in a field may be anything.
    static let mutants = Result {
        var random = Random(state: 119)
        let end = Specimen.everything.offset("data:/README.TXT")
        return try (0..<100).map { number in
            let specimen = Specimen.everything.with { specimen in
                for _ in 0...random.next(below: 60) {
                    // Records and descriptors begin at sectors and are short: most changes should hit one.
                    let sector = random.next(below: end / 2048)
                    let at = sector * 2048 + random.next(below: random.next(below: 2) == 0 ? 2048 : 200)
                    if sector > 16, specimen.bytes.indices.contains(at) {
                        specimen.bytes[at] = UInt8(random.next(below: 256))
                    }
                }
            }
            return try written(
                "mutant \(number)", ImageInput(name: "mutant.iso", source: MemorySource(specimen.bytes)))
        }
    }

    /// Knuth's linear congruential generator.
    private struct Random {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }

    private static func written(_ name: String, _ input: ImageInput) throws -> Written {
        let result = try Inspection(profile: .pedantic).inspect(input)
        let image = Report.Image(
            path: name, format: result.format, disc: result.disc, judgement: result.judgement,
            excerpts: result.excerpts)
        return try Written(name, report([image]))
    }
}
