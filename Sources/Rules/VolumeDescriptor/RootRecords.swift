import Bytes
import DiscModel
import FileSystems

/// The two recordings of the root directory: in the descriptor, and as the first record of the directory itself
/// (ECMA-119, 8.4.18 and 6.8.2.2).
struct RootRecords {
    let descriptor: VolumeDescriptor
    let inDescriptor: DirectoryRecord
    let dot: DirectoryRecord

    /// nil when the root could not be read or does not begin with ".", which other rules report.
    init?(_ tree: ISOTree) {
        guard !tree.directories.isEmpty, let first = tree.slots(of: 0).first else { return nil }
        let record = tree.record(first)
        guard record.isSelf else { return nil }
        descriptor = tree.descriptor
        inDescriptor = tree.descriptor.rootRecord
        dot = record
    }

    struct Difference {
        let field: String
        let at, count: Int
        let inDescriptor, inDirectory: String
    }

    /// Every field that both record, but the date.
    var differences: [Difference] {
        var found: [Difference] = []
        func compare(_ field: String, _ ours: UInt32, _ theirs: UInt32, at: Int, _ count: Int) {
            guard ours != theirs else { return }
            found.append(
                Difference(
                    field: field, at: at, count: count, inDescriptor: "\(ours)", inDirectory: "\(theirs)"))
        }
        let (a, b) = (inDescriptor, dot)
        compare("extent", a.extent.read, b.extent.read, at: 2, 8)
        compare("dataLength", a.dataLength.read, b.dataLength.read, at: 10, 8)
        compare(
            "extendedAttributeRecordLength", UInt32(a.extendedAttributeLength),
            UInt32(b.extendedAttributeLength), at: 1, 1)
        compare("fileFlags", UInt32(a.flags.rawValue), UInt32(b.flags.rawValue), at: 25, 1)
        compare("fileUnitSize", UInt32(a.fileUnitSize), UInt32(b.fileUnitSize), at: 26, 1)
        compare("interleaveGapSize", UInt32(a.interleaveGap), UInt32(b.interleaveGap), at: 27, 1)
        compare("volumeSequenceNumber", UInt32(a.sequence.read), UInt32(b.sequence.read), at: 28, 4)
        return found
    }

    func place(_ at: Int, _ count: Int, _ field: String) -> Place {
        descriptor.place(156 + at, count, "rootDirectoryRecord/\(field)")
    }
}
