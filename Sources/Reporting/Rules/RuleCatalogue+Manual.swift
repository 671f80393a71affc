import DiscModel
public import Rules

extension RuleCatalogue {
    /// isocheck-rules(7): every rule.
    public static func manual(_ cards: [RuleCard]) -> ManualPage {
        let opening = ManualPage.blocks(
            of: """
                # Description

                `isocheck`(1) holds images against the \(counted(cards.count, "rule")) below. What a rule asks for stands first; then why, and what to do where
                it does not hold. An error names a mainstream reader that fails or misreads; a warning is a likely mistake or a sign of
                tampering; a note is a fact worth knowing. A rule belongs to the profiles for which it is worth the reader's time.

                `isocheck explain` shows one of them with the images that it fires on.
                """)
        let closing = ManualPage.blocks(
            of: """
                # See also

                `isocheck`(1)
                """)
        let rules = families(cards).flatMap { family in
            [.heading(family.title)] + family.cards.flatMap(blocks)
        }
        return ManualPage(
            name: "isocheck-rules", section: 7, title: "what isocheck holds disc images against",
            blocks: opening + rules + closing)
    }

    private static func blocks(_ card: RuleCard) -> [ManualPage.Block] {
        var facts = [
            card.severity.rawValue, card.confidence.rawValue,
            card.profiles == Profile.everyone ? "all profiles" : "profiles \(names(card.profiles))",
            "enforces \(card.clause.text)",
        ]
        if card.needs == .content { facts.append("reads the content and is left open by `--quick`") }
        if !card.formerIDs.isEmpty {
            facts.append("was called \(card.formerIDs.joined(separator: ", "))")
        }
        return [
            .subheading(card.id), .paragraph("\(card.title)."), .paragraph(card.rationale),
            .definition("What to do", card.remedy), .definition("Card", facts.joined(separator: "; ") + "."),
        ]
            + card.exemptions.map { .definition("Excused", "\($0.tool.name): \($0.reason)") }
    }
}
