import Bytes
import Digests
import DiscModel
import FileSystems

/// The files as comma-separated values (RFC 4180), one line for each, for spreadsheets and scripts.
struct FileTable: FileWriter {
    private let algorithms: [DigestAlgorithm]

    init(_ algorithms: [DigestAlgorithm]) { self.algorithms = algorithms }

    var beginning: String {
        CSVRow.line(
            ["path", "kind", "size", "extents", "trees", "modified", "target"] + algorithms.map(\.rawValue))
    }

    mutating func lines(of file: ExportedFile) -> String {
        let (row, details) = (file.row, file.details)
        let extents = row.tree.extents(of: row.node).map {
            "\($0.offset / .sector)+\($0.length.sectorsNeeded)"
        }
        return CSVRow.line(
            [
                CSVRow.text(row.escapedPath), Self.kind(of: row.node.kind, details), "\(row.node.size)",
                extents.joined(separator: "; "), row.trees.map(\.rawValue).joined(separator: " "),
                details.times[.modified]?.text ?? "",
                CSVRow.text(details.target.map { DisplayName(utf8: $0).escaped } ?? ""),
            ]
                + algorithms.map { algorithm in
                    file.digests.first { $0.algorithm == algorithm }?.hex ?? ""
                })
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
