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
        let field: AnyField
        let inDescriptor, inDirectory: String
        /// How grave it is, where only some fields lead readers elsewhere.
        let severity: Severity?
    }

    /// Every field that both record, but the date.
    var differences: [Difference] {
        var found: [Difference] = []
        func compare<Coding>(
            _ field: Field<Coding>, _ severity: Severity? = nil,
            _ number: (DirectoryRecord) -> some BinaryInteger
        ) {
            let (ours, theirs) = (number(inDescriptor), number(dot))
            guard ours != theirs else { return }
            found.append(
                Difference(
                    field: field.any, inDescriptor: "\(ours)", inDirectory: "\(theirs)", severity: severity))
        }
        // Whether the root is hidden, and its volume, interest no reader.
        let flags = inDescriptor.flags.symmetricDifference(dot.flags)
        compare(DirectoryRecord.extent) { $0.extent.read }
        compare(DirectoryRecord.dataLength) { $0.dataLength.read }
        compare(DirectoryRecord.extendedAttributeLength) { $0.extendedAttributeLength }
        compare(DirectoryRecord.flags, flags == .hidden ? .note : .warning) { $0.flags.rawValue }
        compare(DirectoryRecord.fileUnitSize, .warning) { $0.fileUnitSize }
        compare(DirectoryRecord.interleaveGap, .warning) { $0.interleaveGap }
        compare(DirectoryRecord.sequence, .note) { $0.sequence.read }
        return found
    }

    func place<Coding>(_ field: Field<Coding>) -> Place { descriptor.place(VolumeDescriptor.root(field)) }
}
