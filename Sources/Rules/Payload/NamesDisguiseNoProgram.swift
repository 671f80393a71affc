import DiscModel
import Specimens
import Surveys

/// No name makes a program or a shortcut of Windows look like a document.
enum NamesDisguiseNoProgram: Rule {
    static let card = RuleCard(
        id: "payload-disguised-name",
        title: "No name makes a program or a shortcut look like a document",
        rationale: """
            Windows hides the last ending of a name, that of a shortcut always: invoice.pdf.lnk shows as invoice.pdf, and \
            opening it runs a command. Marks that turn the writing direction around and long rows of spaces hide the ending \
            as well. Images that come by mail carry malware this way.
            """,
        remedy: "Do not open it; find out who put it there, and look at what it starts.",
        severity: .warning,
        confidence: .heuristic,
        profiles: Profile.forensicOnly,
        clause: .practice("triage of images from unknown origin"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        // Where the content tells that it is a program, another rule says so.
        let programs = disc.facts(FileHeadsFacts.self)?.programs ?? [:]
        // Names are made for Windows, which shows Joliet's.
        guard let tree = disc.tree(.joliet) ?? disc.shownTree else { return }
        for (index, node) in tree.nodes.enumerated() where node.kind == .file {
            let extent = tree.extents(of: node).first
            guard extent.flatMap({ programs[$0.offset] }) == nil else { continue }
            let name = PayloadLists.plainName(of: node, in: tree)
            guard let disguise = disguise(of: name) else { continue }
            let path = tree.path(of: index)
            findings.report(
                "\(path.escaped) is \(disguise)",
                at: Place(offset: extent?.offset, length: node.size, tree: tree.kind, path: path))
        }
    }

    private static let shortcuts: Set<String> = ["lnk", "pif", "url"]
    private static let programs: Set<String> = [
        "bat", "cmd", "com", "cpl", "exe", "hta", "jar", "js", "jse", "msi", "ps1", "scr", "vbe", "vbs",
        "wsf",
    ]

    /// What Windows starts at a click, and how its name hides that; nil for a name that hides nothing.
    private static func disguise(of name: String) -> String? {
        let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).map {
            $0.trimmed
        }
        guard parts.count > 1, let ending = parts.last else { return nil }
        guard shortcuts.contains(ending) || programs.contains(ending) else { return nil }
        let what = shortcuts.contains(ending) ? "a shortcut of Windows" : "a program"
        if name.unicodeScalars.contains(where: { turning.contains($0.value) }) {
            return "\(what), and its name turns the writing direction around"
        }
        if name.contains("        ") { return "\(what), and spaces hide the ending of its name" }
        let inner = parts.count > 2 ? parts[parts.count - 2] : ""
        guard ProgramsLookLikePrograms.documents.contains(inner) else { return nil }
        return "\(what), and Windows shows its name without \".\(ending)\", like a document"
    }

    /// Marks, embeddings, overrides and isolates of the writing direction.
    private static let turning: Set<UInt32> = [
        0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
    ]

    private static func image(_ name: String) -> Specimen {
        Specimen {
            $0.files = [.init("/FILE.DAT", name: name, .bytes(Array("no program".utf8)))]
            $0.rockRidge = true
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a shortcut called invoice.pdf.lnk", image("invoice.pdf.lnk"), at: "data:/FILE.DAT",
                message:
                    "/invoice.pdf.lnk is a shortcut of Windows, and Windows shows its name without \".lnk\", like a document"
            ),
            .fires("a program called photo.jpg.exe", image("photo.jpg.exe"), at: "data:/FILE.DAT"),
            .fires(
                "a name that turns around", image("photo\u{202E}gpj.scr"), at: "data:/FILE.DAT"),
            .fires(
                "spaces before the ending", image("photo.jpg                    .exe"),
                at: "data:/FILE.DAT"),
            .passes("a program called setup.exe", image("setup.exe")),
            .passes("a list called app.exe.txt", image("app.exe.txt")),
            .passes("a shortcut that looks like none", image("Start here.lnk")),
        ]
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
