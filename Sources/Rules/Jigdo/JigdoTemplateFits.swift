import Digests
import DiscModel
import Specimens
import Surveys

/// A template is whole and the one that its jigdo file names.
enum JigdoTemplateFits: Rule {
    static let card = RuleCard(
        id: "jigdo-template",
        title: "A jigdo template is whole, and the one that its jigdo file names",
        rationale: """
            A jigdo file records the digest of its template, and jigdo-lite refuses another one. A template that is cut or \
            contradicts itself puts no image together.
            """,
        remedy: "Fetch the jigdo file and its template again, both from the same place.",
        severity: .warning,
        clause: .practice("jigdo-file(1), Template-MD5Sum"),
        needs: .content)

    static func weigh(_ subject: JigdoSubject, in disc: Disc, _ findings: inout Findings) {
        let download = subject.download
        let place = Place(path: download.template ?? download.jigdo, field: "template")
        // That somebody asked for it is left open by the rule about parts.
        if !download.obstacles.isEmpty, !download.isGiven {
            findings.report(download.obstacles.joined(separator: "; "), at: place)
        }
        guard let templates = disc.facts(JigdoTemplateFacts.self) else { return }
        if templates.unread.contains(subject.index) {
            findings.cannotDecide(
                "\(download.template?.escaped ?? "the template") could not be read to its end")
        }
        guard let other = templates.others[subject.index] else { return }
        findings.report(
            "\(download.template?.escaped ?? "the template") has another \(other.expected.algorithm.title) than \(download.jigdo?.escaped ?? "the jigdo file") records of it",
            expected: other.expected.hex, actual: other.actual.hex, at: place)
    }

    static var examples: [Example] {
        [
            .fires(
                "another template", in: ForgedJigdo.beside(template: { $0[30] ^= 1 }) { _, _ in },
                at: "template"),
            .fires(
                "a template that is cut", in: ForgedJigdo.beside(template: { $0.removeLast(3) }) { _, _ in },
                at: "template"),
            .passes("the one that is named", in: ForgedJigdo.beside { _, _ in }),
        ]
    }
}
