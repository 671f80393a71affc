import Bytes
import DiscModel
public import Rules
public import YAML

extension Suppression {
    /// Reads an entry of `suppressions`.
    public init(_ value: YAMLValue) throws(YAMLProblem) {
        let mapping = try YAMLMapping(
            value, "a suppression", keys: ["rule", "images", "path", "tree", "field", "reason", "expires"])
        let rule = try mapping.required("rule")
        var suppression = Suppression(
            rule: try RuleNames.id(rule), reason: try mapping.required("reason").text(),
            origin: "\(value.place)")
        suppression.images = try mapping.texts("images")
        suppression.path = try mapping.text("path")
        suppression.field = try mapping.text("field")
        if let tree = mapping["tree"] {
            suppression.tree = TreeKind(rawValue: try tree.text())
            guard suppression.tree != nil else {
                throw tree.place.problem(
                    "\"\(try tree.text())\" is no tree; there are \(TreeKind.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
        }
        if let expires = mapping["expires"] {
            guard let day = Day(try expires.text()) else {
                throw expires.problem("expected a date such as 2027-01-31")
            }
            suppression.expires = day
        }
        self = suppression
    }
}

/// Names of rules in files.
enum RuleNames {
    /// The id of a rule of the book, or of a policy, of which only the policy knows what it has.
    static func id(_ value: YAMLValue) throws(YAMLProblem) -> String {
        let name = try value.text()
        if let card = RuleBook.card(id: name) { return card.id }
        if name.hasPrefix("policy-") { return name }
        throw unknown(name, value.place)
    }

    static func unknown(_ name: String, _ place: YAMLPlace) -> YAMLProblem {
        let near = Slips.nearest(to: name, among: RuleBook.cards.map(\.id))
        return place.problem(
            "no rule is called \"\(name)\""
                + (near.map { "; did you mean \($0)?" } ?? "; isocheck rules lists them"))
    }
}
