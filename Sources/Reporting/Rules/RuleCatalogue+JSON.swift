public import Rules

extension RuleCatalogue {
    /// The rules as JSON (`isocheck-rules/1`; Reports/schemas/isocheck-rules-1.schema.json).
    public static func json(_ cards: [RuleCard]) -> String {
        JSONWriter.write(
            Document {
                $0.add("schema", "isocheck-rules/1")
                $0.add("rules", each: "rule", cards.map(document))
            })
    }

    private static func document(of card: RuleCard) -> Document {
        Document {
            $0.add("id", card.id)
            $0.add("area", card.area)
            $0.add("title", card.title)
            $0.add("rationale", card.rationale)
            $0.add("remedy", card.remedy)
            $0.add("severity", card.severity.rawValue)
            $0.add("confidence", card.confidence.rawValue)
            $0.add("profiles", words: Profile.allCases.filter(card.profiles.contains).map(\.rawValue))
            $0.add("clause", card.clause.text)
            $0.add("needs", card.needs.rawValue)
            $0.add(
                "exemptions", each: "exemption",
                card.exemptions.map { exemption in
                    Document {
                        $0.add("tool", exemption.tool.name)
                        $0.add("reason", exemption.reason)
                    }
                })
        }
    }
}
