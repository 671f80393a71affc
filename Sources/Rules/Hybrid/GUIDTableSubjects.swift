import Bytes
import DiscModel
import FileSystems

/// A GPT header with what was measured of it.
struct MeasuredGUIDTable: Weighable {
    let table: GUIDTable
    let sums: GUIDTableSums
    let isBackup: Bool

    static func each(in disc: Disc, _ body: (MeasuredGUIDTable) -> Void) {
        guard let facts = disc.facts(GUIDPartitionTableFacts.self) else { return }
        for (index, table) in facts.tables.enumerated() {
            body(MeasuredGUIDTable(table: table, sums: facts.sums[index], isBackup: index > 0))
        }
    }

    var name: String { isBackup ? "backup GPT" : "GPT" }
}

extension GUIDPartitionTableFacts: Weighable {
    static func each(in disc: Disc, _ body: (GUIDPartitionTableFacts) -> Void) {
        disc.facts(GUIDPartitionTableFacts.self).map(body)
    }
}
