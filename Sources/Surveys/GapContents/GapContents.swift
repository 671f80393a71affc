import Bytes
import ContentTypes
public import DiscModel
public import Sectors

/// Looks at the bytes that no reader claimed, and at the unused ends of claimed blocks: zero, or what?
public enum GapContents {
    /// Bytes read at once, and bytes shown to libmagic.
    private static let chunk = 1 << 20
    private static let head = 64 << 10

    /// Reads all unclaimed runs and all slack of `disc`.
    public static func survey(_ volume: Volume, of disc: Disc) -> GapContentsFacts {
        var gaps: [Gap] = []
        let types = ContentTypes()
        var runs: [UnclaimedContent] = []
        for run in disc.map.unclaimed {
            runs.append(content(of: run, in: volume, types, &gaps))
        }
        return GapContentsFacts(
            runs: runs, slack: slack(volume, of: disc, &gaps), claims: claims(from: runs, size: disc.size),
            gaps: gaps,
            namesContent: types != nil)
    }

    private static func content(
        of run: DiscMap.Run, in volume: Volume, _ types: ContentTypes?, _ gaps: inout [Gap]
    ) -> UnclaimedContent {
        var pieces: [UnclaimedContent.Piece] = []
        var nonZeroSectors = 0
        var at = run.offset
        while at < run.end {
            let count = Int(min(UInt64(chunk), run.end - at))
            guard let bytes = read(volume, at, count, &gaps), !bytes.isEmpty else { break }
            if !bytes.isFilled(with: 0) {
                examine(bytes, at: at, &pieces, &nonZeroSectors)
            }
            at += UInt64(bytes.count)
        }
        return UnclaimedContent(
            run: run, read: at - run.offset, nonZeroSectors: nonZeroSectors,
            pieces: pieces.map { named($0, volume, types, &gaps) })
    }

    /// Cuts a chunk into sectors and gathers neighbouring non-zero ones that say the same into pieces.
    private static func examine(
        _ bytes: [UInt8], at offset: UInt64, _ pieces: inout [UnclaimedContent.Piece], _ nonZero: inout Int
    ) {
        var start = 0
        while start < bytes.count {
            let sector = [UInt8](bytes[start..<min(bytes.count, start + 2048)])
            let place = offset + UInt64(start)
            start += sector.count
            guard !sector.isFilled(with: 0) else { continue }
            nonZero += 1
            let mark = SectorMark.of(sector)
            if let last = pieces.last, last.end == place, mark == nil || mark == last.mark, pieces.count > 0 {
                pieces[pieces.count - 1].length += UInt64(sector.count)
            } else if pieces.count < UnclaimedContent.pieceLimit {
                pieces.append(.init(offset: place, length: UInt64(sector.count), mark: mark, type: nil))
            }
        }
    }

    private static func named(
        _ piece: UnclaimedContent.Piece, _ volume: Volume, _ types: ContentTypes?, _ gaps: inout [Gap]
    ) -> UnclaimedContent.Piece {
        guard piece.mark == nil, let types else { return piece }
        var piece = piece
        let count = Int(min(UInt64(head), piece.length))
        if let bytes = read(volume, piece.offset, count, &gaps) { piece.type = types.name(of: bytes) }
        return piece
    }

    /// The unused ends of blocks, each once, where no other claim covers them.
    private static func slack(_ volume: Volume, of disc: Disc, _ gaps: inout [Gap]) -> [SlackContent] {
        var found: [SlackContent] = []
        let spans = disc.map.spans
        var reached: UInt64 = 0
        for (index, span) in spans.enumerated() {
            reached = max(reached, span.end)
            let next = index + 1 < spans.count ? spans[index + 1].offset : disc.size
            let start = max(span.end, reached)
            let end = min(span.blockEnd, max(next, start))
            guard end > start else { continue }
            reached = max(reached, end)
            guard let bytes = read(volume, start, Int(end - start), &gaps), !bytes.isFilled(with: 0) else {
                continue
            }
            let nonZero = bytes.count { $0 != 0 }
            found.append(
                SlackContent(
                    owner: span.owner, offset: start, length: UInt64(bytes.count), nonZeroBytes: nonZero))
        }
        return found
    }

    private static func read(_ volume: Volume, _ offset: UInt64, _ count: Int, _ gaps: inout [Gap])
        -> [UInt8]?
    {
        do throws(ReadFailure) {
            return try volume.bytes(at: offset, count: count)
        } catch {
            let place = Place(offset: offset, length: UInt64(count), field: "unclaimed")
            gaps.append(
                Gap(
                    .readFailed, .content, at: place,
                    "reading \(error.count) bytes at offset \(error.offset): \(error.reason)"))
            return nil
        }
    }

    /// What can be named with certainty gets an owner: checksum tags, and the zeros that end the image.
    private static func claims(from runs: [UnclaimedContent], size: UInt64) -> [Claim] {
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
