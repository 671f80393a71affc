import Bytes
import DiscModel
import FileSystems
import Specimens

extension DVDVideoFacts: Weighable {
    static func each(in disc: Disc, _ body: (DVDVideoFacts) -> Void) {
        disc.facts(DVDVideoFacts.self).map(body)
    }
    var inTree: TreeKind? { tree }
}

extension Clause {
    /// What the DVD Forum keeps to itself, as programs and players show it.
    static func dvd(_ table: String) -> Clause { Clause("DVD-Video, part 3", table) }
}

/// A number that IFO and BUP both carry, beside what the disc shows.
struct DVDNumber {
    let set: DVDTitleSet
    let actual: Int64
    /// The copies that say otherwise, with what they say and where.
    let wrong: [(copy: DVDInformation, value: Int64, place: Place)]
    let copies: Int

    init<Number: FixedWidthInteger & BitwiseCopyable & Sendable>(
        _ field: Field<BigEndian<Number>>, of set: DVDTitleSet, actual: Int64
    ) {
        self.set = set
        self.actual = actual
        let copies = set.copies.filter { $0.record.count >= .sector }
        self.copies = copies.count
        wrong = copies.compactMap { copy in
            let value = Int64(clamping: copy[field])
            return value == actual ? nil : (copy, value, copy.place(of: field))
        }
    }

    /// Whether a copy is wrong that another contradicts, or that is alone.
    var first: (copy: DVDInformation, value: Int64, place: Place)? { wrong.first }
    /// Whether all that say it say something else than the disc shows.
    var isAgainstDisc: Bool { !wrong.isEmpty && wrong.count == copies }
    /// Whether it is one copy against the other and the disc.
    var isOneCopy: Bool { wrong.count == 1 && copies == 2 }
    /// What the other copy is called.
    var otherCopy: String {
        guard let copy = first?.copy else { return "" }
        return set.copies.first { $0.file.path != copy.file.path }?.file.path.escaped ?? ""
    }
}

/// How the remedy of all faults on the way from the author to the disc reads.
enum DVDRemedy {
    static let copyAgain = """
        Copy the disc or image again and compare it with another copy; if the fault stays, it was authored so: \
        make the IFO files anew from the VOBs.
        """
    static let master = """
        Make the image again with a program for DVD-Video (dvdauthor and `genisoimage -dvd-video`, ImgBurn), which puts each file where \
        the IFO files say.
        """
}

extension Specimen {
    /// DVD-Video without some of its files.
    static func dvdWithout(_ names: String...) -> Specimen {
        dvdVideo { files in files.removeAll { file in names.contains { file.path.hasSuffix($0) } } }
    }

    /// The same files in the order of their names, as any program for data lays them out.
    static let dvdSorted = dvdVideo { $0.sort { $0.path < $1.path } }

    /// A file between the two VOBs of the titles.
    static let dvdInterrupted = dvdVideo { files in
        guard let at = files.firstIndex(where: { $0.path.hasSuffix("VTS_01_2.VOB") }) else { return }
        files.insert(.init("/VIDEO_TS/NOTE.TXT", .bytes([0x41])), at: at)
    }

    /// A manager without menus, and with nothing else between IFO and BUP.
    static let dvdNarrow = dvdWithout("VIDEO_TS.VOB").with {
        $0.setDVD32("VIDEO_TS", 0xC0, 0)
        $0.setDVD32("VIDEO_TS", 0xD8, 0)
        $0.setDVD32("VIDEO_TS", 0x0C, 7)
        $0.setDVD32("VIDEO_TS", .sector + 16, 8)
    }

    /// The second VOB of the titles in two pieces, the last of which comes first.
    static let dvdSplit = dvdVideo { files in
        guard let at = files.firstIndex(where: { $0.path.hasSuffix("VTS_01_2.VOB") }) else { return }
        files[at].extents = 2
        files[at].trees = .udf
    }

    /// The same in UDF 2.01.
    static let dvdLate = dvdVideo(revision: 0x0201) { _ in }
}
