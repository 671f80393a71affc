import Checksums
import Digests
import DiscModel
import Rules
import Sectors
import Surveys

/// PREMIS 3.0 as archives keep it beside an object: each image as an object with its fixity and format, what was done with it as events, and
/// who did it as agents. It validates against the schema of the Library of Congress (premis-v3-0.xsd).
public struct PREMISReport: ReportFormat {
    public static let name = "premis"
    public static let namesByDigest = true
    public static let isDated = true
    /// Its events are about one object.
    public static let tellsComparisons = false

    private static let program = "isocheck"
    private var isEmpty = true
    private var events = PREMISWriter()
    private var eventCount = 0

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        var text = PREMISWriter()
        if isEmpty { text.begin() }
        isEmpty = false
        object(image, &text)
        event("validation", of: image, report, outcome: image.verdict, detail: Self.validation(image))
        if let disc = image.examination?.disc {
            let requests = Self.kept(disc).flatMap(\.requests)
            if !requests.isEmpty {
                let lost = requests.compactMap { request in
                    let outcome = disc.outcome(of: request)
                    return outcome?.digest == nil ? outcome?.obstacle ?? "the content was not read" : nil
                }
                event(
                    "message digest calculation", of: image, report, outcome: lost.isEmpty ? .pass : .open,
                    detail: lost.first
                        ?? Set(requests.map(\.algorithm.title)).sorted().joined(separator: ", "))
            }
            fixity(image, disc, report)
        }
        return text.text
    }

    public mutating func end(_ report: Report) -> String {
        guard !isEmpty else { return "" }
        agents(report)
        events.finish()
        return events.text
    }

    // MARK: Objects

    /// Each file of the image is an object; what was unpacked from one is none, since nobody keeps it.
    private func object(_ image: Report.Image, _ text: inout PREMISWriter) {
        guard let examination = image.examination else {
            return file(image.name.escaped, nil, &text) { text in
                text.element("format") {
                    $0.element("formatDesignation") { $0.value("formatName", "unknown") }
                }
            }
        }
        let disc = examination.disc
        let files = Self.kept(disc)
        for (index, one) in files.enumerated() {
            let name = index == 0 ? image.name.escaped : Self.path(of: one, beside: image)
            file(name, (one, disc), &text) { text in
                text.element("format") { text in
                    let part = index == 0 ? "" : "part of "
                    text.element("formatDesignation") { $0.value("formatName", part + examination.format) }
                    guard index == 0, let puid = PRONOM.puid(of: disc) else { return }
                    text.element("formatRegistry") {
                        $0.value("formatRegistryName", "PRONOM")
                        $0.value("formatRegistryKey", puid)
                    }
                }
                for trace in index == 0 ? examination.judgement.authoring.traces : [] {
                    text.element("creatingApplication") {
                        $0.value("creatingApplicationName", trace.tool.name)
                        if let version = trace.version { $0.value("creatingApplicationVersion", version) }
                    }
                }
            }
        }
    }

    /// The files on the disk, that which was named first.
    private static func kept(_ disc: Disc) -> [ImageDigests.File] {
        let files = disc.facts(ImageDigests.self)?.files ?? []
        let packed = files.filter { $0.role == .packed }
        return packed.isEmpty ? files : packed
    }

    /// Names of files are told apart by their folders, as that of the image is.
    private static func path(of file: ImageDigests.File, beside image: Report.Image) -> String {
        let path = image.name.escaped
        return path.lastIndex(of: "/").map { path[...$0] + file.name.escaped } ?? file.name.escaped
    }

    private func file(
        _ name: String, _ known: (file: ImageDigests.File, disc: Disc)?, _ text: inout PREMISWriter,
        _ format: (inout PREMISWriter) -> Void
    ) {
        text.element("object", type: "premis:file") { text in
            text.identifier("objectIdentifier", name)
            text.element("objectCharacteristics") { text in
                for request in known?.file.requests ?? [] {
                    guard let digest = known?.disc.outcome(of: request)?.digest else { continue }
                    text.element("fixity") {
                        $0.value("messageDigestAlgorithm", digest.algorithm.title)
                        $0.value("messageDigest", digest.hex)
                        $0.value("messageDigestOriginator", Self.program)
                    }
                }
                if let size = known?.file.requests.first?.byteCount { text.value("size", "\(size)") }
                format(&text)
            }
            text.value("originalName", name)
        }
    }

    // MARK: Events

    private static func validation(_ image: Report.Image) -> String {
        guard let judgement = image.examination?.judgement else { return "the image could not be looked at" }
        let counts = [Severity.error, .warning, .note].map { severity in
            judgement.findings.count { $0.severity == severity }.of(severity.rawValue)
        }
        let worst = judgement.findings.filter { $0.severity >= .warning }.prefix(20).map {
            "\($0.severity.rawValue) \($0.rule.id): \($0.message)"
        }
        return ([counts.joined(separator: ", ")] + worst).joined(separator: "; ")
    }

    /// Digests that somebody recorded, held against those that were computed.
    private mutating func fixity(_ image: Report.Image, _ disc: Disc, _ report: Report) {
        for group in ChecksumGroup.all(of: disc) {
            let outcome: Verdict = group.mismatched > 0 ? .fail : group.open > 0 ? .open : .pass
            let name = group.list?.escaped ?? group.origin.rawValue
            event(
                "fixity check", of: image, report, outcome: outcome,
                detail:
                    "\(group.algorithm.title), \(name): \(group.verified) of \(group.checksums.count) hold, \(group.mismatched) do not, \(group.open) could not be checked"
            )
        }
    }

    private mutating func event(
        _ type: String, of image: Report.Image, _ report: Report, outcome: Verdict, detail: String
    ) {
        eventCount += 1
        let number = eventCount
        let time = Provenance.time(report.run.moment)
        events.element("event") { text in
            text.identifier("eventIdentifier", "\(Self.program):\(time):\(number)")
            text.value("eventType", type)
            text.value("eventDateTime", time)
            text.element("eventDetailInformation") {
                $0.value("eventDetail", "\(Self.program) \(report.tool.version), \(report.run.policy)")
            }
            text.element("eventOutcomeInformation") { text in
                text.value("eventOutcome", outcome.rawValue)
                text.element("eventOutcomeDetail") { $0.value("eventOutcomeDetailNote", detail) }
            }
            text.link("linkingAgentIdentifier", "\(Self.program) \(report.tool.version)")
            if let user = report.run.provenance?.user { text.link("linkingAgentIdentifier", user) }
            text.link("linkingObjectIdentifier", image.name.escaped)
        }
    }

    // MARK: Agents

    private mutating func agents(_ report: Report) {
        events.element("agent") { text in
            text.identifier("agentIdentifier", "\(Self.program) \(report.tool.version)")
            text.value("agentName", Self.program)
            text.value("agentType", "software")
            text.value("agentVersion", report.tool.version)
            text.value(
                "agentNote",
                "libmagic \(report.tool.libmagic), libxml2 \(report.tool.libxml2), rules \(report.tool.rules)"
            )
        }
        guard let provenance = report.run.provenance else { return }
        events.element("agent") { text in
            text.identifier("agentIdentifier", provenance.user)
            text.value("agentName", provenance.user)
            text.value("agentType", "person")
            text.value("agentNote", "on \(provenance.host), \(provenance.system)")
        }
    }
}

/// Writes elements of PREMIS as text, since objects, events and agents follow each other and none is kept.
private struct PREMISWriter {
    private static let namespace = "http://www.loc.gov/premis/v3"

    private(set) var text = ""
    private var depth = 1

    mutating func begin() {
        text += """
            <?xml version="1.0" encoding="UTF-8"?>
            <premis xmlns="\(Self.namespace)" xmlns:premis="\(Self.namespace)" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0">

            """
    }

    mutating func finish() { text += "</premis>\n" }

    mutating func element(_ name: String, type: String? = nil, _ content: (inout PREMISWriter) -> Void) {
        let indent = String(repeating: "  ", count: depth)
        text += "\(indent)<\(name)\(type.map { " xsi:type=\"\($0)\"" } ?? "")>\n"
        depth += 1
        content(&self)
        depth -= 1
        text += "\(indent)</\(name)>\n"
    }

    mutating func value(_ name: String, _ value: String) {
        text += String(repeating: "  ", count: depth) + DFXML.element(name, value.withoutControls)
    }

    /// Kind and value of something's name.
    mutating func identifier(_ name: String, _ value: String) {
        element(name) {
            $0.value(name + "Type", "local")
            $0.value(name + "Value", value)
        }
    }

    mutating func link(_ name: String, _ value: String) { identifier(name, value) }
}
