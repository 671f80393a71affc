import Bytes
import DiscModel
import Surveys

/// What a cell of a picture of the disc map can mostly hold, in the order of the legend.
enum MapKind: Int, CaseIterable {
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
        case .orphan: self = .data
        case .audio, .notStored: self = .audio
        case .checksum, .authoringNote, .padding, .tail: self = .padding
        }
    }
}

/// A stretch of the image in equal cells, each with what it mostly holds.
struct MapCells {
    let kinds: [MapKind]
    /// Bytes of a cell.
    let unit: UInt64
    let range: Range<UInt64>

    /// The cells that a crowded start is shown in once more, sector by sector.
    static let lensSectors: UInt64 = 200

    /// The start of the image, where it is so large that the start is hidden in a few cells.
    static func lens(of disc: Disc) -> Range<UInt64>? {
        let start = min(disc.size, lensSectors * .sector)
        return disc.size > 4 * start ? 0..<start : nil
    }

    /// - Parameter most: the cells there is room for.
    init(_ disc: Disc, _ range: Range<UInt64>, most: Int) {
        let sectors = max(1, (range.upperBound - range.lowerBound).sectorsNeeded)
        let count = UInt64(max(1, min(most, Int(clamping: sectors))))
        unit = (sectors / count + (sectors % count == 0 ? 0 : 1)) * .sector
        self.range = range
        kinds = Self.kinds(disc, range, unit)
    }

    /// What each cell mostly holds; what matters more wins a tie, and what is nobody's and not zero always shows.
    private static func kinds(_ disc: Disc, _ range: Range<UInt64>, _ unit: UInt64) -> [MapKind] {
        let count = Int(clamping: (range.upperBound - range.lowerBound + unit - 1) / unit)
        var bytes = [[UInt64]](
            repeating: [UInt64](repeating: 0, count: MapKind.allCases.count), count: count)
        func add(_ kind: MapKind, _ from: UInt64, _ to: UInt64) {
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
            add(MapKind(disc.kind(of: span.owner)), span.offset, span.blockEnd)
        }
        for run in disc.map.unclaimed where run.offset < range.upperBound && run.end > range.lowerBound {
            let content = disc.facts(GapContentsFacts.self)?.content(of: run)
            add(content.map { $0.isRead ? .zero : .unknown } ?? .unknown, run.offset, run.end)
            for piece in content?.pieces ?? [] { add(.data, piece.offset, piece.end) }
        }
        return bytes.map { held in
            if held[MapKind.data.rawValue] > 0 { return .data }
            return MapKind.allCases.max { held[$0.rawValue] < held[$1.rawValue] } ?? .unknown
        }
    }
}

/// How much of an image each kind of owner has.
struct MapShare {
    let kind: MapKind
    let bytes: UInt64
    /// Of the whole, such as "12.5 %".
    let percent: String

    /// Those that have anything, in the order of the legend.
    static func all(of disc: Disc) -> [MapShare] {
        var bytes = [UInt64](repeating: 0, count: MapKind.allCases.count)
        var reached: UInt64 = 0
        for span in disc.map.spans {
            let start = max(span.offset, reached)
            if span.blockEnd > start {
                bytes[MapKind(disc.kind(of: span.owner)).rawValue] += span.blockEnd - start
                reached = span.blockEnd
            }
        }
        for run in disc.map.unclaimed {
            let content = disc.facts(GapContentsFacts.self)?.content(of: run)
            let data = content?.pieces.reduce(0) { $0 + ($1.end - min($1.end, $1.offset)) } ?? 0
            let known = min(data, run.length)
            bytes[MapKind.data.rawValue] += known
            let rest: MapKind = content?.isRead == true ? .zero : .unknown
            bytes[rest.rawValue] += run.length - known
        }
        return MapKind.allCases.filter { bytes[$0.rawValue] > 0 }.map { kind in
            let permille = bytes[kind.rawValue].times(1_000) / max(1, disc.size)
            return MapShare(
                kind: kind, bytes: bytes[kind.rawValue], percent: "\(permille / 10).\(permille % 10) %")
        }
    }
}
