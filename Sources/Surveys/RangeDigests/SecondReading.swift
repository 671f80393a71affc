import Bytes
import Checksums
import Digests
import DiscModel
import Sectors

/// Digests what the one pass could not: content whose pieces do not lie in order, what is packed, and what overlaps too much else. Such
/// bytes are read again by offset, request by request, so that nothing is left out silently.
struct SecondReading {
    /// Bytes read at once.
    private static let pieceSize: UInt64 = 1 << 20
    /// Told before each piece; false stops it.
    let goesOn: () -> Bool
    private let volume: Volume
    /// Bytes that may still be read. An image whose files all overlap would otherwise make us read it once for each.
    private var budget: UInt64

    init(_ volume: Volume, goesOn: @escaping () -> Bool) {
        self.volume = volume
        self.goesOn = goesOn
        budget = volume.size.times(8).adding(64 << 20)
    }

    mutating func answer(_ digests: inout DigestFacts) {
        for request in digests.forSecondReading where request.feed == .data {
            digests.replace(request, with: outcome(of: request))
        }
    }

    private mutating func outcome(of request: DigestRequest) -> DigestOutcome {
        guard request.byteCount <= budget else {
            return DigestOutcome(nil, obstacle: "its bytes are shared by too many others to be read again")
        }
        budget -= request.byteCount
        if let packing = request.packing { return outcome(of: request, packing) }
        var digest = RunningDigest(request.algorithm)
        var marks = request.marks[...]
        var noted: [Digest] = []
        var holes = request.holes[...]
        var position: UInt64 = 0
        func passHoles() -> Bool {
            while let hole = holes.first, hole.position <= position {
                guard digest.update(zeros: hole.length, goesOn) else { return false }
                position += hole.length
                holes = holes.dropFirst()
            }
            return true
        }
        for range in request.ranges {
            guard passHoles() else { return .stopped }
            position += UInt64(range.count)
            var at = range.lowerBound
            while at < range.upperBound {
                guard goesOn() else { return .stopped }
                let end = min(
                    range.upperBound, at.adding(Self.pieceSize), marks.first.map { max($0, at + 1) } ?? .max)
                do throws(ReadFailure) {
                    let bytes = try volume.bytes(at: at, count: Int(end - at))
                    guard UInt64(bytes.count) == end - at else {
                        let stop = at + UInt64(bytes.count)
                        return DigestOutcome(
                            nil,
                            obstacle: stop < volume.size
                                ? "the image holds no sector at offset \(stop)"
                                : "the image ends at offset \(stop)")
                    }
                    digest.update(Self.filled(bytes, at: at, by: request.fills)[...])
                } catch {
                    let why = "\(error.count) bytes at offset \(error.offset) could not be read"
                    return DigestOutcome(nil, obstacle: why)
                }
                at = end
                while let mark = marks.first, mark <= at {
                    noted.append(digest.digest())
                    marks = marks.dropFirst()
                }
            }
        }
        return passHoles() ? DigestOutcome(digest.digest(), marks: noted) : .stopped
    }

    /// The digest of what the bytes unpack to.
    private mutating func outcome(of request: DigestRequest, _ packing: BlockPacking) -> DigestOutcome {
        guard packing.size <= budget else {
            return DigestOutcome(nil, obstacle: "it unpacks to more than is read of such an image")
        }
        budget -= packing.size
        var digest = RunningDigest(request.algorithm)
        var isStopped = false
        let volume = volume
        let unpacker = BlockUnpacker(packing: packing, ranges: request.ranges) {
            (at, count) throws(ReadFailure) in try volume.bytes(at: at, count: count)
        }
        do throws(BlockUnpacker.Trouble) {
            try unpacker.unpack { block in
                digest.update(block[...])
                isStopped = !goesOn()
                return !isStopped
            }
        } catch {
            switch error {
            case .unread(let why): return DigestOutcome(nil, obstacle: why)
            case .damaged(let why):
                var outcome = DigestOutcome(digest.digest())
                outcome.damage = why
                return outcome
            }
        }
        return isStopped ? .stopped : DigestOutcome(digest.digest())
    }

    /// The bytes with those replaced that count as others.
    private static func filled(
        _ bytes: [UInt8], at offset: UInt64, by fills: [DigestRequest.Fill]
    ) -> [UInt8] {
        let here = offset..<offset + UInt64(bytes.count)
        var bytes = bytes
        for fill in fills where fill.range.overlaps(here) {
            for position in fill.range.clamped(to: here) { bytes[Int(position - offset)] = fill.byte }
        }
        return bytes
    }
}

extension DigestOutcome {
    fileprivate static var stopped: DigestOutcome { DigestOutcome(nil, obstacle: "the scan was stopped") }
}

extension RunningDigest {
    /// Adds zeros; false where it was told to stop.
    fileprivate mutating func update(zeros count: UInt64, _ goesOn: () -> Bool) -> Bool {
        let piece = [UInt8](repeating: 0, count: Int(min(count, 1 << 20)))
        var left = count
        while left > 0 {
            guard goesOn() else { return false }
            let part = min(left, UInt64(piece.count))
            update(piece[..<Int(part)])
            left -= part
        }
        return true
    }
}
