import DiscModel
import Specimens
import Surveys

/// A file that is a program does not call itself a document or a picture.
enum ProgramsLookLikePrograms: Rule {
    static let card = RuleCard(
        id: "payload-disguised-executable",
        title: "No program calls itself a document or a picture",
        rationale: """
            Disc images are a favoured wrapping for malware, since what is in them carries no mark of the web. A program \
            whose name ends like a document, hides its ending behind another one, or turns the writing direction around \
            is meant to be opened by mistake.
            """,
        remedy: "Do not open it; find out who put it there.",
        severity: .warning,
        confidence: .heuristic,
        clause: .practice("triage of images from unknown origin"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let programs = disc.facts(FileHeadsFacts.self)?.programs, !programs.isEmpty else { return }
        // The same bytes under another name say the same.
        var told: Set<UInt64> = []
        for tree in disc.trees {
            for (index, node) in tree.nodes.enumerated() where node.kind == .file {
                guard let extent = tree.extents(of: node).first, let kind = programs[extent.offset],
                    !told.contains(extent.offset)
                else { continue }
                let path = tree.path(of: index)
                guard let disguise = disguise(of: path.text) else { continue }
                told.insert(extent.offset)
                findings.report(
                    "\(path.escaped) is \(kind.rawValue), but \(disguise)",
                    at: Place(offset: extent.offset, length: node.size, tree: tree.kind, path: path))
            }
        }
    }

    /// Endings of what people open without a second thought.
    static let documents: Set<String> = [
        "avi", "bmp", "csv", "doc", "docx", "gif", "htm", "html", "jpeg", "jpg", "mp3", "mp4", "odt", "pdf",
        "png", "ppt", "pptx", "rar", "rtf", "txt", "wav", "xls", "xlsx", "zip",
    ]

    /// How a name hides that its file is a program; nil when it does not.
    private static func disguise(of path: String) -> String? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if name.unicodeScalars.contains(where: { $0.value == 0x202E }) {
            return "its name turns the writing direction around"
        }
        let parts = name.withoutVersion.lowercased().split(separator: ".").dropFirst()
        guard let ending = parts.last.map(String.init) else { return nil }
        if documents.contains(ending) { return "its name ends like a document" }
        let inner = parts.dropLast().last.map(String.init) ?? ""
        return documents.contains(inner) ? "its name ends twice, first like a document" : nil
    }

    private static func image(_ path: String, name: String? = nil) -> Specimen {
        Specimen {
            $0.files = [
                .init(
                    path, name: name,
                    .bytes([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 90)))
            ]
            $0.rockRidge = name != nil
        }
    }

    static var examples: [Example] {
        [
            .fires("a program called report.pdf", image("/REPORT.PDF"), at: "data:/REPORT.PDF"),
            .fires(
                "a program called report.pdf.exe", image("/REPORT.EXE", name: "report.pdf.exe"),
                at: "data:/REPORT.EXE"),
            .passes("a program called setup", image("/SETUP")),
            .passes("a text called report.txt", .plain),
        ]
    }
}
