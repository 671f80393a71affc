import Bytes
import DiscModel
import FileSystems
import Surveys

/// Bytes that nothing owns and nothing explains: what is left of the unclaimed pieces when checksum tags, signatures,
/// partitions, further volumes and the rest of boot images are taken away.
struct HiddenSpace {
    /// Pieces that nothing explains, inside the declared volume and behind it.
    let inside: [UnclaimedContent.Piece]
    let behind: [UnclaimedContent.Piece]
    /// Why it cannot be told whether they are hidden; nil when it can.
    let doubt: String?
    /// Whether files come and go in it, as on a disk: then what is free holds what was deleted, by right.
    let isRewritten: Bool

    /// nil when the bytes were not read, or no file system was.
    init?(of disc: Disc) {
        guard let contents = disc.gapContents, !disc.trees.isEmpty || disc.iso != nil else { return nil }
        let volumeEnd = ImageTail(of: disc)?.volumeEnd
        guard volumeEnd != nil || disc.iso == nil else { return nil }
        isRewritten = volumeEnd == nil
        let reasons = Reasons(disc)
        var inside: [UnclaimedContent.Piece] = []
        var behind: [UnclaimedContent.Piece] = []
        for piece in contents.runs.lazy.flatMap(\.pieces) where !reasons.explain(piece) {
            let end = volumeEnd ?? piece.end
            if piece.offset >= end {
                behind.append(piece)
            } else if let cut = piece.cut(at: end) {
                inside.append(cut.before)
                behind.append(cut.after)
            } else {
                inside.append(piece)
            }
        }
        self.inside = inside
        self.behind = behind
        doubt = inside.isEmpty && behind.isEmpty ? nil : Self.doubt(about: disc)
    }

    /// Why what no structure that was read leads to may belong to something all the same.
    static func doubt(about disc: Disc) -> String? {
        let other = disc.unreadSystems
        if other.any {
            return
                "the image also carries \(other.inWords), which isocheck does not read, so files only there cannot be told from hidden data"
        }
        let gap = disc.gaps.first { $0.structure == .directory || $0.structure == .directoryRecord }
        return gap.map {
            "a directory could not be read (\($0.detail)), so its files cannot be told from hidden data"
        }
    }
}

/// What explains a piece of unclaimed bytes.
private struct Reasons {
    private let ranges: [DiscMap.Run]

    init(_ disc: Disc) {
        var ranges = disc.systemArea?.outerPartitions ?? []
        // A boot image of which only the sectors to be loaded are known may be longer.
        for image in disc.elTorito?.images ?? [] where image.lengthSource == .sectorCount {
            let end = image.offset.adding(max(1, image.length)).roundedUp(to: .sector)
            if let run = disc.map.unclaimedRun(at: end), run.offset == end,
                let rest = disc.contiguous(from: run)
            {
                ranges.append(rest)
            }
        }
        // What follows a header of dvdisaster that cannot be used is its redundancy, up to the end of the image.
        let first = disc.gapContents?.runs.lazy.flatMap(\.pieces).first { $0.mark == .dvdisaster }
        if let first { ranges.append(.init(offset: first.offset, length: disc.size - first.offset)) }
        self.ranges = ranges
    }

    func explain(_ piece: UnclaimedContent.Piece) -> Bool {
        piece.mark?.explainsItself == true
            || ranges.contains { $0.offset <= piece.offset && piece.end <= $0.end }
    }
}

extension Disc {
    /// The pieces that begin with an unclaimed run and follow one another without a gap.
    fileprivate func contiguous(from run: DiscMap.Run) -> DiscMap.Run? {
        guard let content = gapContents?.runs.first(where: { $0.run == run }) else { return nil }
        var end = run.offset
        for piece in content.pieces {
            guard piece.offset == end, piece.magic == nil || piece.offset == run.offset else { break }
            end = piece.end
        }
        return end > run.offset ? .init(offset: run.offset, length: end - run.offset) : nil
    }
}

extension UnclaimedContent.Piece {
    /// Both parts of a piece that goes over an offset.
    fileprivate func cut(at offset: UInt64) -> (before: Self, after: Self)? {
        guard self.offset < offset, offset < end else { return nil }
        return (part(self.offset, offset - self.offset), part(offset, end - offset))
    }

    var place: Place { Place(offset: offset, length: length, field: "unclaimed") }

    /// Its length in sectors, and what it looks like.
    var account: String {
        "\(length.sectorsNeeded.of("sector")) (\(inWords))\(details)"
    }

    /// How it begins, what it looks like by its numbers, and what finds it again; nothing where that was not kept.
    var details: String { sample.map { ": \($0.inWords)" } ?? "" }
}
