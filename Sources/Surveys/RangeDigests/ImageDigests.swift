public import Digests
public import DiscModel

/// The digests of the image's files as they are stored, the ones that a person would compute beside isocheck.
public struct ImageDigests: Facts {
    public static let subject = "image digests"

    /// File by file in the order of the container, then by algorithm.
    public let requests: [DigestRequest]

    public init(_ requests: [DigestRequest]) { self.requests = requests }

    /// - Parameter sizes: of the container's files, in their order.
    public static func requests(_ algorithms: Set<DigestAlgorithm>, of sizes: [UInt64]) -> [DigestRequest] {
        var start: UInt64 = 0
        return sizes.flatMap { size -> [DigestRequest] in
            defer { start += size }
            return DigestAlgorithm.allCases.filter(algorithms.contains).map {
                DigestRequest($0, of: [start..<start + size], in: .files)
            }
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
