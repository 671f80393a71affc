import ArgumentParser
import Reporting
import SystemPackage

/// Where the reports of one run go.
struct ReportFiles {
    private let files: [(output: Output, file: PendingFile?)]

    static func validate(_ outputs: [Output]) throws {
        if outputs.count(where: { $0.path == nil }) > 1 {
            throw ValidationError("Only one report can go to standard output; give the others a path.")
        }
    }

    /// Opens every report file before the work begins; none may be an input.
    init(_ outputs: [Output], inputs: [String]) throws {
        for output in outputs {
            guard let path = output.path else { continue }
            for input in inputs where ImageFile(path: input).isSame(as: path) || input == path.string {
                throw UsageError("\(path): is an input and is not written over")
            }
        }
        files = try (outputs.isEmpty ? [Output(TextReport.self)] : outputs).map {
            ($0, try $0.path.map { try PendingFile($0) })
        }
    }

    func write(_ report: Report) throws {
        for (output, file) in files {
            let text: String
            do throws(ReportFailure) {
                text = try output.format.write(report)
            } catch {
                file?.discard()
                throw UsageError("cannot write the \(output.format.name) report: \(error)")
            }
            if let file { try file.finish(text) } else { Isocheck.say(text) }
        }
    }
}
