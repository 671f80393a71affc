public import Rules

/// A baseline as a file: JSON with one finding a line, in order, so that a change shows as such in version control.
public enum BaselineFile {
    public static func text(_ baseline: Baseline) -> String {
        let lines = baseline.entries.values.sorted().map { entry in
            JSONWriter.line(
                Document {
                    $0.add("rule", entry.rule)
                    $0.add("fingerprint", entry.fingerprint)
                    $0.add("severity", entry.severity.rawValue)
                    $0.add("count", entry.count)
                    $0.add("message", entry.message)
                }
            ).replacing("\n", with: "")
        }
        let list = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n]"
        return "{\"schema\": \"isocheck-baseline/1\", \"findings\": \(list)}\n"
    }
}
