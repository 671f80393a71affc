import Bytes
import DiscModel
import FileSystems

extension Findings {
    /// Reports a number of an entry whose little-endian and big-endian recordings differ (ECMA-119, 7.3.3).
    mutating func reportHalves(
        _ number: BothEndian<UInt32>, at: Int, _ field: String, of entry: SystemUseEntry, slot: Int,
        in tree: ISOTree
    ) {
        guard !number.agrees else { return }
        report(
            "\(field) in \(entry.signature) is \(number.little) little-endian and \(number.big) big-endian",
            expected: "the same number twice", actual: "\(number.little) and \(number.big)",
            at: tree.place(of: entry, slot: slot, at, 8, field))
    }
}
