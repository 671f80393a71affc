import Checksums
import DiscModel
import Dispatch
import Sectors
import Surveys
import Synchronization

/// Reads everything once, from the first byte of the first file to the last byte of the last, and feeds every survey.
///
/// One of two concurrent files of the project, beside `Digests/DigestLane.swift`: while the next piece is read, each
/// survey consumes the present one on whatever core is free, and all wait for one another before they go on. So a survey
/// is never entered by two threads, and two pieces are all that is ever in memory.
struct Scan {
    /// Told before each piece how far the scan is; false stops it.
    let goesOn: @Sendable (ScanProgress) -> Bool

    struct Outcome {
        var facts: [any Facts] = []
        var gaps: [Gap] = []
        /// Bytes of the files that were read or tried.
        var done: UInt64 = 0
        var isComplete = true
    }

    func run(_ surveys: [any Survey], over volume: Volume) -> Outcome {
        let desks = surveys.sorted { $0.cost > $1.cost }.map(Desk.init)
        let reader = PieceReader(volume)
        let following = Mutex(reader.piece(at: .init()))
        var outcome = Outcome()
        while let piece = following.withLock(\.self) {
            guard goesOn(ScanProgress(done: outcome.done, total: reader.total)) else {
                outcome.isComplete = false
                break
            }
            // The first turn reads ahead: it may have to wait for a drive while the others compute.
            DispatchQueue.concurrentPerform(iterations: desks.count + 1) { turn in
                if turn > 0 { return desks[turn - 1].take(piece) }
                let next = reader.piece(at: piece.next)
                following.withLock { $0 = next }
            }
            outcome.gaps += piece.gaps
            outcome.done += piece.byteCount
        }
        outcome.facts = desks.map { $0.finish() }
        return outcome
    }
}

/// How far a scan is, in bytes of the container's files.
public struct ScanProgress: Sendable {
    public let done: UInt64
    public let total: UInt64
    /// Sectors so far that differ or cannot be read.
    public let faults: UInt64

    public init(done: UInt64, total: UInt64, faults: UInt64 = 0) {
        self.done = done
        self.total = total
        self.faults = faults
    }
}

/// A survey at work. The lock is never contended, since the scan gives each desk one piece at a time; it is what lets the
/// compiler see that.
private final class Desk: Sendable {
    private let survey: Mutex<any Survey>

    init(_ survey: any Survey) { self.survey = Mutex(survey) }

    func take(_ piece: Piece) {
        survey.withLock { survey in
            for part in survey.feed == .files ? piece.files : piece.data {
                switch part {
                case .bytes(let bytes, let offset): survey.consume(bytes, at: offset)
                case .missing(let run): survey.miss(run)
                }
            }
        }
    }

    func finish() -> any Facts { survey.withLock { $0.finish() } }
}
