import Bytes
public import Digests
public import DiscModel

/// The digests of the image's files as they are stored, the ones that a person would compute beside isocheck.
public struct ImageDigests: Facts {
    public static let subject = "image digests"

    public struct File: Sendable {
        /// Its name in the folder.
        public let name: DisplayName
        /// By algorithm; none for a file without a byte.
        public let requests: [DigestRequest]
    }

    /// In the order of the container; last the compressed file that they were unpacked from, if they were.
    public let files: [File]

    public var requests: [DigestRequest] { files.flatMap(\.requests) }

    /// - Parameter files: of the image, in their order.
    public init(_ algorithms: Set<DigestAlgorithm>, of files: [(name: String, size: UInt64)]) {
        var start: UInt64 = 0
        self.files = files.map { name, size in
            let end = start.adding(size)
            defer { start = end }
            let chosen = size == 0 ? [] : DigestAlgorithm.allCases.filter(algorithms.contains)
            return File(
                name: DisplayName(utf8: Array(name.utf8)),
                requests: chosen.map { DigestRequest($0, of: [start..<end], in: .files) })
        }
    }
}

/// How far the pass over the content came.
public struct ScanFacts: Facts {
    public static let subject = "scan"

    /// Whether the end was reached; false when a person stopped it.
    public let isComplete: Bool
    /// Bytes of the files that were read or tried.
    public let done: UInt64
    public let gaps: [Gap]

    public init(isComplete: Bool, done: UInt64, gaps: [Gap]) {
        self.isComplete = isComplete
        self.done = done
        self.gaps = gaps
    }
}
