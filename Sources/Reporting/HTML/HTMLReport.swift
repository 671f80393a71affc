import Booting
import Comparison
import DiscModel
import Rules

/// The report as one page for people: verdict, picture of the disc, findings, boot chains, files and rules. It needs no script and
/// loads nothing.
public struct HTMLReport: ReportFormat {
    public static let name = "html"

    private var images: [HTMLText] = []
    private var title = "isocheck"

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        if images.isEmpty { title = "\(TextReport.title(image)): isocheck" }
        images.append(Self.section(image, report, number: images.count + 1))
        return ""
    }

    public mutating func end(_ report: Report) -> String {
        if let compared = report.compared {
            if images.isEmpty { title = "\(compared.readback): isocheck" }
            images.append(HTMLComparison(compared).section)
        }
        let isSeveral = report.imageCount > 1
        let summary = isSeveral ? HTMLText.element("p", TextReport.summary(of: report)) : .empty
        let body =
            HTMLText.element(
                "header",
                HTMLText.element(
                    "p", ["class": "tool"],
                    "isocheck \(report.tool.version), profile \(report.run.terms.profile.rawValue)")
                    + (report.run.settings.sentence.map { .element("p", $0) } ?? .empty) + summary)
            + HTMLText.element("main", .joined(images)) + Self.footer(report)
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
            // Nothing may be loaded from anywhere, whatever stands in the page.
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
            + HTMLText.element("title", title).markup
            + "\n<style>\n\(HTMLStyle.sheet)</style>\n</head>\n<body>\n"
            + body.markup + "\n</body>\n</html>\n"
    }

    private static func footer(_ report: Report) -> HTMLText {
        .element(
            "footer",
            HTMLText.element(
                "p",
                "OK means that no rule of this profile found anything at or above the threshold; content that no checksum vouches for may still be another than it should be. isocheck \(report.tool.version), libmagic \(report.tool.libmagic), libxml2 \(report.tool.libxml2)."
            ))
    }

    // MARK: One image

    private static func section(_ image: Report.Image, _ report: Report, number: Int) -> HTMLText {
        let id = "image-\(number)"
        guard let examination = image.examination else {
            let why = image.entries.first?.message ?? "no reason known"
            return .element(
                "section", ["id": id],
                banner(image, "NOT CHECKED", .open) + .element("p", why))
        }
        let judgement = examination.judgement
        let findings = HTMLFindings(judgement, examination.excerpts, id)
        var parts = [
            banner(image, judgement.word.text, image.verdict),
            .element("p", TextVerdict(image, judgement, show: .note).sentence),
            facts(image, examination),
            findings.grave,
            HTMLDamage.section(judgement.damage),
            HTMLMap(examination.disc, judgement.findings, id).section,
            HTMLLadder(examination.disc).section,
        ]
        parts.append(findings.others)
        parts.append(HTMLBoot.section(examination.disc))
        parts.append(HTMLFiles.section(examination.disc))
        parts.append(rules(judgement))
        return .element("section", ["id": id], .joined(parts))
    }

    /// The verdict: a word and a sign, beside its colour.
    static func banner(_ title: String, _ word: String, _ verdict: Verdict) -> HTMLText {
        let sign =
            switch verdict {
            case .pass: "✓"
            case .fail: "✗"
            case .open: "?"
            }
        return .element("h1", title)
            + .element(
                "p", ["class": "verdict \(verdict.rawValue)"],
                HTMLText.element("span", ["aria-hidden": "true"], sign) + HTMLText(" \(word)"))
    }

    private static func banner(_ image: Report.Image, _ word: String, _ verdict: Verdict) -> HTMLText {
        banner(TextReport.title(image), word, verdict)
    }

    /// What the image is, as the head of the text report says.
    private static func facts(_ image: Report.Image, _ examination: Report.Examination) -> HTMLText {
        let rows = TextReport.facts(image, examination, show: .note)
        return .element(
            "dl",
            .joined(
                rows.map { label, text in
                    let name = label == TextReport.title(image) ? "image" : label
                    return HTMLText.element("dt", name) + HTMLText.element("dd", text)
                }))
    }

    private static func rules(_ judgement: Judgement) -> HTMLText {
        let count = counted(judgement.count(.pass, .fail), "rule")
        let rows = judgement.outcomes.map { outcome -> [HTMLText] in
            [
                .element("code", outcome.rule.id), HTMLText(outcome.rule.title),
                HTMLText(words(outcome.kind) + (outcome.reason.map { ": \($0)" } ?? "")),
                HTMLText(outcome.rule.clause.text),
            ]
        }
        return .element(
            "details",
            HTMLText.element("summary", "All rules and what became of them: \(count) checked")
                + .table("All rules", ["rule", "what ought to be", "outcome", "enforces"], rows))
    }

    private static func words(_ kind: RuleOutcome.Kind) -> String {
        switch kind {
        case .pass: "holds"
        case .fail: "does not hold"
        case .notApplicable: "does not apply"
        case .open: "not decided"
        }
    }
}
