import Bytes
import Comparison
import DiscModel

/// A readback against its image: the answer, where the sectors differ, and whose they are.
struct HTMLComparison {
    private static let cells = 1_200
    private static let columns = 100
    private static let cell = 10
    private static let rowHeight = 18

    private let compared: Report.Compared

    init(_ compared: Report.Compared) { self.compared = compared }

    var section: HTMLText {
        let comparison = compared.comparison
        let title = "\(compared.readback.harmless) against \(compared.image.harmless)"
        return .element(
            "section",
            HTMLReport.banner(title, comparison.answer.inWords, comparison.verdict)
                + .element("p", lines.last ?? "") + picture + HTMLComparisonFiles(compared).sections
                + .element("h2", "In words") + .element("pre", ["tabindex": "0"], Array(lines.dropLast())))
    }

    /// What the text report says.
    private var lines: [String] {
        ComparisonText(compared).lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
            .map(String.init)
    }

    private var picture: HTMLText {
        let comparison = compared.comparison
        let sectors = comparison.imageSectors
        guard sectors > 0 else { return .empty }
        let unit = max(1, (sectors + UInt64(Self.cells) - 1) / UInt64(Self.cells))
        var heat = [SectorHeat](repeating: .same, count: Int(clamping: (sectors + unit - 1) / unit))
        var owners: [Int: String] = [:]
        for run in comparison.states.runs where run.first < sectors {
            let state = SectorHeat(run.state)
            let owner = comparison.losses.byRun[run]?.first
            for cell in Int(run.first / unit)...Int((min(run.end, sectors) - 1) / unit)
            where heat[cell].rawValue < state.rawValue {
                heat[cell] = state
                owners[cell] = owner.map { $0.name.text.isEmpty ? $0.kind.word : $0.name.told }
            }
        }
        var shapes = ""
        for (index, state) in heat.enumerated() {
            let x = index % Self.columns * Self.cell
            let y = index / Self.columns * Self.rowHeight
            let owner = owners[index].map { HTMLText(", \($0)").markup } ?? ""
            shapes +=
                "<rect class=\"h\(state.rawValue)\" x=\"\(x)\" y=\"\(y)\" width=\"9\" height=\"16\"><title>LBA \(UInt64(index) * unit): \(state.words)\(owner)</title></rect>"
        }
        let rows = (heat.count + Self.columns - 1) / Self.columns
        let words =
            "The sectors of the image; a cell is \(counted(unit, "sector")) and shows the worst of them"
        let keys = SectorHeat.allCases.filter(heat.contains).map { state in
            HTMLText(
                markup:
                    "<svg class=\"key\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"h\(state.rawValue)\" width=\"10\" height=\"10\"/></svg>"
            )
                + HTMLText(" \(state.words) ")
        }
        return .element("h2", "Where they differ")
            + .element(
                "figure",
                HTMLText(
                    markup:
                        "<svg role=\"img\" height=\"\(rows * Self.rowHeight)\" preserveAspectRatio=\"none\" viewBox=\"0 0 \(Self.columns * Self.cell) \(rows * Self.rowHeight)\" aria-label=\"\(words)\">\(shapes)</svg>"
                ) + .element("figcaption", HTMLText(words + ". ") + .joined(keys)))
    }
}

/// What became of a sector, or of the worst of several.
enum SectorHeat: Int, CaseIterable {
    case same, weak, open, differs, lost

    init(_ state: SectorState) {
        switch state.meaning {
        case .good: self = state == .sameAfterRetry || state == .tableRepaired ? .weak : .same
        case .beyond: self = .same
        case .open: self = .open
        case .loss: self = state == .unreadable || state == .imageOnly ? .lost : .differs
        }
    }

    var words: String {
        switch self {
        case .same: "the same"
        case .weak: "the same, after a failed read or a repair"
        case .open: "not read"
        case .differs: "differs"
        case .lost: "lost"
        }
    }
}

extension HTMLText {
    /// Lines of text as they stand.
    fileprivate static func element(
        _ name: String, _ attributes: KeyValuePairs<String, String>, _ lines: [String]
    ) -> HTMLText {
        element(name, attributes, HTMLText(markup: lines.map { HTMLText($0).markup }.joined(separator: "\n")))
    }
}
