public import Comparison
import Containers
public import DiscModel
public import Rules

/// What a report says of a whole run: which tool looked how, and what became of each image. The images themselves are
/// written one after the other and not kept.
public struct Report: Sendable {
    public let tool: Tool
    public let run: Run
    /// What became of the images, in the order of the command line.
    public private(set) var outcomes: [Outcome] = []
    /// An image against a readback, where that was asked.
    public let compared: Compared?

    public init(tool: Tool, run: Run, compared: Compared? = nil) {
        self.tool = tool
        self.run = run
        self.compared = compared
    }

    /// What the end of a report still has to know of an image.
    public struct Outcome: Sendable {
        public let verdict: Verdict
        /// Whether it was looked at to the end.
        public let isComplete: Bool
    }

    /// Takes note of what became of an image.
    public mutating func add(_ image: Image) {
        outcomes.append(Outcome(verdict: verdict(of: image), isComplete: image.isComplete))
    }

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

        public var verdict: Verdict {
            switch comparison.exitCode {
            case 0: .pass
            case 1: .fail
            default: .open
            }
        }
    }

    public struct Tool: Sendable {
        public let version: String
        public let libmagic: String
        public let libxml2: String

        public init(version: String, libmagic: String, libxml2: String) {
            self.version = version
            self.libmagic = libmagic
            self.libxml2 = libxml2
        }
    }

    public struct Run: Sendable {
        public let profile: Profile
        public let quick: Bool
        public let failOn: Severity?
        public let show: Severity

        public init(profile: Profile, quick: Bool, failOn: Severity?, show: Severity) {
            self.profile = profile
            self.quick = quick
            self.failOn = failOn
            self.show = show
        }
    }

    public struct Image: Sendable {
        /// As named on the command line.
        public let path: String
        public let look: Look

        /// An image that was looked at.
        public init(path: String, format: String, disc: Disc, judgement: Judgement) {
            self.path = path
            look = .examined(Examination(format: format, disc: disc, judgement: judgement))
        }

        /// An image that could not be looked at, and why, in words that follow its name and a colon.
        public init(path: String, failure: String) {
            self.path = path
            look = .failed(failure)
        }

        public var examination: Examination? {
            if case .examined(let examination) = look { examination } else { nil }
        }
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
    }
}

/// The answer in one word.
public enum Verdict: String, Sendable, CaseIterable {
    /// Nothing at or above the chosen severity.
    case pass
    /// Something at or above it.
    case fail
    /// Nothing of the kind, but something that was asked could not be decided, or the image not looked at.
    case open

    /// What the command exits with: the verdict alone decides, whatever the format.
    public var exitCode: Int32 {
        switch self {
        case .pass: 0
        case .fail: 1
        case .open: 3
        }
    }
}

extension Report {
    public func verdict(of image: Image) -> Verdict {
        guard let examination = image.examination else { return .open }
        if let failOn = run.failOn, let worst = examination.judgement.worst, worst >= failOn { return .fail }
        let isDecided = hasSubject(examination.disc) && undecided(in: examination).isEmpty
        return isDecided && image.isComplete ? .pass : .open
    }

    /// Without a single tree there was nothing to decide on (High Sierra, CD-i), unless there can be none.
    func hasSubject(_ disc: Disc) -> Bool {
        !disc.trees.isEmpty || disc.facts(ContainerFacts.self)?.layout.isAudioOnly == true
    }

    /// Fails when one image fails, else open when one is.
    public var verdict: Verdict {
        verdicts.contains(.fail) ? .fail : verdicts.contains(.open) ? .open : .pass
    }

    /// The highest of all images: 3 outweighs 1.
    public var exitCode: Int32 { verdicts.map(\.exitCode).max() ?? 0 }

    private var verdicts: [Verdict] { outcomes.map(\.verdict) + [compared?.verdict].compactMap(\.self) }

    /// Rules that were asked, could not decide, and would have failed the image had they found something. What `--quick`
    /// left alone was not asked.
    func undecided(in examination: Examination) -> [RuleOutcome] {
        examination.judgement.outcomes.filter { outcome in
            guard outcome.kind == .open else { return false }
            let card = outcome.rule
            return card.severity >= run.failOn ?? .error && !(run.quick && card.needs == .content)
        }
    }
}
