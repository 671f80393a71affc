import ArgumentParser
import Policies
import Reporting
import Rules
import Settings

/// `isocheck man PAGE`
struct Manual: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man",
        abstract: "Print a page of the manual, as man reads it.",
        discussion: """
            isocheck man isocheck | man -l -
            isocheck man isocheck-rules > isocheck-rules.7
            isocheck man
            """)

    @Argument(
        help: ArgumentHelp(
            "\(Page.allCases.map(\.rawValue).joined(separator: ", ")); without one, the pages are listed.",
            valueName: "page"))
    var page: Page?

    /// The pages, as files of the manual are called.
    enum Page: String, ExpressibleByArgument, CaseIterable {
        case isocheck
        case rules = "isocheck-rules"
        case policy = "isocheck-policy"
        case config = "isocheck-config"

        fileprivate var content: ManualPage {
            get throws {
                switch self {
                case .isocheck: try CommandManual.page
                case .rules: RuleCatalogue.manual(RuleBook.cards)
                case .policy:
                    ManualPage(
                        name: rawValue, section: 5, title: PolicyManual.title, text: PolicyManual.text)
                case .config:
                    ManualPage(
                        name: rawValue, section: 5, title: SettingsManual.title, text: SettingsManual.text)
                }
            }
        }
    }

    func run() throws {
        guard let page else { return try list() }
        try Isocheck.say(
            Roff.write(
                try page.content, program: "isocheck \(Isocheck.version)", date: Isocheck.versionDate))
    }

    private func list() throws {
        for page in try Page.allCases.map({ try $0.content }) {
            try Isocheck.say("\(page.name)(\(page.section))  \(page.title)\n")
        }
    }
}
