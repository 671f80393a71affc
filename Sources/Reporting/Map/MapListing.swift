import Bytes
public import DiscModel
import Rules
import Surveys

/// The listing of `isocheck map`: who owns which bytes, from the first to the last.
public enum MapListing {
    /// Every owned or unclaimed run of the image, by offset, and the coverage at the end.
    public static func text(_ disc: Disc) -> String {
        let map = disc.map
        var lines: [String] = []
        var spans = map.spans[...]
        var free = map.unclaimed[...]
        while !spans.isEmpty || !free.isEmpty {
            if let run = free.first, spans.first.map({ run.offset < $0.offset }) ?? true {
                lines.append(line(run.offset, run.end, run.end, "unclaimed  " + content(of: run, in: disc)))
                free.removeFirst()
            } else if let first = spans.first {
                // The same bytes in several trees, or a boot image that is also a file, are one line.
                let same = spans.prefix { $0.offset == first.offset && $0.end == first.end }
                lines.append(line(first.offset, first.end, first.blockEnd, owners(same, in: disc)))
                spans = spans.dropFirst(same.count)
            }
        }
        return (lines + audio(disc)).map { $0 + "\n" }.joined() + summary(disc)
    }

    /// Audio tracks behind the data, which are no part of the volume, and the files of music that belong to them.
    private static func audio(_ disc: Disc) -> [String] {
        let music = Music(of: disc)
        return music.tracks.filter { $0.range.lowerBound >= disc.size }.map { track in
            let files = FileList(of: disc).entries.filter {
                $0.extents.first.flatMap(music.track) == track.number
            }
            let names = files.map { " = " + $0.path.escaped }.joined()
            return line(
                track.range.lowerBound, track.range.upperBound, track.range.upperBound,
                "audio  track \(track.number)\(names)")
        }
    }

    /// Who owns one byte: in the disc, then in the partition or file that was read there.
    public static func text(_ disc: Disc, at offset: UInt64) -> String {
        let inside = disc.nested.filter {
            $0.isInside && $0.window.run.offset <= offset && offset < $0.window.run.end
        }
        return owners(of: offset, in: disc)
            + inside.map { volume in
                let lines = text(volume.disc, at: offset).split(separator: "\n")
                return lines.map { "\($0)  in \(volume.window.title.escaped)\n" }.joined()
            }.joined()
    }

    private static func owners(of offset: UInt64, in disc: Disc) -> String {
        let spans = disc.map.spans(at: offset)
        if spans.isEmpty {
            guard let run = disc.map.unclaimedRun(at: offset) else {
                return "byte \(offset) lies behind the end of the image, which has \(disc.size) bytes\n"
            }
            return line(run.offset, run.end, run.end, "unclaimed  " + content(of: run, in: disc)) + "\n"
        }
        return spans.map { span in
            let part = offset >= span.end ? "unused end of the block of " : ""
            return line(span.offset, span.end, span.blockEnd, part + owners([span], in: disc)) + "\n"
        }.joined()
    }

    private static func line(_ start: UInt64, _ end: UInt64, _ blockEnd: UInt64, _ text: String) -> String {
        let sectors = blockEnd.sectorsNeeded - start / .sector
        return "@\(start)".padded(to: 13) + " \(end - start)".padded(to: 13)
            + " LBA \(start / .sector)+\(sectors)".padded(to: 18) + " "
            + text
    }

    private static func owners(_ spans: ArraySlice<DiscMap.Span>, in disc: Disc) -> String {
        guard let first = spans.first else { return "" }
        let names = spans.map { span -> String in
            let tree = disc.tree(of: span.owner).map { " [\($0.rawValue)]" } ?? ""
            return disc.name(of: span.owner).escaped + tree
        }
        return "\(disc.kind(of: first.owner).rawValue)  " + names.joined(separator: " = ")
    }

    private static func content(of run: DiscMap.Run, in disc: Disc) -> String {
        guard let pieces = disc.facts(GapContentsFacts.self)?.content(of: run)?.pieces else {
            return "not read"
        }
        guard let piece = pieces.first else { return "zero" }
        let sectors = pieces.reduce(0) { $0 + $1.length / .sector }
        let what = piece.mark?.rawValue ?? piece.type.map { DisplayName($0).escaped } ?? "data"
        return
            "not zero in \(sectors) sector\(sectors == 1 ? "" : "s"), first at LBA \(piece.offset / .sector): \(what)"
    }

    private static func summary(_ disc: Disc) -> String {
        let map = disc.map
        let permille = map.coveragePermille
        let overlaps = map.overlaps(limit: 1_000).count
        return
            "claimed \(grouped(map.claimedBytes)) of \(grouped(disc.size)) bytes (\(permille / 10).\(permille % 10) %), "
            + "\(map.unclaimed.count) unclaimed runs, \(overlaps) overlaps\n"
    }
}
