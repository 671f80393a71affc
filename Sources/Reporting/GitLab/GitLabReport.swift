import DiscModel
import Rules

/// The findings as a code quality report of GitLab: a list that is empty, not missing, where nothing was found.
public struct GitLabReport: ReportFormat {
    public static let name = "gitlab"

    private var issues: [String] = []
    /// GitLab drops what has a fingerprint that it knows already.
    private var fingerprints: [String: Int] = [:]

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        for entry in image.entries where entry.isShown(from: report.run.show) { add(entry) }
        return ""
    }

    public mutating func end(_ report: Report) -> String {
        if let entry = report.compared.flatMap(GateEntry.comparison) { add(entry) }
        return issues.isEmpty ? "[]\n" : "[\n  " + issues.joined(separator: ",\n  ") + "\n]\n"
    }

    private mutating func add(_ entry: GateEntry) {
        let path = Self.path(entry.image)
        let key = "\(path):\(entry.fingerprint)"
        let number = fingerprints[key, default: 0]
        fingerprints[key] = number + 1
        let issue = Document {
            $0.add("description", entry.sentence)
            $0.add("check_name", entry.id)
            $0.add("fingerprint", number == 0 ? key : "\(key)-\(number)")
            $0.add("severity", Self.severity(entry))
            $0.add(
                "location",
                Document {
                    $0.add("path", path)
                    $0.add("lines", Document { $0.add("begin", 1) })
                })
        }
        issues.append(JSONWriter.write(issue, depth: 1))
    }

    /// Relative to the repository, without "./".
    private static func path(_ image: DisplayName) -> String {
        let path = image.escaped
        return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    }

    private static func severity(_ entry: GateEntry) -> String {
        switch (entry.state, entry.severity) {
        case (.open, _): "blocker"
        case (_, .error): "critical"
        case (_, .warning): "major"
        case (_, .note): "info"
        }
    }
}
