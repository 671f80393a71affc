import Bytes
import Digests
import DiscModel
import FileSystems

/// The files as comma-separated values (RFC 4180), one line for each, for spreadsheets and scripts.
struct FileTable: FileWriter {
    private let algorithms: [DigestAlgorithm]

    /// Whether a column says what became of files.
    private let withState: Bool

    init(_ algorithms: [DigestAlgorithm], withState: Bool = false) {
        self.algorithms = algorithms
        self.withState = withState
    }

    var beginning: String {
        CSVRow.line(
            ["path", "kind", "size", "extents", "trees", "modified", "target"]
                + (withState ? ["state", "remains"] : []) + algorithms.map(\.rawValue))
    }

    mutating func lines(of file: ExportedFile) -> String {
        let (row, details) = (file.row, file.details)
        let extents = row.tree.extents(of: row.node).map {
            "\($0.offset / .sector)+\($0.length.sectorsNeeded)"
        }
        var columns = [
            CSVRow.text(row.escapedPath), Self.kind(of: row.node.kind, details), "\(row.node.size)",
            extents.joined(separator: "; "), row.trees.map(\.rawValue).joined(separator: " "),
            details.times[.modified]?.text ?? "",
            CSVRow.text(details.target.map { DisplayName(utf8: $0).escaped } ?? ""),
        ]
        if withState { columns += [row.fate?.word ?? "", row.fate.map { "\($0.remains)" } ?? ""] }
        columns += algorithms.map { algorithm in
            file.digests.first { $0.algorithm == algorithm }?.hex ?? ""
        }
        return CSVRow.line(columns)
    }

    var end: String { "" }
    var notes: [String] { [] }

    private static func kind(of kind: FileTree.NodeKind, _ details: FileDetails) -> String {
        switch kind {
        case .directory: return "directory"
        case .file: return "file"
        case .symbolicLink: return "link"
        case .associated: return "associated file"
        case .device: break
        }
        return switch details.letter {
        case "p": "pipe"
        case "c": "character device"
        case "s": "socket"
        default: "block device"
        }
    }
}
