import Dispatch
import Synchronization

/// Digests of one stream of bytes that are computed beside the thread that delivers them, in the order of delivery.
///
/// This, `Inspection/Scan.swift` and `Containers/Blocks/BlockStore.swift` are the concurrent files of the project. A lane holds one piece at most: whoever
/// delivers waits for the piece before, so that memory is bounded and every piece has one user at a time.
public final class DigestLane: Sendable {
    private let digests: Mutex<[RunningDigest]>
    private let queue = DispatchQueue(label: "digests")

    public convenience init(_ algorithms: [DigestAlgorithm]) { self.init(algorithms.map(RunningDigest.init)) }

    private init(_ digests: [RunningDigest]) { self.digests = Mutex(digests) }

    /// Takes the next piece, which must stay as it is until `wait` returns.
    ///
    /// - Parameter update: gives the piece to a digest; called once for each of them.
    public func add(_ update: @escaping @Sendable (inout RunningDigest) -> Void) {
        queue.async { [self] in
            digests.withLock { digests in
                for index in digests.indices { update(&digests[index]) }
            }
        }
    }

    /// Returns when all pieces so far are digested.
    public func wait() { queue.sync {} }

    /// A lane that goes on from here with other bytes.
    public func fork() -> DigestLane {
        wait()
        return DigestLane(digests.withLock(\.self))
    }

    /// The digests of what has come so far; more may follow.
    public var results: [Digest] {
        wait()
        return digests.withLock { $0.map { $0.digest() } }
    }
}
