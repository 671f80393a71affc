import DiscModel
public import Rules

extension RuleCatalogue {
    /// All rules as one page. It loads nothing, and is whole without its script, which only narrows down what is shown.
    ///
    /// - Parameter tool: what wrote it, such as "isocheck 1.0.0".
    public static func html(_ cards: [RuleCard], by tool: String) -> String {
        let families = families(cards)
        let body =
            HTMLText.element("header", head(cards, tool)) + contents(families)
            + HTMLText.element("main", .joined(families.map(section)))
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
            + "script-src 'sha256-\(scriptDigest)'\"/>\n"
            + HTMLText.element("title", "Rules of isocheck").markup
            + "\n<style>\n\(HTMLStyle.sheet)\(HTMLStyle.search)</style>\n</head>\n<body>\n"
            + body.markup + "\n<script>\(script)</script>\n</body>\n</html>\n"
    }

    private static func head(_ cards: [RuleCard], _ tool: String) -> HTMLText {
        .element("h1", "Rules of isocheck")
            + .element(
                "p", ["class": "tool"],
                "\(tool), \(counted(cards.count, "rule")); SHA-256 of the cards of all rules: \(digest)")
            + .element(
                "p",
                "An error names a mainstream reader that fails or misreads; a warning is a likely mistake or a sign of tampering; a note is a fact worth knowing. A rule belongs to the profiles for which it is worth the reader's time."
            )
            // The script shows it, since nothing can be sought without one.
            + .element(
                "p", ["id": "search", "hidden": "hidden"],
                .element("label", ["for": "words"], "Search ")
                    + HTMLText(markup: "<input id=\"words\" type=\"search\" autocomplete=\"off\"/> ")
                    + .element("span", ["id": "count", "role": "status"], .empty))
    }

    private static func contents(_ families: [Family]) -> HTMLText {
        let items = families.map { family in
            HTMLText.element(
                "li",
                .element("a", ["href": "#\(anchor(family))"], family.title)
                    + HTMLText(" (\(family.cards.count))"))
        }
        return .element("nav", ["aria-label": "Families"], .element("ul", .joined(items)))
    }

    private static func anchor(_ family: Family) -> String { "family-\(family.area)" }

    private static func section(_ family: Family) -> HTMLText {
        .element(
            "section", ["id": anchor(family)],
            .element("h2", "\(family.title) (\(family.cards.count))") + .joined(family.cards.map(article)))
    }

    private static func article(_ card: RuleCard) -> HTMLText {
        var rows = [("what to do", card.remedy), ("enforces", card.clause.text)]
        if card.needs == .content { rows.append(("reads", "the content; left open by --quick")) }
        if !card.formerIDs.isEmpty { rows.append(("was called", card.formerIDs.joined(separator: ", "))) }
        rows += card.exemptions.map { ("excused", "\($0.tool.name): \($0.reason)") }
        let severity = card.severity.rawValue
        let audience =
            card.profiles == Profile.everyone ? "all profiles" : "profiles \(names(card.profiles))"
        return .element(
            "article", ["id": card.id, "class": severity],
            .element(
                "h3",
                .element("a", ["href": "#\(card.id)"], .element("code", card.id)) + HTMLText(" ")
                    + .element("span", ["class": "tag \(severity)"], severity) + HTMLText(" ")
                    + .element("span", ["class": "tool"], "\(card.confidence.rawValue); \(audience)"))
                + .element("p", ["class": "norm"], "\(card.title).") + .element("p", card.rationale)
                + .element(
                    "dl", .joined(rows.map { .element("dt", $0) + .element("dd", $1) })))
    }

    // MARK: Search

    /// The SHA-256 of `script`, the only one that the page lets run; a test holds them against each other.
    static let scriptDigest = "zaS0hFzrmWUURqtRB9OxtCtOH1pcQ/05J34rlXBWU3I="

    /// Without `&` and `<`, so that the page is well-formed XML as well.
    static let script = """

        const box = document.getElementById("words"), count = document.getElementById("count");
        const groups = [...document.querySelectorAll("main > section")];
        const rules = [...document.querySelectorAll("article")].map(rule => [rule, rule.textContent.toLowerCase()]);
        function search() {
          const words = box.value.toLowerCase().split(/\\s+/);
          for (const [rule, text] of rules) rule.hidden = !words.every(word => text.includes(word));
          for (const group of groups) group.hidden = !group.querySelector("article:not([hidden])");
          count.textContent = `${rules.filter(([rule]) => !rule.hidden).length} of ${rules.length} rules`;
        }
        // A link to what the search hides ends the search.
        function follow() {
          const target = document.getElementById(location.hash.slice(1));
          if (!target?.closest("[hidden]")) return;
          box.value = "";
          search();
          target.scrollIntoView();
        }
        box.addEventListener("input", search);
        addEventListener("hashchange", follow);
        document.getElementById("search").hidden = false;
        search();

        """
}
