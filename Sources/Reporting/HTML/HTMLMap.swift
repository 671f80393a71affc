import Bytes
import DiscModel
import Rules

/// The disc map as a picture: every byte's owner to scale, the crowded start once more sector by sector, the findings on it, and a table
/// that says the same in words.
struct HTMLMap {
    private static let columns = 100
    private static let cell = 10
    /// Of a row, and of the marks above it.
    private static let (height, markHeight) = (16, 8)
    private static let rowHeight = height + markHeight

    private let disc: Disc
    private let findings: [Finding]
    private let id: String

    init(_ disc: Disc, _ findings: [Finding], _ id: String) {
        self.disc = disc
        self.findings = findings
        self.id = id
    }

    var section: HTMLText {
        guard disc.size > 0 else { return .empty }
        var parts = [HTMLText.element("h2", "Disc map")]
        parts.append(
            picture("The whole image, \(counted(disc.size.sectorsNeeded, "sector"))", 0..<disc.size, rows: 12)
        )
        if let lens = MapCells.lens(of: disc) {
            parts.append(picture("The first \(counted(lens.upperBound / .sector, "sector"))", lens, rows: 2))
        }
        parts.append(legend)
        return .joined(parts)
    }

    // MARK: The picture

    private func picture(_ title: String, _ range: Range<UInt64>, rows most: Int) -> HTMLText {
        let cells = MapCells(disc, range, most: most * Self.columns)
        let unit = cells.unit
        let rows = (cells.kinds.count + Self.columns - 1) / Self.columns
        let height = (rows * Self.rowHeight)
        var shapes = ""
        for row in 0..<rows {
            let line = cells.kinds.dropFirst(row * Self.columns).prefix(Self.columns)
            var x = 0
            var rest = line[...]
            while let first = rest.first {
                let same = rest.prefix { $0 == first }.count
                shapes +=
                    "<rect class=\"k\(first.rawValue)\" x=\"\(x * Self.cell)\" y=\"\(row * Self.rowHeight + Self.markHeight)\" width=\"\(same * Self.cell)\" height=\"\(Self.height)\"><title>\(first.words)</title></rect>"
                x += same
                rest = rest.dropFirst(same)
            }
        }
        let marks = marks(in: range, unit, rows)
        shapes += marks
        let words = "\(title); a cell is \(counted(unit / .sector, "sector"))"
        let svg =
            "<svg role=\"img\" height=\"\(height)\" preserveAspectRatio=\"none\" viewBox=\"0 0 \(Self.columns * Self.cell) \(height)\" aria-label=\"\(HTMLText(words).markup)\">\(shapes)</svg>"
        return .element(
            "figure",
            HTMLText(markup: svg)
                + .element(
                    "figcaption",
                    words + (marks.isEmpty ? "." : ". A triangle is a finding and leads to it.")))
    }

    /// Findings where they are, one mark for each cell.
    private func marks(in range: Range<UInt64>, _ unit: UInt64, _ rows: Int) -> String {
        var taken: Set<Int> = []
        var shapes = ""
        for (number, finding) in findings.enumerated() where finding.counts && finding.severity > .note {
            for place in finding.places {
                guard var offset = place.offset else { continue }
                // What lies behind the end of the image is told at its end.
                if offset >= disc.size, range.upperBound == disc.size { offset = disc.size - 1 }
                guard range.contains(offset) else { continue }
                let cell = Int((offset - range.lowerBound) / unit)
                guard taken.insert(cell).inserted, cell < rows * Self.columns else { continue }
                let x = cell % Self.columns * Self.cell
                let y = cell / Self.columns * Self.rowHeight
                shapes +=
                    "<a href=\"#\(HTMLFindings.anchor(id, number))\"><path class=\"mark\" d=\"M\(x) \(y)h10l-5 8z\"><title>\(HTMLText("\(finding.severity.rawValue): \(finding.message.told)").markup)</title></path></a>"
            }
        }
        return shapes
    }

    // MARK: The same in words

    private var legend: HTMLText {
        let rows = MapShare.all(of: disc).map { share -> [HTMLText] in
            [
                HTMLText(
                    markup:
                        "<svg class=\"key\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"k\(share.kind.rawValue)\" width=\"10\" height=\"10\"/></svg>"
                )
                    + HTMLText(" " + share.kind.words), HTMLText(grouped(share.bytes)),
                HTMLText(share.percent),
            ]
        }
        return .table("Who owns the bytes", ["owner", "bytes", "share"], rows)
    }
}
