import Rules
import XML

/// What keeps a file from being read as a report, in words that follow its name.
public struct SavedReportProblem: Error, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

/// A report that was kept as JSON or XML, as far as it is held against another one.
public struct SavedReport: Sendable {
    /// Bytes of a file that is read.
    public static let limit = 128 << 20

    static let schema = "isocheck-report/1"

    /// What nobody compares, and what most of a report consists of.
    private static let unread: Set<String> = [
        "places", "map", "gaps", "sessions", "sectors", "subchannels", "chain", "stages", "burning",
        "checksums", "damage", "systemArea",
    ]

    let program: String
    /// The digest of its rules; nil in a report of a program that did not tell it.
    let rules: String?
    let profile: String
    let isQuick: Bool
    /// What keeps it from saying all that was asked; empty where nothing does.
    let doubts: [String]
    let images: [SavedImage]

    public init(reading text: String) throws(SavedReportProblem) {
        let document = try Self.document(text)
        let run = document.part("run")
        program = "isocheck \(document.part("tool")?.single("version") ?? "of an unknown version")"
        rules = document.part("tool")?.single("rules")
        profile = run?.single("profile") ?? "unknown"
        isQuick = run?.single("quick") == "true"
        var images: [SavedImage] = []
        for image in document.parts("images") { images.append(try SavedImage(image)) }
        guard !images.isEmpty else {
            throw SavedReportProblem(
                document.has("comparison")
                    ? "is the report of a comparison, and has no findings to hold against others"
                    : "speaks of no image")
        }
        self.images = images
        doubts = Self.doubts(document, images)
    }

    private static func doubts(_ document: Document, _ images: [SavedImage]) -> [String] {
        var doubts: [String] = []
        if document.single("exitCode") == "130" { doubts.append("was stopped before its end") }
        for image in images where image.isOpen {
            doubts.append("left \(image.path.told) open: \(image.failure?.told ?? image.openRules)")
        }
        if doubts.isEmpty, document.part("run")?.single("complete") != "true" {
            doubts.append("does not say that all was looked at to its end")
        }
        return doubts
    }

    // MARK: Which kind of file

    private static func document(_ text: String) throws(SavedReportProblem) -> Document {
        switch text.unicodeScalars.first(where: { !" \t\r\n\u{FEFF}".unicodeScalars.contains($0) }) {
        case "{": return try json(text)
        case "[":
            throw SavedReportProblem("is JSON, but no report of isocheck: it begins with a list")
        case "<": return try xml(text)
        case nil: throw SavedReportProblem("is empty")
        default: throw SavedReportProblem("is no report: neither JSON nor XML")
        }
    }

    private static func json(_ text: String) throws(SavedReportProblem) -> Document {
        let document: Document
        do {
            document = try JSONReader.read(text, leavingOut: unread)
        } catch  where text.contains("}\n{") {
            throw SavedReportProblem(
                "has several values as JSON Lines do; what is read is what -o json=FILE and -o xml=FILE write"
            )
        }
        guard let schema = document.single("schema") else {
            throw SavedReportProblem(
                "is JSON, but no report of isocheck: its \"schema\" is not \"\(Self.schema)\"")
        }
        try check(schema)
        return document
    }

    private static func xml(_ text: String) throws(SavedReportProblem) -> Document {
        let root: XMLElement
        do {
            root = try XMLElement(parsing: text)
        } catch {
            throw SavedReportProblem("is no XML: \(error.message.told)")
        }
        guard root.name == "isocheck", root.namespace.hasPrefix("urn:isocheck:report:") else {
            throw SavedReportProblem("is XML, but no report of isocheck: its first element is another's")
        }
        try check(root.attribute("schema") ?? "none")
        return Document(root, leavingOut: unread)
    }

    private static func check(_ schema: String) throws(SavedReportProblem) {
        guard schema != Self.schema else { return }
        let words = schema.told
        throw SavedReportProblem(
            schema.hasPrefix("isocheck-report/")
                ? "is a report of another version, \(words); this program reads \(Self.schema)"
                : schema.hasPrefix("isocheck-")
                    ? "is no report, but \(words)"
                    : "is no report of isocheck: its schema is \(words)")
    }
}

/// What a report said of one image.
struct SavedImage: Sendable {
    struct Finding: Sendable {
        let rule: String
        let fingerprint: String
        let severity: Severity
        let count: Int
        let message: String
        let tree: String?
        /// Why it decides nothing; nil where it counts.
        let excuse: String?
    }

    let path: String
    let verdict: String
    /// Why it could not be looked at.
    let failure: String?
    let facts: [SavedFact]
    let findings: [Finding]
    /// By rule, in the order of the report.
    let outcomes: [(rule: String, outcome: String, reason: String?)]

    var isOpen: Bool { verdict == "open" }

    /// Its last component: the same image is checked in another folder each time.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The rules that did not decide, in words.
    fileprivate var openRules: String {
        let open = outcomes.filter { $0.outcome == "open" }
        guard let first = open.first else { return "it was not looked at to its end" }
        let more = open.count > 1 ? ", and \(open.count - 1) more" : ""
        return "\(first.rule.told) was not decided\(more)"
    }

    init(_ image: Document) throws(SavedReportProblem) {
        guard let path = image.single("path"), let verdict = image.single("verdict"),
            ["pass", "fail", "open"].contains(verdict)
        else { throw SavedReportProblem("is damaged: an image has no path or no verdict") }
        self.path = path
        self.verdict = verdict
        failure = image.single("error")
        facts = SavedFact.all(of: image)
        var findings: [Finding] = []
        for finding in image.parts("findings") { findings.append(try Finding(finding)) }
        self.findings = findings
        var outcomes: [(String, String, String?)] = []
        for outcome in image.parts("rules") {
            guard let rule = outcome.single("rule"), let word = outcome.single("outcome") else {
                throw SavedReportProblem("is damaged: a rule has no outcome")
            }
            outcomes.append((rule, word, outcome.single("reason")))
        }
        self.outcomes = outcomes
    }
}

extension SavedImage.Finding {
    init(_ finding: Document) throws(SavedReportProblem) {
        guard let rule = finding.single("rule"), let fingerprint = finding.single("fingerprint"),
            let severity = finding.single("severity").flatMap(Severity.init(rawValue:)),
            let count = finding.single("count").flatMap({ Int($0) }), count >= 0,
            let message = finding.single("message")
        else {
            throw SavedReportProblem(
                "is damaged: a finding lacks its rule, severity, count, message or fingerprint")
        }
        self.init(
            rule: rule, fingerprint: fingerprint, severity: severity, count: count, message: message,
            tree: finding.single("tree"),
            excuse: finding.single("causedBy").map { "follows from \($0)" }
                ?? finding.single("exemption").map { "excused: \($0)" }
                ?? finding.single("suppressed").map { "suppressed: \($0)" }
                ?? (finding.single("known") == "true" ? "known from the baseline" : nil))
    }
}
