import Bytes
public import DiscModel
import FileSystems
public import Readers

/// Says what stands where nobody owns anything: what was seen there in the pass, without what further volumes and orphans
/// turned out to own of it.
public struct GapContents: LastReader {
    public static let needs: [any Facts.Type] = [
        UnclaimedBytesFacts.self, FurtherVolumesFacts.self, OrphansFacts.self,
    ]
    public static let scope = Scope.unclaimed

    public init() {}

    public func read(_ context: DiscContext) -> GapContentsFacts? {
        let disc = context.disc
        guard let before = disc.facts(UnclaimedBytesFacts.self) else { return nil }
        let since =
            (disc.facts(FurtherVolumesFacts.self)?.claims.count ?? 0)
            + (disc.facts(OrphansFacts.self)?.claims.count ?? 0)
        let runs =
            since == 0
            ? before.runs.map { Self.content(of: $0.run, in: $0) }
            : Self.left(of: before.runs, in: disc.map.unclaimed)
        return GapContentsFacts(
            runs: runs, slack: since == 0 ? before.slack : Self.slack(before.slack, since, context),
            claims: Self.claims(from: runs, upTo: disc.map.run.end))
    }

    // MARK: Without what was claimed since

    /// What is left of the runs once more is claimed: each run of the map lies within one of those that were seen.
    private static func left(of seen: [SeenRun], in unclaimed: [DiscMap.Run]) -> [UnclaimedContent] {
        unclaimed.compactMap { run in
            let index = seen.partitioningIndex { $0.run.end > run.offset }
            return index < seen.count ? content(of: run, in: seen[index]) : nil
        }
    }

    private static func content(of run: DiscMap.Run, in whole: SeenRun) -> UnclaimedContent {
        let read = whole.seen.reduce(UInt64(0)) { sum, part in
            let (start, end) = (max(part.offset, run.offset), min(part.end, run.end))
            return sum + (end - min(start, end))
        }
        guard run != whole.run else {
            return UnclaimedContent(
                run: run, read: read, nonZeroSectors: whole.nonZeroSectors, pieces: whole.pieces)
        }
        let pieces = whole.pieces.compactMap { piece -> UnclaimedContent.Piece? in
            let (start, end) = (max(piece.offset, run.offset), min(piece.end, run.end))
            guard start < end else { return nil }
            // Its name is that of its beginning.
            return start == piece.offset
                ? piece.part(start, end - start)
                : .init(offset: start, length: end - start, mark: piece.mark, magic: nil, type: nil)
        }
        let sectors = pieces.reduce(0) { sum, piece in
            sum
                + Int(
                    piece.end.sectorsNeeded - piece.offset / .sector)
        }
        return UnclaimedContent(run: run, read: read, nonZeroSectors: sectors, pieces: pieces)
    }

    /// The ends of blocks that nobody owned since, as seen; and those of what was claimed since, which are read only now,
    /// since nobody knew them before.
    ///
    /// - Parameter since: claims that were made after the pass.
    private static func slack(
        _ seen: [SlackContent], _ since: Int, _ context: DiscContext
    ) -> [SlackContent] {
        guard context.scope.contains(.content) else { return [] }
        let disc = context.disc
        // The claims of the readers that spoke last stand last.
        let first = Int32(clamping: disc.map.structures.count - since)
        let ends = BlockEnd.all(of: disc)
        let known = Dictionary(seen.map { ($0.offset, $0) }, uniquingKeysWith: { first, _ in first })
        return ends.compactMap { end in
            guard case .structure(let index) = end.owner, index >= first else {
                return known[end.run.offset].flatMap { $0.length == end.run.length ? $0 : nil }
            }
            guard context.goesOn(),
                let bytes = try? context.volume.bytes(at: end.run.offset, count: Int(end.run.length)),
                !bytes.isFilled(with: 0)
            else { return nil }
            return SlackContent(end, EndContent(bytes[...], in: bytes[...]))
        }
    }

    // MARK: Owners

    /// What can be named with certainty gets an owner: checksum tags, and the zeros that end the image.
    private static func claims(from runs: [UnclaimedContent], upTo size: UInt64) -> [Claim] {
        var claims: [Claim] = []
        for content in runs {
            for piece in content.pieces where piece.mark == .libisofsTag {
                claims.append(
                    Claim(.checksum, offset: piece.offset, length: piece.length, "libisofs checksum tag"))
            }
            if content.run.end == size, content.read == content.run.length {
                let zeroStart = content.pieces.last?.end ?? content.run.offset
                if content.pieces.count < UnclaimedContent.pieceLimit, zeroStart < size {
                    claims.append(
                        Claim(.padding, offset: zeroStart, length: size - zeroStart, "zero padding"))
                }
            }
        }
        return claims
    }
}
