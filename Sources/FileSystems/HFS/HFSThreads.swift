import Bytes
import DiscModel

/// Holds the records of the catalog against those that lead from a number to a name. A folder has such a record, and in HFS+ a file has
/// one as well.
struct HFSThreads {
    private struct Key: Hashable {
        let parent: UInt32
        let name: ArraySlice<UInt8>
    }

    static func check(_ catalog: HFSCatalog, _ volume: inout HFSVolume) {
        let isPlus = volume.header.isPlus
        var threads: [UInt32: HFSThread] = [:]
        for thread in catalog.threads where threads.updateValue(thread, forKey: thread.id) != nil {
            volume.report(.idTwice, thread.place, "\(thread.id)", "a number of its own")
        }
        var missing: [HFSEntry] = []
        for entry in catalog.entries {
            guard let thread = threads.removeValue(forKey: entry.id) else {
                if isPlus || entry.isFolder { missing.append(entry) }
                continue
            }
            guard
                thread.parent != entry.parent || thread.name != entry.name
                    || thread.isFolder != entry.isFolder
            else { continue }
            volume.report(
                .threadDiffers, thread.place(shown: entry), thread.words(isPlus), entry.words)
        }
        // A number that was changed on one side leaves a record here and a thread there.
        var lost = Dictionary(
            threads.values.map { (Key(parent: $0.parent, name: $0.name), $0) },
            uniquingKeysWith: { first, _ in first })
        for entry in missing {
            if let thread = lost.removeValue(forKey: Key(parent: entry.parent, name: entry.name)) {
                threads[thread.id] = nil
                volume.report(
                    .threadDiffers, thread.place(shown: entry), "number \(thread.id)", "number \(entry.id)")
            } else {
                var place = entry.place
                place.path = entry.shownPath
                volume.report(.noThread, place, "no record", "\(entry.id)")
            }
        }
        for thread in threads.values.sorted(by: { $0.id < $1.id }) {
            volume.report(.threadOrphan, thread.place, "\(thread.id)", thread.words(isPlus))
        }
    }
}

extension HFSThread {
    fileprivate var place: Place { Place(offset: offset, length: 4, field: "catalog/thread") }

    fileprivate func place(shown entry: HFSEntry) -> Place {
        var place = place
        place.path = entry.shownPath
        return place
    }

    /// What it leads to.
    fileprivate func words(_ isPlus: Bool) -> String {
        let shown = isPlus ? HFSName.wide(name) : HFSName.utf8(roman: name)
        let text = isPlus ? DisplayName(utf16BigEndian: shown) : DisplayName(utf8: shown)
        return "\(isFolder ? "folder" : "file") \"\(text.escaped)\" in folder number \(parent)"
    }
}

extension HFSEntry {
    /// The name alone, for what may lie nowhere.
    var shownPath: DisplayName {
        isPlus ? DisplayName(utf16BigEndian: shownName) : DisplayName(utf8: shownName)
    }

    fileprivate var words: String {
        "\(isFolder ? "folder" : "file") \"\(shownPath.escaped)\" in folder number \(parent)"
    }
}
