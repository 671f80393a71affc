import Bytes
import Checksums
import Containers
import DiscModel
import Surveys

/// Error correction data by dvdisaster, and what became of it.
struct DVDisasterSubject: Weighable {
    let set: DVDisasterSet
    /// Nil where the content was not read to its end.
    let result: DVDisasterResult?

    static func each(in disc: Disc, _ body: (DVDisasterSubject) -> Void) {
        for (index, set) in disc.errorCorrection.enumerated() {
            body(DVDisasterSubject(set: set, result: disc.result(ofErrorCorrection: index)))
        }
    }

    /// Whether it is data of another image: neither the sector by which dvdisaster tells images from others is that of the header, nor
    /// are most of the others.
    var isForeign: Bool {
        guard set.file != nil, set.hasFingerprint == false else { return false }
        return result.map { $0.differing * 2 > $0.compared || $0.compared == 0 } ?? true
    }

    /// Whether it is of the image and can be used.
    var isUsed: Bool { self.set.layout != nil && !isForeign }

    /// Whether the image is whole by another sum, so that what contradicts it are the sums themselves.
    func isImageVerified(in disc: Disc) -> Bool {
        guard let statement = set.imageStatement else { return false }
        return disc.checksums.contains {
            $0.statement.request == statement.request && $0.statement.expected == statement.expected
                && $0.state == .verified
        }
    }

    /// The bytes of the image, where every sector has the sum that is recorded of it.
    var soundRange: Range<UInt64>? {
        guard isUsed, let result, let layout = set.layout, !result.isStopped, result.compared > 0,
            result.damagedCount == 0, result.unsummed == 0, result.lostSums == 0
        else { return nil }
        return 0..<layout.dataSectors.times(.sector)
    }

    /// What dvdisaster could do, as a clause with "it" for dvdisaster; nil where nothing is damaged.
    var prospect: (words: String, isGood: Bool)? {
        guard let result, let layout = set.layout, result.worst > 0 || result.damagedCount > 0 else {
            return nil
        }
        if set.header?.method == .rs01, result.damagedInFile > 0 || result.lostSums > 0 {
            return (
                "dvdisaster cannot repair anything with a file that is cut; find another copy of it", false
            )
        }
        let can = "\(layout.roots.of("sector"))"
        guard result.lostColumns == 0 else {
            let lost =
                layout.columns == 1
                ? "its one column" : "\(result.lostColumns) of \(layout.columns.of("column"))"
            return (
                "dvdisaster cannot repair all of it: \(lost) cannot be restored, with up to \(result.worst) damaged sectors in one, where it can restore \(can)",
                false
            )
        }
        let doubt =
            result.unsummed > 0
            ? "; nothing tells whether \(result.unsummed.of("further sector")) \(result.unsummed == 1 ? "is" : "are") damaged"
            : result.parityHolds == false
                ? "; its own data is damaged as well, at a place that is not known, so it may fail" : ""
        return (
            "dvdisaster can repair it: no column of sectors has more than \(result.worst) damaged ones, and it can restore \(can)\(doubt)",
            doubt.isEmpty
        )
    }

    /// How to repair the image, as words that follow "Repair a copy of the image". Where it was cut within a sector, dvdisaster wants the
    /// rest of that away.
    func repair(in disc: Disc) -> String {
        let file = set.file.map { " -e \($0.name.escaped)" } ?? ""
        let end = set.file == nil ? set.layout?.imageSectors.times(.sector) : set.header?.imageLength
        let odd = disc.size % .sector
        let cut = odd > 0 && disc.size < end ?? 0 ? ", cut to \((disc.size - odd).of("byte")) first" : ""
        return "\(cut): dvdisaster -i IMAGE\(file) -f"
    }
}

extension Disc {
    /// What tells damaged sectors by the sums of dvdisaster.
    var sectorsWithOtherSums: [DVDisasterResult] {
        var found: [DVDisasterResult] = []
        DVDisasterSubject.each(in: self) { subject in
            guard subject.isUsed, !subject.isImageVerified(in: self), let result = subject.result else {
                return
            }
            found.append(result)
        }
        return found
    }
}

extension DVDisasterSet {
    /// The place of a field of the header.
    func place(_ field: String) -> Place {
        var place = place
        place.field = field
        return place
    }
}
