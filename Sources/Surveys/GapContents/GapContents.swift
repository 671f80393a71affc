import Bytes
import ContentTypes
public import DiscModel
import Glibc
public import Sectors

/// Looks at the bytes that no reader claimed, and at the unused ends of claimed blocks: zero, or what?
public enum GapContents {
    /// Bytes read at once, and bytes shown to libmagic.
    private static let chunk = 1 << 20
    private static let head = 64 << 10
    /// Pieces that libmagic is asked about: it takes two milliseconds for each, and a list of the first few hundred says
    /// what an image hides.
    private static let nameLimit = 200

    /// Reads all unclaimed runs and all slack of `disc`.
    public static func survey(_ volume: Volume, of disc: Disc) -> GapContentsFacts {
        var gaps: [Gap] = []
        let types = ContentTypes()
        var runs: [UnclaimedContent] = []
        var asked = 0
        for run in disc.map.unclaimed {
            runs.append(content(of: run, in: volume, asked < nameLimit ? types : nil, &gaps))
            asked += runs.last?.pieces.count { $0.mark == nil } ?? 0
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
            // Ends with a sector, so that no sector is cut in two.
            let count = Int(min(UInt64(chunk) - at % 2048, run.end - at))
            guard let bytes = read(volume, at, count, &gaps), !bytes.isEmpty else { break }
            if !bytes.isFilled(with: 0) {
                examine(bytes, at: at, &pieces, &nonZeroSectors)
            }
            at += UInt64(bytes.count)
        }
        return UnclaimedContent(
            run: run, read: at - run.offset, nonZeroSectors: nonZeroSectors,
            pieces: pieces.enumerated().map { index, piece in
                named(piece, volume, index < nameLimit ? types : nil, &gaps)
            })
    }

    /// Cuts a chunk into sectors and gathers neighbouring non-zero ones into pieces. A piece goes on while the sectors
    /// carry the same mark, and, where there is none, while no sector starts like a file.
    private static func examine(
        _ bytes: [UInt8], at offset: UInt64, _ pieces: inout [UnclaimedContent.Piece], _ nonZero: inout Int
    ) {
        var start = 0
        while start < bytes.count {
            let place = offset + UInt64(start)
            // A run may begin inside a sector, behind a claim that is not a whole one.
            let count = min(bytes.count - start, 2048 - Int(place % 2048))
            let sector = [UInt8](bytes[start..<start + count])
            start += count
            guard !sector.isFilled(with: 0) else { continue }
            nonZero += 1
            let mark = SectorMark.of(Record(sector))
            let magic = mark == nil ? ContentMagic.of(sector) : nil
            if let last = pieces.last, last.end == place, mark == last.mark, magic == nil {
                pieces[pieces.count - 1].length += UInt64(count)
            } else if pieces.count < UnclaimedContent.pieceLimit {
                pieces.append(
                    .init(offset: place, length: UInt64(count), mark: mark, magic: magic, type: nil))
            }
        }
    }

    private static func named(
        _ piece: UnclaimedContent.Piece, _ volume: Volume, _ types: ContentTypes?, _ gaps: inout [Gap]
    ) -> UnclaimedContent.Piece {
        guard piece.mark == nil else { return piece }
        var piece = piece
        let count = Int(min(UInt64(head), piece.length))
        guard let bytes = read(volume, piece.offset, count, &gaps) else { return piece }
        piece.type = types?.name(of: bytes)
        if piece.magic == nil, bytes.count == head, isDense(bytes) { piece.magic = .dense }
        return piece
    }

    /// Whether the bytes are spread as evenly as only encryption and compression spread them: more than 7.9 bits of
    /// information in a byte.
    private static func isDense(_ bytes: [UInt8]) -> Bool {
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        let total = Double(bytes.count)
        let bits = counts.reduce(0.0) { sum, count in
            count == 0 ? sum : sum - Double(count) / total * log2(Double(count) / total)
        }
        return bits > 7.9
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
