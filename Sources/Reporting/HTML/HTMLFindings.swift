import Bytes
import DiscModel
import Rules

/// The findings, the grave first; consequences under their cause, what is excused folded away.
struct HTMLFindings {
    private static let placeLimit = 20

    /// Errors, warnings and what is open.
    let grave: HTMLText
    /// Notes and what is excused, folded away.
    let others: HTMLText

    init(_ judgement: Judgement, _ excerpts: Excerpts, _ id: String) {
        let findings = judgement.findings.enumerated()
        let counting = findings.filter { $0.element.counts }
            .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
        let causes = Set(counting.map(\.element.rule))
        let loose = findings.filter { finding in
            !finding.element.counts && finding.element.exemption == nil && finding.element.accepted == nil
                && !(finding.element.causedBy.map(causes.contains) ?? false)
        }
        let excused = findings.filter { $0.element.exemption != nil }
        let accepted = findings.filter { $0.element.accepted != nil }
        func article(_ number: Int, _ finding: Finding) -> HTMLText {
            let consequences = finding.counts ? judgement.findings.filter { $0.causedBy == finding.rule } : []
            return Self.article(finding, consequences, excerpts, Self.anchor(id, number))
        }
        let told = (counting + loose).filter { $0.element.severity > .note }
        let notes = (counting + loose).filter { $0.element.severity == .note }
        let isClean = told.isEmpty && judgement.open.isEmpty
        grave =
            .element("h2", "Findings") + (isClean ? .element("p", "No error and no warning.") : .empty)
            + .joined(told.map(article) + judgement.open.map(Self.open))
        others =
            Self.folded(counted(notes.count, "note"), notes.map(article))
            + Self.folded(
                "\(counted(excused.count, "habit")) of the program that made it, excused",
                excused.map(article))
            + Self.folded(
                "\(counted(accepted.count, "finding")) that somebody accepts", accepted.map(article))
    }

    private static func folded(_ title: String, _ articles: [HTMLText]) -> HTMLText {
        articles.isEmpty
            ? .empty : .element("details", HTMLText.element("summary", title) + .joined(articles))
    }

    /// Where the map leads to.
    static func anchor(_ id: String, _ number: Int) -> String { "\(id)-finding-\(number + 1)" }

    private static func article(
        _ finding: Finding, _ consequences: [Finding], _ excerpts: Excerpts, _ anchor: String
    ) -> HTMLText {
        var parts = [
            HTMLText.element(
                "h3",
                HTMLText.element(
                    "span", ["class": "tag \(finding.severity.rawValue)"], finding.severity.rawValue)
                    + HTMLText(" \(finding.message.told)")),
            details(finding),
        ]
        if let reason = finding.exemption { parts.append(.element("p", "Excused: \(reason)")) }
        if let accepted = finding.accepted { parts.append(.element("p", accepted.inWords)) }
        if finding.severity > .note || finding.exemption == nil {
            parts.append(
                .element("p", HTMLText.element("strong", "What to do: ") + HTMLText(finding.remedy)))
        }
        parts += HTMLBytes(finding, excerpts).parts
        parts.append(
            .element(
                "details",
                HTMLText.element("summary", "Why it matters")
                    + .element("p", finding.rule.rationale)
                    + .element(
                        "p", "Rule \(finding.rule.id): \(finding.rule.title). \(finding.rule.clause.text).")))
        if !consequences.isEmpty {
            parts.append(
                .element(
                    "details",
                    HTMLText.element("summary", counted(consequences.count, "consequence"))
                        + .element(
                            "ul",
                            .joined(
                                consequences.map {
                                    HTMLText.element(
                                        "li", "\($0.rule.id): \(GateEntry($0, in: DisplayName("")).sentence)")
                                }))))
        }
        return .element("article", ["id": anchor, "class": finding.severity.rawValue], .joined(parts))
    }

    private static func open(_ outcome: RuleOutcome) -> HTMLText {
        .element(
            "article", ["class": "open"],
            HTMLText.element(
                "h3",
                HTMLText.element("span", ["class": "tag open"], "open")
                    + HTMLText(" \(outcome.rule.title): not decided"))
                + .element("p", outcome.reason ?? "no reason given"))
    }

    private static func details(_ finding: Finding) -> HTMLText {
        var rows: [(String, String)] = [("rule", finding.rule.id)]
        if let expected = finding.expected { rows.append(("expected", expected.told)) }
        if let actual = finding.actual { rows.append(("found", actual.told)) }
        if finding.count > 1 { rows.append(("how often", grouped(finding.count))) }
        for place in finding.places.prefix(placeLimit) { rows.append(("place", words(place))) }
        let unlisted = finding.count - min(finding.places.count, placeLimit)
        if unlisted > 0, finding.count > 1 { rows.append(("further", "and \(grouped(unlisted)) more")) }
        return .element(
            "dl",
            .joined(
                rows.filter { !$0.1.isEmpty }.map {
                    HTMLText.element("dt", $0) + HTMLText.element("dd", $1)
                }))
    }

    private static func words(_ place: Place) -> String {
        var parts: [String] = []
        if let offset = place.offset {
            let length = place.length.map { ", \(counted($0, "byte"))" } ?? ""
            parts.append(
                "offset \(grouped(offset))\(length)" + (place.lba.map { " (LBA \($0.number))" } ?? ""))
        }
        parts += [place.path?.told, place.note?.told].compactMap(\.self)
        return parts.joined(separator: "; ")
    }
}
