import Booting
import Bytes
import Containers
import DiscModel
import FileSystems
import Rules
import Sectors
import TextEncodings

/// The report for people: what the image is, one line for each finding that `grep` can use with its details indented
/// below, and the verdict in words at the end, where eyes land.
public struct TextReport: ReportFormat {
    public static let name = "text"

    private var isEmpty = true
    private let style: TextStyle

    public init() { self.init(style: TextStyle()) }

    /// - Parameter style: what the terminal can show that it is written to.
    public init(style: TextStyle) { self.style = style }

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        block(
            (isEmpty ? [report.run.settings.sentence].compactMap(\.self) : []) + block(image, in: report)
        )
    }

    public mutating func end(_ report: Report) -> String {
        let summary = report.imageCount > 1 ? block([Self.summary(of: report, style)]) : ""
        let compared = report.compared.map { block(ComparisonText($0).lines(in: style)) } ?? ""
        let isCut = report.outcome.isInterrupted
        let provenance = report.run.provenance.map { block([$0.sentence]) } ?? ""
        return summary + compared + provenance
            + (isCut ? block(["Interrupted before the end: NOT FULLY CHECKED."]) : "")
    }

    /// Lines, behind an empty one where others stand before them.
    private mutating func block(_ lines: [String]) -> String {
        defer { isEmpty = false }
        let shown = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
            .flatMap { style.wrapped(String($0)) }
        return (isEmpty ? "" : "\n") + shown.map { $0 + "\n" }.joined()
    }

    private func block(_ image: Report.Image, in report: Report) -> [String] {
        switch image.look {
        case .failed(let reason):
            [
                "\(Self.title(image)): \(style.coloured("NOT CHECKED", .doubt)). \(reason.told)"
                    + (reason.hasSuffix("?") ? "" : ".")
            ]
        case .examined(let examination):
            Self.head(image, examination, show: report.run.show)
                + (report.run.drawsBoot ? BootLines.chains(examination.disc.facts(BootFacts.self)) : [])
                + findings(image, examination, show: report.run.show)
                + DamageLines.lines(examination.judgement.damage)
                + undecided(examination.judgement) + [
                    TextVerdict(image, examination.judgement, show: report.run.show, style).sentence
                ]
        }
    }

    private func findings(
        _ image: Report.Image, _ examination: Report.Examination, show: Severity
    ) -> [String] {
        let arguments = image.path == "-" ? nil : Self.conversion(of: image.path)
        return FindingLines(
            examination.judgement, of: examination.disc.trees.map(\.kind), show: show, conversion: arguments,
            style: style
        ).lines
    }

    /// How the report calls the image; a name can hold anything, so it is escaped.
    static func title(_ image: Report.Image) -> String {
        image.path == "-" ? "standard input" : image.name.escaped
    }

    /// One line over all images.
    static func summary(of report: Report, _ style: TextStyle = TextStyle()) -> String {
        let outcome = report.outcome
        let parts = Verdict.allCases.compactMap { verdict in
            outcome.counts[verdict].map {
                "\(grouped($0)) \(verdict == .open ? "not or not fully checked" : words(verdict))"
            }
        }
        let images = counted(report.imageCount, "image")
        let word = style.coloured(words(outcome.verdict).uppercased(), .init(outcome.verdict))
        return "\(images): \(word). \(parts.joined(separator: ", "))."
    }

    private static func words(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "OK"
        case .fail: "not OK"
        case .open: "not fully checked"
        }
    }

    // MARK: What it is

    /// A label that is longer than this does not push the text of the others to the right.
    private static let widestLabel = 30

    /// Labels in a column as wide as the name of the image, within reason.
    private static func head(
        _ image: Report.Image, _ examination: Report.Examination, show: Severity
    ) -> [String] {
        let facts = facts(image, examination, show: show)
        let width = facts.map(\.0.count).filter { $0 <= widestLabel }.max() ?? 0
        return facts.map { label, text in label.padded(to: width) + "  " + text }
    }

    /// What the image is: labels, the first of which is its name, and what they say.
    static func facts(
        _ image: Report.Image, _ examination: Report.Examination, show: Severity
    ) -> [(String, String)] {
        let disc = examination.disc
        let inside = headline(disc, examination.judgement.authoring)
        var facts = [(title(image), inside)]
        if let container = disc.facts(ContainerFacts.self), !container.isPlain {
            facts[0].1 = container.inWords
            if container.unlistedAudio > 0 {
                let sectors = counted(container.unlistedAudio, "sector")
                facts.append(("audio", "\(sectors), no sheet says where tracks begin"))
            } else if container.layout.tracks.count > 1 {
                facts.append(("tracks", tracks(container.layout)))
            }
            if !container.layout.isAudioOnly { facts.append(("inside", inside)) }
            if container.dataLayout != nil, image.path != "-" {
                facts.append(
                    ("plain ISO", "isocheck convert \(conversion(of: image.path))\(choice(container))")
                )
            }
        }
        if let boots = bootCatalog(disc) { facts.append(("boot catalog", boots)) }
        facts +=
            BootLines.lines(disc.facts(BootFacts.self), isMeant: disc.facts(ElToritoFacts.self) != nil)
            + SecureBootLines.lines(disc.facts(BootFacts.self))
            + SectorLines.lines(disc) + ContainerLines.lines(disc) + ChecksumLines.lines(disc)
            + DATLines.lines(disc)
            + VouchingLine.lines(examination.judgement.vouching)
            + BurningLines.lines(examination.judgement.burning, disc, all: show == .note)
        return facts
    }

    /// The option that chooses the last session whose data is there, where several should have some.
    private static func choice(_ container: ContainerFacts) -> String {
        let sessions = container.layout.sessions.filter { $0.tracks.contains { !$0.isAudio } }
        guard sessions.count > 1 else { return "" }
        let stored = container.spans.filter { span in
            let extent = span.extent
            let size =
                container.files.indices.contains(extent.source) ? container.files[extent.source].size : nil
            return extent.layout.data > 0 && extent.offset < size ?? 0
        }
        let last = sessions.last { session in stored.contains { $0.session == session.number } }
        return last.map { " --session \($0.number)" } ?? ""
    }

    /// "3 in 1 session: 1 of data, 2 of audio".
    private static func tracks(_ layout: DiscLayout) -> String {
        let audio = layout.tracks.count(where: \.isAudio)
        let data = layout.tracks.count - audio
        let kinds = [(data, "data"), (audio, "audio")].filter { $0.0 > 0 }.map {
            "\(grouped($0.0)) of \($0.1)"
        }
        return
            "\(grouped(layout.tracks.count)) in \(counted(layout.sessions.count, "session")): "
            + kinds.joined(separator: ", ")
    }

    /// The arguments that make a plain ISO of an image, ready to be pasted into a shell.
    private static func conversion(of path: String) -> String {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let dot = path[slash...].lastIndex(of: ".").flatMap { $0 > slash ? $0 : nil } ?? path.endIndex
        let stem = path[..<dot]
        // "disc.iso.gz" gives disc.iso, "disc.iso" must not be written over.
        let isPacked = stem.lowercased().hasSuffix(".iso")
        let ending = isPacked ? "" : path[dot...].lowercased() == ".iso" ? "-plain.iso" : ".iso"
        return "\(quoted(path)) \(quoted(stem + ending))"
    }

    /// A word for a POSIX shell.
    private static func quoted(_ word: some StringProtocol) -> String {
        let isPlain = word.utf8.allSatisfy {
            0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || "-_./+,@%".utf8.contains($0)
        }
        if isPlain, word.first != "-" { return String(word) }
        let escaped = DisplayName(utf8: [UInt8](word.utf8)).escaped.replacing("'", with: "'\\''")
        return word.first == "-" && isPlain ? "./\(word)" : "'\(escaped)'"
    }

    private static func headline(_ disc: Disc, _ authoring: Authoring) -> String {
        var parts = [label(of: disc), systems(in: disc), video(on: disc)].compactMap(\.self)
        if let makers = authoring.summary { parts.append("made by \(makers)") }
        parts.append(size(of: disc))
        return parts.joined(separator: ", ")
    }

    /// What players of discs take it for.
    private static func video(on disc: Disc) -> String? {
        let bluRay = disc.facts(BluRayFacts.self).map { $0.isAVCHD ? "AVCHD" : "Blu-ray" }
        let kinds = [disc.facts(DVDVideoFacts.self).map { _ in "DVD-Video" }, bluRay].compactMap(\.self)
        return kinds.isEmpty ? nil : kinds.joined(separator: " and ")
    }

    static func systems(in disc: Disc) -> String {
        let revision = disc.facts(UDFFacts.self)?.revision.map { " \($0)" } ?? ""
        var names = disc.trees.map { $0.kind == .udf ? $0.kind.name + revision : $0.kind.name }
        for descriptor in disc.facts(ISO9660Facts.self)?.descriptors ?? [] {
            if case .foreign(let name) = descriptor.kind { names.append(name) }
        }
        names += disc.unreadFileSystems
        return names.isEmpty ? "no tree of files" : names.joined(separator: " + ")
    }

    /// The label of the volume in quotes, and that of Joliet where it says something else.
    private static func label(of disc: Disc) -> String? {
        let descriptors = disc.facts(ISO9660Facts.self)?.descriptors ?? []
        let main = descriptors.first { $0.kind == .primary }
        let primary = main?.display(.volume)
        let joliet = descriptors.first { $0.jolietLevel != nil }?.display(.volume)
        let labels = [primary, joliet].compactMap(\.self).filter { !$0.text.isEmpty }
        guard let first = labels.first else {
            let labels = [
                disc.facts(UDFFacts.self).map { DisplayName($0.label) }, disc.facts(HFSFacts.self)?.label,
            ]
            let label = labels.compactMap(\.self).first { !$0.text.isEmpty }
            return label.map { "\"\($0.told)\"" }
        }
        if let main, let guess = EncodingGuess(main.texts),
            let text = guess.text(of: main.written(.volume)), text != first.text
        {
            return "\"\(DisplayName(text).told)\" (as \(guess.encoding.rawValue), a guess)"
        }
        // Joliet has room for 16 characters, and for small letters.
        guard labels.count > 1, !first.text.uppercased().hasPrefix(labels[1].text.uppercased()) else {
            return "\"\(first.told)\""
        }
        return "\"\(first.told)\" (Joliet \"\(labels[1].told)\")"
    }

    /// Sectors and bytes, and what the volume declares where the image is shorter.
    private static func size(of disc: Disc) -> String {
        let sectors = disc.size / .sector
        let odd = disc.size % .sector
        let rest = odd == 0 ? "" : " and \(counted(odd, "byte"))"
        if let declared = disc.facts(ISO9660Facts.self)?.declaredSize, declared > disc.size {
            let promised = counted(declared.sectorsNeeded, "sector")
            let music = Music(of: disc).tracks.isEmpty ? "" : " with its audio tracks"
            return "declares \(promised)\(music), has \(grouped(sectors))\(rest) (\(megabytes(disc.size)))"
        }
        return "\(counted(sectors, "sector"))\(rest) (\(megabytes(disc.size)))"
    }

    /// What the El Torito catalog offers; whether it boots is another question.
    private static func bootCatalog(_ disc: Disc) -> String? {
        guard let facts = disc.facts(ElToritoFacts.self) else { return nil }
        guard let catalog = facts.catalog, catalog.hasValidationEntry else { return "not readable" }
        var platforms: [String] = []
        for entry in catalog.bootEntries where entry.isBootable {
            let id = catalog.platform(of: entry)
            let known = BootPart.platform(id)
            let name = known == "unknown" ? "unknown platform \(id)" : known
            if !platforms.contains(name) { platforms.append(name) }
        }
        return platforms.isEmpty ? "no bootable entry" : platforms.joined(separator: ", ")
    }

    // MARK: What is not known

    /// Rules that could not decide, those with the same reason on one line. That `--quick` reads no content, the last line says.
    private func undecided(_ judgement: Judgement) -> [String] {
        var reasons: [String] = []
        var rules: [String: [String]] = [:]
        for outcome in judgement.outcomes
        where outcome.kind == .open && (judgement.terms.contentRead || outcome.rule.needs != .content) {
            let reason = outcome.reason ?? "no reason given"
            if rules[reason] == nil { reasons.append(reason) }
            rules[reason, default: []].append(outcome.rule.id)
        }
        return reasons.map { reason in
            style.coloured("open", .doubt).padded(to: FindingLines.severityWidth) + "  "
                + (rules[reason] ?? []).map(style.linked).joined(separator: ", ")
                + "  not decided: " + reason.told
        }
    }
}
