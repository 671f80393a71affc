import ArgumentParser
import Reporting
import SystemPackage

/// Where one report goes: `FORMAT` on standard output, or `FORMAT=PATH` to a file.
struct Output: ExpressibleByArgument {
    let format: any ReportFormat.Type
    let path: FilePath?

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let format = ReportFormats.format(named: String(name)) else {
            return nil
        }
        self.format = format
        path = parts.count == 2 && !parts[1].isEmpty ? FilePath(String(parts[1])) : nil
        if parts.count == 2, path == nil { return nil }
    }

    private init(_ format: any ReportFormat.Type, _ path: FilePath?) {
        self.format = format
        self.path = path
    }

    /// The same, of a file that is named as seen from a folder.
    func inside(_ folder: String) -> Output {
        Output(format, path.map { FilePath(SettingsFolder.path($0.string, in: folder)) })
    }

    init(_ format: any ReportFormat.Type) {
        self.format = format
        path = nil
    }

    static var allValueStrings: [String] { ReportFormats.all.map { $0.name } }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
