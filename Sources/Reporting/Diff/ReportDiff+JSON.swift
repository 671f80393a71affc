import DiscModel
import Rules

extension ReportDiff {
    /// The same for programs (`isocheck-diff/1`; Reports/schemas/isocheck-diff-1.schema.json). It tells every finding, also those
    /// that do not count.
    public var json: String {
        JSONWriter.write(
            Document {
                $0.add("schema", "isocheck-diff/1")
                $0.add("old", Self.document(of: old))
                $0.add("new", Self.document(of: new))
                $0.add("failOn", failOn?.rawValue ?? "none")
                $0.add("verdict", verdict.rawValue)
                $0.add("exitCode", status.rawValue)
                $0.add("doubts", each: "doubt", doubts.map { why in Document { $0.add("why", why) } })
                $0.add("images", each: "image", images.map(Self.document))
            })
    }

    private static func document(of side: Side) -> Document {
        Document {
            $0.add("path", side.name)
            $0.add("program", side.report.program)
            $0.add("rules", side.report.rules)
            $0.add("profile", side.report.profile)
            $0.add("quick", side.report.isQuick)
        }
    }

    private static func document(of image: ImageDiff) -> Document {
        Document {
            $0.add("oldPath", image.old?.path)
            $0.add("newPath", image.new?.path)
            $0.add("findings", each: "finding", image.lines.map(document))
            $0.add(
                "facts", each: "fact",
                image.facts.map { fact in
                    Document {
                        $0.add("name", fact.name)
                        $0.add("old", fact.old)
                        $0.add("new", fact.new)
                    }
                })
            $0.add(
                "opened", each: "rule",
                image.opened.map { rule in
                    Document {
                        $0.add("rule", rule.rule)
                        $0.add("was", rule.was)
                        $0.add("reason", rule.reason)
                    }
                })
        }
    }

    private static func document(of line: ImageDiff.Line) -> Document {
        Document {
            $0.add("change", line.change.rawValue)
            $0.add("rule", line.finding.rule)
            $0.add("severity", line.finding.severity.rawValue)
            if let old = line.old, line.change.isNew { $0.add("oldSeverity", old.severity.rawValue) }
            $0.add("count", line.finding.count)
            if let old = line.old, line.change.isNew { $0.add("oldCount", old.count) }
            $0.add("message", line.finding.message)
            $0.add("tree", line.finding.tree)
            $0.add("excuse", line.finding.excuse)
            $0.add("fingerprint", line.finding.fingerprint)
        }
    }
}
