import ArgumentParser
import DiscModel
import Reporting
import SystemPackage

/// Where the reports of one run go. Each gets what is said of an image as soon as that was looked at.
struct ReportFiles {
    private var reports: [Unfinished]
    private var hasReader = true

    private struct Unfinished {
        var format: any ReportFormat
        let name: String
        /// Nil for standard output.
        let file: PendingFile?
    }

    /// - Parameters:
    ///   - quick: whether no digest is computed.
    ///   - others: what else is written.
    static func validate(_ outputs: [Output], quick: Bool, besides others: [FilePath] = []) throws {
        if quick, let output = outputs.first(where: { $0.format.namesByDigest }) {
            throw ValidationError(
                "\(output.format.name) names an image by its SHA-256, which --quick does not compute.")
        }
        if outputs.count(where: { $0.path == nil }) > 1 {
            throw ValidationError("Only one report can go to standard output; give the others a path.")
        }
        let paths = (outputs.compactMap(\.path) + others).map { $0.lexicallyNormalized() }
        if let path = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
            throw ValidationError("\(path): two outputs cannot go to one file.")
        }
    }

    /// Opens every report file before the work begins; none may be an input.
    ///
    /// - Parameter colour: when a text report on standard output has colours.
    init(_ outputs: [Output], inputs: [String], colour: ColourMode) throws {
        reports = try (outputs.isEmpty ? [Output(TextReport.self)] : outputs).map {
            Unfinished(
                format: $0.path == nil && $0.format == TextReport.self
                    ? TextReport(style: Terminal.output.style(colour)) : $0.format.init(),
                name: $0.format.name,
                file: try $0.path.map { try PendingFile($0, sparing: inputs) })
        }
    }

    /// Writes what can be said of an image that was just looked at.
    mutating func add(_ image: Report.Image, to report: Report) throws {
        for index in reports.indices {
            try write(index) { format throws(ReportFailure) in try format.add(image, to: report) }
        }
    }

    /// Writes the end of every report; then the files appear.
    mutating func end(_ report: Report) throws {
        for index in reports.indices {
            try write(index) { format throws(ReportFailure) in try format.end(report) }
        }
        try PendingFile.finish(reports.compactMap(\.file))
    }

    private mutating func write(
        _ index: Int, _ part: (inout any ReportFormat) throws(ReportFailure) -> String
    ) throws {
        let text: String
        do throws(ReportFailure) {
            text = try part(&reports[index].format)
        } catch {
            throw UsageError("cannot write the \(reports[index].name) report: \(error)")
        }
        if let file = reports[index].file { try file.write(text) } else if hasReader { try say(text) }
    }

    /// A reader that hangs up ends the run, unless there are files to be written.
    private mutating func say(_ text: String) throws {
        do {
            try Isocheck.say(text)
        } catch RunStatus.hungUp where reports.contains(where: { $0.file != nil }) {
            hasReader = false
        }
    }
}
