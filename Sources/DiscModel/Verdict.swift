/// The answer in one word, of an image, of a comparison, or of a whole run; in the order in which one outweighs another:
/// what nobody could look at may be worse than all that was seen.
public enum Verdict: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Nothing at or above the chosen severity; a comparison: the image is there.
    case pass
    /// Something at or above it; a comparison: the image is not there, or not whole.
    case fail
    /// Nothing of the kind, but something that was asked could not be decided, or there was nothing to look at.
    case open

    /// Of what could not be looked at.
    public static let notLookedAt = Verdict.open

    public var exitStatus: RunStatus {
        switch self {
        case .pass: .clean
        case .fail: .findings
        case .open: .unchecked
        }
    }

    public static func < (left: Verdict, right: Verdict) -> Bool { left.exitStatus < right.exitStatus }
}

/// What a command ends with: the one table of exit codes, for all that look, compare and convert.
public enum RunStatus: Int32, Error, Sendable, Hashable, CaseIterable, Comparable {
    /// Everything asked was checked, and nothing at or above `--fail-on` was found; the image is there.
    case clean = 0
    /// Findings at or above `--fail-on`; the image is not there, or not whole.
    case findings = 1
    /// Bad command line, or an output that could not be written.
    case usage = 2
    /// Could not check, or not all that was asked.
    case unchecked = 3
    /// Stopped by Ctrl-C; the report says how far it came.
    case interrupted = 130
    /// Whoever read standard output hung up, and nobody else was to get the report; what a shell says of SIGPIPE.
    case hungUp = 141

    public static func < (left: RunStatus, right: RunStatus) -> Bool { left.rawValue < right.rawValue }
}

/// What a whole run comes to. The highest exit code counts, and the verdict is the one that gives it.
public struct RunVerdict: Sendable, Hashable {
    /// How many images and comparisons came to each.
    public private(set) var counts: [Verdict: Int] = [:]
    /// Whether Ctrl-C ended it, so that not all was looked at.
    public var isInterrupted: Bool

    public init(_ verdicts: some Sequence<Verdict> = [], isInterrupted: Bool = false) {
        self.isInterrupted = isInterrupted
        for verdict in verdicts { add(verdict) }
    }

    public mutating func add(_ verdict: Verdict) { counts[verdict, default: 0] += 1 }

    public var verdict: Verdict { isInterrupted ? .notLookedAt : counts.keys.max() ?? .pass }

    public var exitStatus: RunStatus { isInterrupted ? .interrupted : verdict.exitStatus }
}
