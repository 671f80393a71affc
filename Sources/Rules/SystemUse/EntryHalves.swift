import Bytes
import DiscModel
import FileSystems

extension Findings {
    /// Reports a number of an entry whose little-endian and big-endian recordings differ (ECMA-119, 7.3.3).
    mutating func reportHalves(
        _ field: Field<BothEndian<UInt32>>, of entry: SystemUseEntry, slot: Int, in tree: ISOTree,
        severity: Severity? = nil
    ) {
        let number = entry[field]
        guard !number.agrees else { return }
        report(
            "the \(field.name.spelledOut) in \(entry.signature) is \(number.little) little-endian and \(number.big) big-endian",
            expected: "the same number twice", actual: "\(number.little) and \(number.big)",
            at: tree.place(of: entry, slot: slot, field.any), severity: severity)
    }
}
