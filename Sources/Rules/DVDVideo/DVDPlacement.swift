import Bytes
import DiscModel
import FileSystems

/// Where the files of a DVD-Video lie, against what its IFO files say.
struct DVDPlacement {
    enum Kind { case menu, titles, end, next, pieces, titleSet }

    /// One file that is not where it ought to be.
    struct Fault {
        let kind: Kind
        let message: String
        let expected: String
        let actual: String
        let place: Place
        /// A further file that it is about.
        let about: String?
        /// Whether one copy of the number alone is wrong: then the file is where it ought to be.
        let isOneCopy: Bool
    }

    private(set) var faults: [Fault] = []
    /// BUPs that are where both copies of their IFO say, and such that are not.
    private var (endsRight, endsWrong) = (0, 0)
    private var right = 0
    /// How far the file before in the same set is from its place: what lies behind a gap is as far, and that is one fault.
    private var shift: Int64 = 0

    init(_ dvd: DVDVideoFacts) {
        for set in dvd.sets {
            add(set)
            for file in set.files { addPieces(file) }
            for (one, next) in zip(set.titles, set.titles.dropFirst()) where next.number == one.number + 1 {
                addNext(one.file, next.file)
            }
        }
        addTitleSets(dvd)
    }

    /// Whether the files lie as they happened to be copied: none of the sets ends where it says, or most files are elsewhere. Programs
    /// read such a disc by its directory, and set-top players do not.
    var isCopyOfFiles: Bool {
        endsWrong > 0 && endsRight == 0 || faults.filter { !$0.isOneCopy }.count > right
    }

    /// Sectors from the first of an IFO to the first of another file.
    private static func distance(_ from: VideoFile?, _ to: UInt64?) -> Int64? {
        guard let start = from?.start, let to else { return nil }
        let sectors = Int64(clamping: to / .sector).subtractingReportingOverflow(
            Int64(clamping: start / .sector))
        return sectors.overflow ? nil : sectors.partialValue
    }

    private mutating func add(_ set: DVDTitleSet) {
        shift = 0
        if let menu = set.menu, let at = Self.distance(set.file, menu.file.start) {
            add(.menu, DVDNumber(DVDTable.menuStart, of: set, actual: at), menu.file, "its menus begin")
        }
        if set.number > 0, let first = set.titles.first, first.number == 1,
            let at = Self.distance(set.file, first.file.start)
        {
            add(.titles, DVDNumber(DVDTitles.start, of: set, actual: at), first.file, "its titles begin")
        }
        if let copy = set.copy, let end = Self.distance(set.file, copy.end) {
            let number = DVDNumber(DVDTable.setLastSector, of: set, actual: end - 1)
            if number.isAgainstDisc { endsWrong += 1 } else if number.copies > 0 { endsRight += 1 }
            add(.end, number, copy, "the set ends")
        }
    }

    private mutating func add(_ kind: Kind, _ number: DVDNumber, _ file: VideoFile, _ what: String) {
        guard number.copies > 0, let wrong = number.first else {
            right += number.copies > 0 ? 1 : 0
            return
        }
        let name = wrong.copy.file.path.escaped
        if number.isOneCopy {
            right += 1
            faults.append(
                Fault(
                    kind: kind,
                    message:
                        "\(name) says that \(what) in sector \(wrong.value); its copy \(number.otherCopy) and the disc say \(number.actual)",
                    expected: "\(number.actual)", actual: "\(wrong.value)", place: wrong.place, about: nil,
                    isOneCopy: true))
            return
        }
        let distance = number.actual - wrong.value
        guard distance != shift else { return }
        shift = distance
        let ends = kind == .end
        faults.append(
            Fault(
                kind: kind,
                message:
                    "\(file.path.escaped) \(ends ? "ends" : "begins") in sector \(number.actual) from the start of \(number.set.name); \(name) says \(wrong.value)",
                expected: "sector \(wrong.value)", actual: "sector \(number.actual)", place: file.place,
                about: wrong.copy.file.path.text, isOneCopy: false))
    }

    private mutating func addPieces(_ file: VideoFile) {
        guard !file.isInOnePiece else { return }
        faults.append(
            Fault(
                kind: .pieces, message: "\(file.path.escaped) lies in \(file.extents.count) pieces",
                expected: "one piece", actual: "\(file.extents.count) pieces", place: file.place, about: nil,
                isOneCopy: false))
    }

    private mutating func addNext(_ one: VideoFile, _ next: VideoFile) {
        guard let end = one.end, let start = next.start, one.isInOnePiece, next.isInOnePiece else { return }
        guard end != start else {
            right += 1
            return
        }
        faults.append(
            Fault(
                kind: .next,
                message:
                    "\(next.path.escaped) begins at sector \(start / .sector) and \(one.path.escaped) before it ends at \(end / .sector)",
                expected: "sector \(end / .sector)", actual: "sector \(start / .sector)", place: next.place,
                about: one.path.text, isOneCopy: false))
    }

    /// Title sets begin where the table of titles says.
    private mutating func addTitleSets(_ dvd: DVDVideoFacts) {
        guard let manager = dvd.manager else { return }
        let tables = manager.copies.filter(\.hasIdentifier)
        for (index, table) in tables.enumerated() {
            let other = tables.indices.contains(1 - index) ? tables[1 - index] : nil
            for title in table.titleSets {
                guard let set = dvd.sets.first(where: { $0.number == title.number && $0.number > 0 }),
                    let file = set.file, let actual = Self.distance(manager.file ?? manager.copy, file.start)
                else { continue }
                // Without the IFO nothing tells where it was.
                guard manager.file != nil, actual != Int64(title.sector) else {
                    right += 1
                    continue
                }
                let said = other?.titleSets.first { $0.number == title.number }?.sector
                // What both say is said once; one against the other and the disc is the one that is wrong.
                guard index == 0 || said != title.sector else { continue }
                add(
                    set, file, title.sector, actual, table,
                    against: said.map(Int64.init) == actual ? other : nil, title.place)
            }
        }
    }

    /// A title set that lies elsewhere than a table says.
    private mutating func add(
        _ set: DVDTitleSet, _ file: VideoFile, _ said: UInt32, _ actual: Int64, _ table: DVDInformation,
        against other: DVDInformation?, _ place: Place
    ) {
        let name = table.file.path.escaped
        faults.append(
            Fault(
                kind: .titleSet,
                message: other.map {
                    "\(name) says that \(set.name) begins in sector \(said); its copy \($0.file.path.escaped) and the disc say \(actual)"
                }
                    ?? "\(file.path.escaped) begins in sector \(actual) from the start of VIDEO_TS.IFO, and the table of titles in \(name) says \(said)",
                expected: "sector \(said)", actual: "sector \(actual)",
                place: other == nil ? file.place : place, about: other == nil ? name : nil,
                isOneCopy: other != nil))
    }
}

/// A rule about files that are not where IFO files say.
protocol DVDPlacementRule: Rule where Subject == DVDVideoFacts {
    static var kinds: [DVDPlacement.Kind] { get }
}

extension DVDPlacementRule {
    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        let placement = DVDPlacement(dvd)
        for fault in placement.faults
        where kinds.contains(fault.kind) && (fault.isOneCopy || !placement.isCopyOfFiles) {
            findings.report(
                fault.message, expected: fault.expected, actual: fault.actual, at: fault.place,
                about: fault.about)
        }
    }
}
