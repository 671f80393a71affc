import DiscModel
import FileSystems
import Specimens

/// What each session of a disc changed.
enum SessionsKeepFiles: Rule {
    static let card = RuleCard(
        id: "session-changes",
        title: "A later session shows what the earlier ones showed",
        rationale: """
            A disc that grows by sessions keeps all of them: a file that a later one deletes or writes anew is still there as it was, and systems \
            show the last alone. Whoever releases such an image hands on what was deleted; whoever examines one wants to see it.
            """,
        remedy:
            "isocheck list --changes names all files, isocheck list --session NUMBER those of one session; write the image in one go if nothing else is to be handed on.",
        severity: .note,
        clause: .ecma119("6.7.1"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        // Those of UDF are told with their tables.
        guard disc.facts(FurtherVolumesFacts.self) != nil else { return }
        let history = SessionStates(of: disc)
        for change in history.changes where !change.isEmpty && change.state.start != nil {
            let time = change.state.time.map { ", of \($0.text)," } ?? ""
            findings.report(
                "session \(change.state.number)\(time) \(change.inWords)", at: change.state.place)
        }
    }

    static var examples: [Example] {
        [
            .fires("a file written anew", .plain, at: "padding", 370_688) { $0.addSession(holding: 100) },
            .passes("a session with the files of the first", .plain) { $0.addSession() },
        ]
    }
}
