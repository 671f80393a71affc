import Checksums
public import Digests
public import DiscModel
import FileSystems

/// The files of a disc in the formats that other people's tools take in: tables, timelines and forensic suites.
public struct FileExport {
    public enum Format: String, Sendable, CaseIterable {
        /// Comma-separated values (RFC 4180).
        case csv
        /// The body file of the Sleuth Kit 3, which `mactime` turns into a timeline.
        case bodyfile
        /// Digital Forensics XML 2.0.
        case dfxml

        /// The digests that it has room for.
        public var algorithms: Set<DigestAlgorithm> {
            switch self {
            case .csv: Set(DigestAlgorithm.allCases)
            case .bodyfile: [.md5]
            case .dfxml: Set(DigestAlgorithm.allCases).subtracting([.crc32])
            }
        }
    }

    /// What a listing says of itself.
    public struct Origin: Sendable {
        /// The name of the image, and the version of the program.
        public let image: DisplayName
        public let version: String

        public init(image: DisplayName, version: String) {
            self.image = image
            self.version = version
        }
    }

    /// What its reader has to know besides, in words that follow the image's name.
    public struct Remarks: Sendable {
        /// What is not there although it was asked for.
        public fileprivate(set) var missing: [String] = []
        /// How what is there is to be taken.
        public internal(set) var notes: [String] = []
        private var more = 0

        /// Of more nobody reads each.
        private static let limit = 1_000

        fileprivate mutating func miss(_ what: @autoclosure () -> String) {
            if missing.count < Self.limit { missing.append(what()) } else { more += 1 }
        }

        fileprivate var whole: Remarks {
            var whole = self
            if more > 0 { whole.missing.append("\(more) more digests are missing") }
            return whole
        }
    }

    /// Bytes that are written at once.
    private static let piece = 1 << 16

    /// Writes the files piece by piece; only one piece is ever held.
    ///
    public static func write(
        _ disc: Disc, as format: Format, _ choice: FileChoice = .shown(nil),
        digests: Set<DigestAlgorithm> = [],
        of origin: Origin, _ write: ([UInt8]) throws -> Void
    ) rethrows -> Remarks {
        let algorithms = DigestAlgorithm.allCases.filter(digests.contains)
        var writer: any FileWriter =
            switch format {
            case .csv: FileTable(algorithms, withState: choice.isDeleted)
            case .bodyfile: BodyFile()
            case .dfxml: DFXML(disc, origin)
            }
        var remarks = Remarks()
        var text = writer.beginning
        try FileRow.each(of: choice, in: disc) { row in
            let details = row.details
            let entry = ExportedFile(
                row: row, details: details,
                digests: row.node.kind == .file
                    ? known(algorithms, row, disc, &remarks) : [])
            text += writer.lines(of: entry)
            guard text.utf8.count > piece else { return }
            try write(Array(text.utf8))
            text = ""
        }
        text += writer.end
        try write(Array(text.utf8))
        remarks.notes = writer.notes
        return remarks.whole
    }

    private static func known(
        _ algorithms: [DigestAlgorithm], _ row: FileRow, _ disc: Disc, _ remarks: inout Remarks
    ) -> [Digest] {
        let obstacle = row.tree.obstacle(of: row.index)
        return algorithms.compactMap { algorithm in
            let request = DigestRequest(
                algorithm, ofFile: Array(row.tree.extents(of: row.node)), holes: row.tree.holes(of: row.index)
            )
            let outcome = obstacle == nil ? disc.outcome(of: request) : nil
            if let digest = outcome?.digest { return digest }
            remarks.miss(
                "\(row.escapedPath) has no \(algorithm.title): "
                    + (obstacle ?? outcome?.obstacle ?? "the content was not read"))
            return nil
        }
    }
}

/// A file with what is written of it.
struct ExportedFile {
    let row: FileRow
    let details: FileDetails
    let digests: [Digest]
}

/// Writes a list of files in one of the formats.
protocol FileWriter {
    var beginning: String { get }
    mutating func lines(of file: ExportedFile) -> String
    var end: String { get }
    /// How what was written is to be taken.
    var notes: [String] { get }
}
