public import Comparison
public import DiscModel
public import Rules
import Surveys

/// What a report says of a whole run: which tool looked how, and what became of each image. The images themselves are
/// written one after the other and not kept.
public struct Report: Sendable {
    public let tool: Tool
    public private(set) var run: Run
    /// What the run comes to so far; it decides, whatever the format.
    public private(set) var outcome: RunVerdict
    public private(set) var imageCount = 0
    /// Whether every image was looked at to the end.
    public private(set) var isComplete = true
    /// An image against a readback, where that was asked.
    public let compared: Compared?

    public init(tool: Tool, run: Run, compared: Compared? = nil) {
        self.tool = tool
        self.run = run
        self.compared = compared
        outcome = RunVerdict([compared?.comparison.verdict].compactMap(\.self))
    }

    /// Takes note of what became of an image.
    public mutating func add(_ image: Image) {
        outcome.add(image.verdict)
        imageCount += 1
        isComplete = isComplete && image.isComplete
    }

    /// Takes note of when the run ended, in seconds since 1970, where it tells who looked.
    public mutating func end(at seconds: Int64) { run.provenance?.ended = seconds }

    /// Takes note that Ctrl-C ended the run.
    public mutating func interrupt() { outcome.isInterrupted = true }

    /// A comparison and what was compared, as named on the command line.
    public struct Compared: Sendable {
        public let image: String
        public let readback: String
        public let comparison: Comparison
        /// How the files differ, where that was asked.
        public let files: FileDifference?
        /// Runs of sectors that are listed; 0 lists all.
        public let runLimit: Int

        public init(
            image: String, readback: String, comparison: Comparison, files: FileDifference? = nil,
            runLimit: Int = 100
        ) {
            self.image = image
            self.readback = readback
            self.comparison = comparison
            self.files = files
            self.runLimit = runLimit
        }
    }

    public struct Tool: Sendable {
        public let version: String
        public let libmagic: String
        public let libxml2: String
        /// The SHA-256 of the cards of its rules: two programs that tell the same one weigh by the same cards. It is computed for
        /// the reports that name it; a look at an image takes little longer.
        public var rules: String { digestOfRules() }
        private let digestOfRules: @Sendable () -> String

        public init(
            version: String, libmagic: String, libxml2: String,
            rules: @autoclosure @escaping @Sendable () -> String
        ) {
            self.version = version
            digestOfRules = rules
            self.libmagic = libmagic
            self.libxml2 = libxml2
        }
    }

    public struct Run: Sendable {
        public let terms: Terms
        /// The least severity that a report for people shows.
        public let show: Severity
        /// What an image was held against, as attestations name it: the profile and the threshold.
        var policy: String {
            "urn:isocheck:profile:\(terms.profile.rawValue):fail-on:\(terms.failOn?.rawValue ?? "none")"
        }

        /// Whether it draws what firmware and loaders do, step by step.
        public let drawsBoot: Bool

        /// Seconds since 1970, for reports that must have a date and no clock; nil for the date of the image.
        public var sourceDate: Int64?

        /// Seconds since 1970 at which it began, for reports that must tell that.
        public var moment: Int64 = 0

        /// Who looked with what, where that is asked for.
        public var provenance: Provenance?

        /// By what else the images are judged.
        public var settings = Settings()

        public init(terms: Terms, show: Severity = .warning, drawsBoot: Bool = false) {
            self.terms = terms
            self.show = show
            self.drawsBoot = drawsBoot
        }
    }

    /// What somebody wrote down about how images are judged.
    public struct Settings: Sendable {
        /// The file of settings, as it was named or found.
        public var configuration: String?
        public var baseline: String?
        /// Ids.
        public var policies: [String] = []
        /// The day that suppressions were held against, where one of them ends.
        public var today: Day?
        /// The day that ages were counted to, where one is expected.
        public var agesAsOf: Day?

        public init() {}

        /// For people; a file can be found without anybody naming it. Nil where nothing was written down.
        var sentence: String? {
            let parts = [
                configuration.map { "settings of \($0.told)" }, baseline.map { "baseline \($0.told)" },
                policies.isEmpty ? nil : "policy \(policies.joined(separator: ", "))",
                today.map { "suppressions as of \($0)" }, agesAsOf.map { "ages as of \($0)" },
            ].compactMap(\.self)
            return parts.isEmpty ? nil : "Judged by \(parts.joined(separator: ", "))."
        }
    }

    public struct Image: Sendable {
        /// As named on the command line.
        public let path: String
        public let look: Look

        /// An image that was looked at.
        public init(
            path: String, format: String, disc: Disc, judgement: Judgement, excerpts: Excerpts = Excerpts()
        ) {
            self.path = path
            look = .examined(
                Examination(format: format, disc: disc, judgement: judgement, excerpts: excerpts))
        }

        /// An image that could not be looked at, and why, in words that follow its name and a colon.
        public init(path: String, failure: String) {
            self.path = path
            look = .failed(failure)
        }

        public var examination: Examination? {
            if case .examined(let examination) = look { examination } else { nil }
        }

        /// The day on which an earlier run read the content, where this one did not.
        var contentSince: String? { examination?.disc.facts(ScanFacts.self)?.since }

        public var verdict: Verdict { examination?.judgement.verdict ?? .notLookedAt }
    }

    public enum Look: Sendable {
        case examined(Examination)
        case failed(String)
    }

    public struct Examination: Sendable {
        /// The container format, such as "plain ISO".
        public let format: String
        public let disc: Disc
        public let judgement: Judgement
        /// What stands at the places of the findings.
        public let excerpts: Excerpts
    }
}
