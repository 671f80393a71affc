import Bytes
import DiscModel
import Rules

/// The findings of one image as lines: severity, rule, place and message of each on one, in columns; details indented
/// below it; consequences folded under their cause.
struct FindingLines {
    static let severityWidth = 7
    private static let indent = String(repeating: " ", count: severityWidth + 2)
    /// Places that are listed behind the first.
    private static let morePlaces = 4

    let lines: [String]

    /// Stands in remedies for the arguments of `isocheck convert`.
    private static let anyConversion = "IN.iso OUT.iso"

    /// - Parameters:
    ///   - trees: those of the image, so that one that is alone needs no name.
    ///   - conversion: the arguments that make a plain ISO of this image, ready to be pasted into a shell.
    ///   - style: what the terminal shows.
    init(
        _ judgement: Judgement, of trees: [TreeKind], show: Severity, conversion: String? = nil,
        style: TextStyle = TextStyle()
    ) {
        let isAlone = Set(trees.map(\.records)).count < 2
        let shown = judgement.findings.filter { $0.severity >= show && ($0.accepted == nil || show == .note) }
        let heads = Set(shown.lazy.filter { $0.causedBy == nil }.map(\.rule))
        func isFolded(_ finding: Finding) -> Bool { finding.causedBy.map(heads.contains) ?? false }
        let columns = Columns(shown.filter { !isFolded($0) })
        var lines: [String] = []
        var unfolded = heads
        for finding in shown where !isFolded(finding) {
            lines += Self.block(finding, columns, conversion, style, isAlone: isAlone)
            guard finding.causedBy == nil, unfolded.remove(finding.rule) != nil else { continue }
            let consequences = shown.filter { $0.causedBy == finding.rule }
            let inner = Columns(consequences)
            lines += consequences.flatMap {
                Self.block($0, inner, conversion, style, isAlone: isAlone, isFolded: true)
            }.map { Self.indent + $0 }
        }
        self.lines = lines
    }

    /// Widths at which rules, places and messages of neighbouring findings align.
    private struct Columns {
        let rule: Int
        let place: Int

        init(_ findings: [Finding]) {
            rule = findings.map(\.rule.id.count).max() ?? 0
            place = min(28, findings.map { FindingLines.place($0.places.first).count }.max() ?? 0)
        }
    }

    // MARK: One finding

    private static func block(
        _ finding: Finding, _ columns: Columns, _ conversion: String?, _ style: TextStyle, isAlone: Bool,
        isFolded: Bool = false
    ) -> [String] {
        let message = message(of: finding, isAlone)
        let cells = [
            style.coloured(finding.severity.rawValue, finding.severity.colour).padded(to: severityWidth),
            style.linked(finding.rule.id).padded(to: columns.rule),
            place(finding.places.first).padded(to: columns.place), message,
        ]
        var details = details(of: finding, conversion)
        if let cause = finding.causedBy, !isFolded { details.append("follows from \(cause.id)") }
        return [cells.filter { !$0.isEmpty }.joined(separator: "  ")] + details.map { indent + $0 }
    }

    /// The message, in which tree where it does not say so and the image has several, and how often.
    private static func message(of finding: Finding, _ isAlone: Bool) -> String {
        let first = finding.count > 1 ? " (first of \(grouped(finding.count)))" : ""
        guard let tree = finding.tree, !isAlone, !names(finding.message, tree) else {
            return finding.message.told + first
        }
        return "\(finding.message.told), in the \(tree.word) tree\(first)"
    }

    private static func names(_ message: String, _ tree: TreeKind) -> Bool {
        ["tree", "descriptor", "volume descriptor"].contains { message.contains("\(tree.word) \($0)") }
    }

    private static func place(_ place: Place?) -> String {
        guard let offset = place?.offset else { return "" }
        return "@\(offset)" + (place?.lba.map { " (LBA \($0.number))" } ?? "")
    }

    /// What the line leaves out: the numbers, the file, further places, why it does not count, what to do.
    private static func details(of finding: Finding, _ conversion: String?) -> [String] {
        var lines: [String] = []
        switch (finding.expected, finding.actual) {
        case (let expected?, let actual?):
            lines.append("expected \(shown(expected)), found \(shown(actual))")
        case (let expected?, nil): lines.append("expected \(shown(expected))")
        case (nil, let actual?): lines.append("found \(shown(actual))")
        case (nil, nil): break
        }
        if let path = finding.places.first?.path, !finding.message.contains(path.escaped) {
            lines.append("in \(path.told)")
        }
        let others = finding.places.dropFirst().lazy.map(also).filter { !$0.isEmpty }.prefix(morePlaces)
        lines += others.map { "also  \($0)" }
        let unlisted = finding.count - 1 - others.count
        if unlisted > 0 { lines.append("and \(grouped(unlisted)) more") }
        if let reason = finding.exemption { lines.append("excused: \(reason.told)") }
        if let accepted = finding.accepted { lines.append(accepted.inWords) }
        if let own = finding.ruleSeverity {
            lines.append(
                "the settings make it \(finding.severity.rawValue); the rule itself says \(own.rawValue)")
        }
        if finding.severity >= .warning {
            lines.append(
                "do: \(finding.remedy.replacing(anyConversion, with: conversion ?? anyConversion))")
        }
        return lines
    }

    private static func shown(_ value: String) -> String {
        if value.isEmpty { return "nothing" }
        return value.contains { $0 != " " } ? value.told : "\"\(value)\""
    }

    /// A further place in words; nothing where there is nothing to tell it by.
    private static func also(_ other: Place) -> String {
        let path = other.path.flatMap { other.note?.contains($0.escaped) ?? false ? nil : $0.told }
        return ([place(other)] + [path, other.note?.told].compactMap(\.self)).filter { !$0.isEmpty }
            .joined(separator: "  ")
    }
}

extension Severity {
    fileprivate var colour: TextStyle.Colour {
        switch self {
        case .error: .bad
        case .warning: .doubt
        case .note: .quiet
        }
    }
}
