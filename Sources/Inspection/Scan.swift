import Bytes
import Checksums
import DiscModel
import Dispatch
import Readers
import Sectors
import Synchronization

/// Reads what surveys want to see once, from the first file to the last, and feeds every survey.
///
/// One of the concurrent files of the project, beside `Digests/DigestLane.swift` and `Containers/Blocks/BlockStore.swift`: while the next piece is read, each
/// survey consumes the present one on whatever core is free, and all wait for one another before they go on. So a survey
/// is never entered by two threads, and two pieces are all that is ever in memory.
struct Scan {
    /// Told before each piece how far the scan is; false stops it.
    let goesOn: @Sendable (WorkProgress) -> Bool

    struct Outcome {
        /// What each survey measured, in their order.
        var facts: [any Facts] = []
        var gaps: [Gap] = []
        /// Bytes of the files that were read or tried.
        var done: UInt64 = 0
        var isComplete = true
    }

    func run(_ surveys: [any Survey], over volume: Volume) -> Outcome {
        let all = surveys.map { (cost: $0.cost, desk: Desk($0)) }
        let desks = all.sorted { $0.cost > $1.cost }.map(\.desk)
        let reader = PieceReader(volume, for: surveys)
        let following = Mutex(reader.piece(at: .init()))
        var outcome = Outcome()
        while let piece = following.withLock(\.self) {
            guard goesOn(WorkProgress(done: outcome.done, total: reader.total)) else {
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
        outcome.facts = all.map { $0.desk.finish() }
        return outcome
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
