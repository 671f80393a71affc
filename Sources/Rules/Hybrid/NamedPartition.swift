import Bytes
import DiscModel
import FileSystems

/// A partition of any table as findings name it.
struct NamedPartition {
    let name: String
    let run: DiscMap.Run
    /// The field that a finding about it is told at.
    let place: Place

    /// - Parameter place: that of the field which may be wrong.
    init(_ name: String, _ run: DiscMap.Run, at place: Place) {
        self.name = name
        self.run = run
        self.place = place
    }

    init(_ partition: MBRPartition, at field: Field<LittleEndian<UInt32>>) {
        self.init(
            "partition \(partition.number)", .init(offset: partition.start, length: partition.length),
            at: partition.place(field))
    }

    /// Nil for one whose blocks make no range.
    init?(_ partition: GUIDPartition, at field: Field<LittleEndian<UInt64>>) {
        guard let run = partition.blocks else { return nil }
        self.init("GPT partition \(partition.number)", run, at: partition.place(field))
    }
}
