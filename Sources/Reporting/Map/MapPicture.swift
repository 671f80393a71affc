import Bytes
public import DiscModel

/// The picture of `isocheck map --picture`: the image in cells to scale, the crowded start once more sector by sector, and a legend
/// that says how much each kind of owner has.
public enum MapPicture {
    private static let mostRows = 16
    /// A narrower terminal shows a cell at least, and wraps by itself.
    private static let leastCells = 10

    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - isPlain: letters only, for terminals and printers that know nothing else.
    public static func text(_ disc: Disc, width: Int, isPlain: Bool) -> String {
        guard disc.size > 0 else { return "the image is empty\n" }
        let label = "\(disc.size.sectorsNeeded)".count + 2
        let columns = max(leastCells, (width - label) / 10 * 10)
        var lines = rows(
            "the whole image, \(counted(disc.size.sectorsNeeded, "sector"))",
            MapCells(disc, 0..<disc.size, most: columns * mostRows), columns, label, isPlain)
        if let lens = MapCells.lens(of: disc) {
            let sectors = lens.upperBound / .sector
            lines += [""]
            lines += rows(
                "the first \(counted(sectors, "sector"))", MapCells(disc, lens, most: Int(sectors)), columns,
                label, isPlain)
        }
        return (lines + [""] + legend(disc, isPlain)).map { $0 + "\n" }.joined()
    }

    private static func rows(
        _ title: String, _ cells: MapCells, _ columns: Int, _ label: Int, _ isPlain: Bool
    ) -> [String] {
        let unit = cells.unit / .sector
        let each = unit == 1 ? "each a cell" : "\(grouped(unit)) in a cell; rows begin with their LBA"
        let lines = stride(from: 0, to: cells.kinds.count, by: columns).map { start in
            let row = cells.kinds[start..<min(start + columns, cells.kinds.count)]
            let lba = "\(UInt64(start) * unit)"
            return String(repeating: " ", count: max(0, label - 2 - lba.count)) + lba + "  "
                + row.map { sign(of: $0, isPlain) }.joined()
        }
        return ["\(title), \(each)"] + lines
    }

    private static func legend(_ disc: Disc, _ isPlain: Bool) -> [String] {
        let shares = MapShare.all(of: disc)
        let words = shares.map(\.kind.words.count).max() ?? 0
        let digits = shares.map { grouped($0.bytes).count }.max() ?? 0
        return shares.map { share in
            let bytes = grouped(share.bytes)
            return "\(sign(of: share.kind, isPlain))  \(share.kind.words.padded(to: words))  "
                + String(repeating: " ", count: digits - bytes.count) + "\(bytes) bytes  \(share.percent)"
        }
    }

    private static func sign(of kind: MapKind, _ isPlain: Bool) -> String {
        switch kind {
        case .structure: "S"
        case .boot: "B"
        case .file: isPlain ? "F" : "█"
        case .audio: isPlain ? "A" : "♪"
        case .padding: isPlain ? "P" : "░"
        case .zero: isPlain ? "." : "·"
        case .unknown: "?"
        case .data: "!"
        }
    }
}
