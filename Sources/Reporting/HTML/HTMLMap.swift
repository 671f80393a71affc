import Bytes
import DiscModel
import Rules
import Surveys

/// The disc map as a picture: every byte's owner to scale, the crowded start once more sector by sector, the findings on it, and a table
/// that says the same in words.
struct HTMLMap {
    /// What a cell can mostly hold, in the order of the legend.
    enum Kind: Int, CaseIterable {
        case structure, boot, file, audio, padding, zero, unknown, data

        var words: String {
            switch self {
            case .structure: "structure of the file systems"
            case .boot: "partition tables, boot catalog and images"
            case .file: "files"
            case .audio: "audio, and what is not stored"
            case .padding: "padding and notes of the program"
            case .zero: "nobody's, zero"
            case .unknown: "nobody's, not read"
            case .data: "nobody's, not zero"
            }
        }

        init(_ kind: Claim.Kind) {
            switch kind {
            case .systemArea, .partitionTable, .bootCatalog, .bootImage: self = .boot
            case .descriptor, .pathTable, .directory, .continuation, .extendedAttributes: self = .structure
            case .file: self = .file
            case .audio, .notStored: self = .audio
            case .checksum, .authoringNote, .padding, .tail: self = .padding
            }
        }
    }

    private static let columns = 100
    private static let cell = 10
    private static let lensSectors: UInt64 = 200

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
        let start = min(disc.size, Self.lensSectors * .sector)
        if disc.size > 4 * start {
            parts.append(picture("The first \(counted(start / .sector, "sector"))", 0..<start, rows: 2))
        }
        parts.append(legend)
        return .joined(parts)
    }

    // MARK: The picture

    private func picture(_ title: String, _ range: Range<UInt64>, rows most: Int) -> HTMLText {
        let length = range.upperBound - range.lowerBound
        let sectors = length.sectorsNeeded
        let rows = max(1, min(most, Int(clamping: (sectors + 99) / 100)))
        let count = UInt64(min(rows * Self.columns, Int(clamping: sectors)))
        let unit = (sectors / count + (sectors % count == 0 ? 0 : 1)) * .sector
        let cells = kinds(in: range, unit)
        let height = (rows * (Self.cell + 6))
        var shapes = ""
        for row in 0..<rows {
            let line = cells.dropFirst(row * Self.columns).prefix(Self.columns)
            var x = 0
            var rest = line[...]
            while let first = rest.first {
                let same = rest.prefix { $0 == first }.count
                shapes +=
                    "<rect class=\"k\(first.rawValue)\" x=\"\(x * Self.cell)\" y=\"\(row * (Self.cell + 6) + 6)\" width=\"\(same * Self.cell)\" height=\"\(Self.cell)\"><title>\(first.words)</title></rect>"
                x += same
                rest = rest.dropFirst(same)
            }
        }
        shapes += marks(in: range, unit, rows)
        let words = "\(title); a cell is \(counted(unit / .sector, "sector"))"
        let svg =
            "<svg role=\"img\" viewBox=\"0 0 \(Self.columns * Self.cell) \(height)\" aria-label=\"\(HTMLText(words).markup)\">\(shapes)</svg>"
        return .element(
            "figure",
            HTMLText(markup: svg)
                + .element("figcaption", words + ". A triangle is a finding and leads to it."))
    }

    /// What each cell mostly holds; what matters more wins a tie, and what is nobody's and not zero always shows.
    private func kinds(in range: Range<UInt64>, _ unit: UInt64) -> [Kind] {
        let count = Int(clamping: (range.upperBound - range.lowerBound + unit - 1) / unit)
        var bytes = [[UInt64]](
            repeating: [UInt64](repeating: 0, count: Kind.allCases.count), count: count)
        func add(_ kind: Kind, _ from: UInt64, _ to: UInt64) {
            let from = max(from, range.lowerBound)
            let to = min(to, range.upperBound)
            guard from < to else { return }
            for cell in Int((from - range.lowerBound) / unit)...Int((to - 1 - range.lowerBound) / unit) {
                let start = range.lowerBound + UInt64(cell) * unit
                let shared = min(to, start.adding(unit)) - max(from, start)
                bytes[cell][kind.rawValue] += shared
            }
        }
        for span in disc.map.spans(in: range) {
            add(Kind(disc.kind(of: span.owner)), span.offset, span.blockEnd)
        }
        for run in disc.map.unclaimed where run.offset < range.upperBound && run.end > range.lowerBound {
            let content = disc.facts(GapContentsFacts.self)?.content(of: run)
            add(content.map { $0.isRead ? .zero : .unknown } ?? .unknown, run.offset, run.end)
            for piece in content?.pieces ?? [] { add(.data, piece.offset, piece.end) }
        }
        return bytes.map { held in
            if held[Kind.data.rawValue] > 0 { return .data }
            return Kind.allCases.max { held[$0.rawValue] < held[$1.rawValue] } ?? .unknown
        }
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
                let y = cell / Self.columns * (Self.cell + 6)
                shapes +=
                    "<a href=\"#\(HTMLFindings.anchor(id, number))\"><path class=\"mark\" d=\"M\(x) \(y)h10l-5 6z\"><title>\(HTMLText("\(finding.severity.rawValue): \(finding.message.told)").markup)</title></path></a>"
            }
        }
        return shapes
    }

    // MARK: The same in words

    private var legend: HTMLText {
        var bytes = [UInt64](repeating: 0, count: Kind.allCases.count)
        var reached: UInt64 = 0
        for span in disc.map.spans {
            let start = max(span.offset, reached)
            if span.blockEnd > start {
                bytes[Kind(disc.kind(of: span.owner)).rawValue] += span.blockEnd - start
                reached = span.blockEnd
            }
        }
        for run in disc.map.unclaimed {
            let content = disc.facts(GapContentsFacts.self)?.content(of: run)
            let data = content?.pieces.reduce(0) { $0 + ($1.end - min($1.end, $1.offset)) } ?? 0
            let known = min(data, run.length)
            bytes[Kind.data.rawValue] += known
            let rest: Kind = content?.isRead == true ? .zero : .unknown
            bytes[rest.rawValue] += run.length - known
        }
        let rows = Kind.allCases.filter { bytes[$0.rawValue] > 0 }.map { kind -> [HTMLText] in
            let share = bytes[kind.rawValue].multiplied(by: 1_000) / max(1, disc.size)
            return [
                HTMLText(
                    markup:
                        "<svg class=\"key\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"k\(kind.rawValue)\" width=\"10\" height=\"10\"/></svg>"
                )
                    + HTMLText(" " + kind.words), HTMLText(grouped(bytes[kind.rawValue])),
                HTMLText("\(share / 10).\(share % 10) %"),
            ]
        }
        return .table("Who owns the bytes", ["owner", "bytes", "share"], rows)
    }
}

extension UInt64 {
    fileprivate func multiplied(by factor: UInt64) -> UInt64 {
        let (product, isTooBig) = multipliedReportingOverflow(by: factor)
        return isTooBig ? .max : product
    }
}
