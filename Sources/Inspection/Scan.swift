import Bytes
import DiscModel
import Sectors
import Surveys

/// Reads a volume once from its first byte to its last and feeds every survey. The only concurrent file of the project:
/// the next chunk is read while each lane of surveys consumes the present one, and a barrier after each chunk bounds what
/// is in memory to two of them.
struct Scan: Sendable {
    /// Bytes read at once; large enough to cost nothing for each, small enough for the caches.
    static let chunkSize = 1 << 20

    let volume: Volume
    /// Lanes that work at the same time; one for each core.
    let lanes: Int
    /// Told after each chunk how far the scan is.
    let progress: (@Sendable (ScanProgress) -> Void)?
    /// Asked before each chunk whether to stop.
    let isCancelled: @Sendable () -> Bool

    struct Outcome: Sendable {
        var facts: [any Facts]
        var gaps: [Gap]
        /// Whether the end was reached.
        var isComplete: Bool
    }

    func run(_ surveys: [any Survey]) async -> Outcome {
        let lanes = Lane.sharing(surveys, among: lanes)
        let reader = Reader(volume: volume)
        var gaps: [Gap] = []
        var next = reader.read(at: 0)
        while !next.isEmpty, !isCancelled() {
            let present = next
            let behind = present.end
            gaps += present.gaps
            // The reader is the only part that may block its thread.
            async let following = reader.reading(at: behind)
            await withTaskGroup(of: Void.self) { group in
                for lane in lanes { group.addTask { await lane.take(present) } }
            }
            progress?(ScanProgress(done: behind, total: volume.size))
            next = await following
        }
        let isComplete = next.isEmpty
        var facts: [any Facts] = []
        for lane in lanes { facts += await lane.finish() }
        return Outcome(facts: facts, gaps: gaps, isComplete: isComplete)
    }
}

/// How far a scan is.
public struct ScanProgress: Sendable {
    public let done: UInt64
    public let total: UInt64
}

/// Surveys that share a core. An actor, so that they are never consumed by two threads at a time.
private actor Lane {
    private var surveys: [any Survey]

    init(_ surveys: [any Survey]) { self.surveys = surveys }

    /// Spreads surveys over lanes, the costliest first, each to the lane that has least to do.
    static func sharing(_ surveys: [any Survey], among count: Int) -> [Lane] {
        var loads = [(cost: Int, surveys: [any Survey])](repeating: (0, []), count: max(1, count))
        for survey in surveys.sorted(by: { $0.cost > $1.cost }) {
            let lightest = loads.indices.min { loads[$0].cost < loads[$1].cost } ?? 0
            loads[lightest].cost += survey.cost
            loads[lightest].surveys.append(survey)
        }
        return loads.filter { !$0.surveys.isEmpty }.map { Lane($0.surveys) }
    }

    func take(_ piece: Piece) {
        for index in surveys.indices {
            for part in piece.parts {
                switch part {
                case .bytes(let chunk): surveys[index].consume(chunk)
                case .missing(let run): surveys[index].miss(run)
                }
            }
        }
    }

    func finish() -> [any Facts] { surveys.indices.map { surveys[$0].finish() } }
}

/// What one read delivered: bytes, and runs between them that could not be read.
private struct Piece: Sendable {
    enum Part: Sendable {
        case bytes(Chunk)
        case missing(DiscMap.Run)
    }

    var parts: [Part] = []
    var gaps: [Gap] = []
    var end: UInt64

    var isEmpty: Bool { parts.isEmpty }
}

/// Reads ahead. After a failed read the chunk is read again sector by sector, so that a bad sector costs itself only.
private struct Reader: Sendable {
    let volume: Volume

    func reading(at offset: UInt64) async -> Piece { read(at: offset) }

    func read(at offset: UInt64) -> Piece {
        var piece = Piece(end: offset)
        guard offset < volume.size else { return piece }
        let count = Int(min(UInt64(Scan.chunkSize), volume.size - offset))
        do throws(ReadFailure) {
            let bytes = try volume.bytes(at: offset, count: count)
            add(bytes, at: offset, of: count, to: &piece)
        } catch {
            for start in stride(from: offset, to: offset + UInt64(count), by: Int(LBA.sectorSize)) {
                readSector(at: start, Int(min(LBA.sectorSize, offset + UInt64(count) - start)), &piece)
            }
        }
        return piece
    }

    private func readSector(at offset: UInt64, _ count: Int, _ piece: inout Piece) {
        do throws(ReadFailure) {
            add(try volume.bytes(at: offset, count: count), at: offset, of: count, to: &piece)
        } catch {
            miss(DiscMap.Run(offset: offset, length: UInt64(count)), .readFailed, error.reason, &piece)
        }
    }

    private func add(_ bytes: [UInt8], at offset: UInt64, of count: Int, to piece: inout Piece) {
        if !bytes.isEmpty { piece.parts.append(.bytes(Chunk(offset: offset, bytes: bytes[...]))) }
        piece.end = offset + UInt64(count)
        guard bytes.count < count else { return }
        // The file has shrunk since it was opened.
        let run = DiscMap.Run(offset: offset + UInt64(bytes.count), length: UInt64(count - bytes.count))
        miss(run, .pastEnd, "the file ends before the size it had when it was opened", &piece)
    }

    /// Neighbouring failures make one gap.
    private func miss(_ run: DiscMap.Run, _ cause: Gap.Cause, _ reason: String, _ piece: inout Piece) {
        piece.parts.append(.missing(run))
        piece.end = run.end
        if let last = piece.gaps.last, last.cause == cause, last.detail == reason, let start = last.place.offset,
            let length = last.place.length, start + length == run.offset
        {
            piece.gaps[piece.gaps.count - 1] = Gap(
                cause, .content, at: Place(offset: start, length: length + run.length), reason)
            return
        }
        piece.gaps.append(Gap(cause, .content, at: Place(offset: run.offset, length: run.length), reason))
    }
}
