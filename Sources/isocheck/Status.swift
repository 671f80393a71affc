/// The exit codes. The highest of several images counts.
enum Status: Int32, Error, Comparable {
    /// Everything asked was checked, and nothing at or above `--fail-on` was found.
    case clean = 0
    case findings = 1
    /// Bad command line, or a report that could not be written.
    case usage = 2
    /// Could not check.
    case unchecked = 3
    /// Stopped by Ctrl-C; the report says how far it came.
    case interrupted = 130
    /// Whoever read standard output hung up, and nobody else was to get the report; what a shell says of SIGPIPE.
    case hungUp = 141

    static func < (left: Status, right: Status) -> Bool { left.rawValue < right.rawValue }
}

/// A mistake in the command line or an output that cannot be written: one line, exit code 2.
struct UsageError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
