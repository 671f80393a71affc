public import Rules
public import YAML

extension Baseline {
    private static let schema = "isocheck-baseline/1"
    /// Bytes of a file that is read: a hundred thousand findings.
    public static let limit = 32 << 20

    /// Reads what `text` wrote. JSON is YAML, whose reader tells lines.
    public init(reading text: String, named file: String) throws(YAMLProblem) {
        let value = try YAMLDocument.read(text, named: file, limit: Self.limit)
        let mapping = try YAMLMapping(value, "a baseline", keys: ["schema", "findings"])
        let schema = try mapping.required("schema")
        guard try schema.text() == Self.schema else {
            throw schema.place.problem(
                "is a baseline of another version: \(try schema.text()), not \(Self.schema)")
        }
        var entries: [Entry] = []
        for part in try mapping.required("findings").list() {
            let entry = try YAMLMapping(
                part, "an entry", keys: ["rule", "fingerprint", "severity", "count", "message"])
            guard let severity = try entry.word("severity", Severity.self) else {
                throw part.place.problem("an entry needs \"severity\"")
            }
            entries.append(
                Entry(
                    rule: try entry.required("rule").text(),
                    fingerprint: try entry.required("fingerprint").text(),
                    severity: severity, count: try entry.required("count").number(),
                    message: try entry.text("message") ?? ""))
        }
        self.init(entries, named: file)
    }
}
