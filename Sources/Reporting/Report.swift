public import DiscModel
public import Rules

/// Everything that a report says: which tool looked how at which images, and what it found. Every format is written
/// from this value and adds nothing to it.
public struct Report: Sendable {
    public let tool: Tool
    public let run: Run
    public let images: [Image]

    public init(tool: Tool, run: Run, images: [Image]) {
        self.tool = tool
        self.run = run
        self.images = images
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
        public let format: String
        public let disc: Disc
        public let judgement: Judgement

        public init(path: String, format: String, disc: Disc, judgement: Judgement) {
            self.path = path
            self.format = format
            self.disc = disc
            self.judgement = judgement
        }
    }
}

/// The answer in one word.
public enum Verdict: String, Sendable {
    /// Nothing at or above the chosen severity.
    case pass
    /// Something at or above it.
    case fail
    /// Nothing of the kind, but something that was asked could not be decided.
    case open
}

extension Report {
    public func verdict(of image: Image) -> Verdict {
        if let failOn = run.failOn, let worst = image.judgement.worst, worst >= failOn { return .fail }
        return .pass
    }

    public var verdict: Verdict {
        let all = images.map(verdict(of:))
        return all.contains(.fail) ? .fail : all.contains(.open) ? .open : .pass
    }
}
