public import Bytes

/// How far a long pass is, on one line: the name, a bar, the share, the bytes, the rate and the time that is left.
public struct ProgressLine {
    private static let longestBar = 30
    private static let shortestBar = 8

    private let name: String
    private let share: Double
    private let words: String

    /// - Parameters:
    ///   - name: of the image, as messages call it.
    ///   - seconds: since the pass began.
    public init(name: String, _ progress: WorkProgress, after seconds: Double) {
        self.name = name
        share = progress.total == 0 ? 1 : min(1, Double(progress.done) / Double(progress.total))
        let rate = Double(progress.done) / max(seconds, 0.001)
        let rest = progress.total - min(progress.done, progress.total)
        let left =
            rate > 0
            ? Self.time(UInt64(clamping: Int64((Double(rest) / rate).rounded(.up)))) : "time not known"
        let faults = progress.faults > 0 ? "  " + counted(progress.faults, "bad sector") : ""
        words =
            "\(Int(share * 100)) %  \(Self.gigabytes(progress.done)) of \(Self.gigabytes(progress.total)) GB  "
            + "\(grouped(UInt64(rate / 1_000_000))) MB/s  \(left) left" + faults
    }

    /// - Parameter width: columns of the terminal, of which the last stays empty, since some wrap there; nil for a line without a bar.
    public func text(in width: Int?) -> String {
        guard let width else { return "\(name)  \(words)" }
        let room = width - 1 - words.cells
        // The name is the first that has to be short, the bar the first that has to go.
        let shown = name.shortened(to: max(0, room - 2))
        let bar = min(Self.longestBar, room - shown.cells - 6)
        let parts = [shown, bar >= Self.shortestBar ? drawn(bar) : "", words]
        return parts.filter { !$0.isEmpty }.joined(separator: "  ").shortened(to: width - 1)
    }

    private func drawn(_ width: Int) -> String {
        let done = Int(share * Double(width))
        return "[" + String(repeating: "#", count: done) + String(repeating: "-", count: width - done) + "]"
    }

    private static func gigabytes(_ bytes: UInt64) -> String { "\(Double(bytes / 100_000_000) / 10)" }

    /// "42 s", "3 min 5 s", "2 h 10 min".
    private static func time(_ seconds: UInt64) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min \(seconds % 60) s"
        default: "\(grouped(seconds / 3600)) h \(seconds / 60 % 60) min"
        }
    }
}

extension String {
    /// Its beginning, marked as such, where it takes more columns than there are.
    fileprivate func shortened(to width: Int) -> String {
        guard cells > width else { return self }
        var text = ""
        var cells = 1
        for character in self {
            cells += String(character).cells
            guard cells <= width else { break }
            text.append(character)
        }
        return width > 0 ? text + "~" : ""
    }
}
