import Bytes
import DiscModel
import Inspection
import Reporting
import Rules
import Specimens
import TestSupport

/// Reports to test with. Versions are fixed text, so that nothing in a report depends on the machine.
enum Samples {
    static let tool = Report.Tool(version: "0.0.0", libmagic: "0.00", libxml2: "0.0.0")

    static func report(
        _ images: [Report.Image], profile: Profile = .default, quick: Bool = false,
        failOn: Severity? = .error,
        show: Severity = .warning
    ) -> Report {
        Report(
            tool: tool, run: .init(profile: profile, quick: quick, failOn: failOn, show: show), images: images
        )
    }

    /// Looks at an image with the rules of a profile.
    static func image(
        _ source: any ByteSource, path: String, profile: Profile = .default, quick: Bool = false
    ) throws -> Report.Image {
        let result = try Inspection(profile: profile, quick: quick).inspect(source, named: path)
        return .init(path: path, format: result.format, disc: result.disc, judgement: result.judgement)
    }

    /// Looks at a forged image with a choice of rules, so that new rules change nothing.
    static func image(
        _ specimen: Specimen, path: String = "demo.iso", rules: [any Rule.Type] = [], quick: Bool = false
    ) throws -> Report.Image {
        let (format, disc) = try Inspection(quick: quick).examine(MemorySource(specimen.bytes), named: path)
        let judgement = RuleBook.weigh(disc, rules, contentRead: !quick)
        return .init(path: path, format: format, disc: disc, judgement: judgement)
    }

    /// The same report in both machine formats.
    struct Written: Sendable {
        let name: String
        let json: String
        let xml: String

        init(_ name: String, _ report: Report) throws {
            self.name = name
            json = try JSONReport.write(report)
            xml = try XMLReport.write(report)
        }
    }

    /// Reports of every example of every rule and of every image of the corpus, by the largest set of rules.
    static let written = Result {
        let examples = try RuleBook.all.flatMap { rule in
            try (rule.fires + rule.staysSilent).map { example in
                try written("\(rule.card.id): \(example.name)", MemorySource(example.image))
            }
        }
        return try examples + CorpusImage.all.map { try written($0.description, try $0.source()) }
    }

    private static func written(_ name: String, _ source: any ByteSource) throws -> Written {
        try Written(name, report([image(source, path: name, profile: .pedantic)], profile: .pedantic))
    }
}
