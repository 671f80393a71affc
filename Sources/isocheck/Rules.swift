import ArgumentParser
import Reporting
import Rules
import Specimens
import SystemPackage

/// `isocheck rules`
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the rules.",
        discussion: """
            isocheck rules
            isocheck rules --profile pedantic -o json
            isocheck rules -o html > rules.html
            """)

    @Option(help: "Only the rules of a profile: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")).")
    var profile: Profile?

    @Option(name: .shortAndLong, help: "text, json, or html for a page with a search.")
    var output: Format = .text

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

    func run() throws {
        let cards = profile.map(RuleBook.cards(for:)) ?? RuleBook.cards
        switch output {
        case .text: try Isocheck.say(RuleCatalogue.table(cards))
        case .json: try Isocheck.say(RuleCatalogue.json(cards))
        case .html: try Isocheck.say(RuleCatalogue.html(cards, by: "isocheck \(Isocheck.version)"))
        }
    }
}

/// `isocheck explain RULE...`
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain rules in full.",
        discussion: """
            isocheck explain path-table-l-vs-m
            isocheck explain dir-loop --example broken.iso
            """)

    @Argument(
        help: ArgumentHelp("Ids as in findings and in `isocheck rules`.", valueName: "rule"),
        completion: .list(RuleBook.cards.map(\.id)))
    var rules: [String]

    @Option(
        help: ArgumentHelp("Also write the first image on which the rule fires.", valueName: "path"),
        completion: .file())
    var example: String?

    func validate() throws {
        if example != nil, rules.count > 1 { throw ValidationError("--example takes one rule.") }
    }

    func run() throws {
        for (index, id) in rules.enumerated() {
            guard let card = RuleBook.card(id: id) else {
                let near = RuleCatalogue.nearest(to: id, among: RuleBook.cards.map(\.id))
                throw UsageError(
                    "no rule \"\(id)\""
                        + (near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"))
            }
            if index > 0 { try Isocheck.say("\n") }
            if card.id != id { try Isocheck.say("\(id) is now called \(card.id).\n\n") }
            let examples = RuleBook.examples(of: card)
            try Isocheck.say(RuleCatalogue.page(card, examples))
            if let example, let first = examples.first(where: \.fires) { try write(first, to: example) }
        }
    }

    private func write(_ example: Example, to path: String) throws {
        let files = example.files
        guard (try? FilePath(path).stat(followTargetSymlink: false)) == nil else {
            throw UsageError("\(path): exists")
        }
        var pending = [(try PendingFile(FilePath(path), for: "the example"), files.bytes)]
        // A descriptor names its files, so they keep their names; what is there is left alone.
        let folder = FilePath(path).removingLastComponent()
        for (name, bytes) in files.siblings.sorted(by: { $0.key < $1.key }) {
            let sibling = folder.appending(name)
            guard (try? sibling.stat()) == nil else { throw UsageError("\(sibling): exists") }
            pending.append((try PendingFile(sibling, for: "the example"), bytes))
        }
        for (file, bytes) in pending { try file.write(bytes) }
        try PendingFile.finish(pending.map(\.0))
    }
}
