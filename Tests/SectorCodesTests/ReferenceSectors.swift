import Foundation
import SectorCodes
import TestSupport
import Testing

/// The sectors of `Corpus/sectors`, which `Corpus/recipes/sectors.py` made by the standards and without our code.
enum ReferenceSectors {
    static let all: [[UInt8]] = {
        let file = Repository.corpus.appending(path: "sectors/reference.bin")
        let bytes = (try? Data(contentsOf: file)).map { [UInt8]($0) } ?? []
        return stride(from: 0, to: bytes.count, by: 2352).map { Array(bytes[$0..<$0 + 2352]) }
    }()

    /// A sector, and what the recipe says of it.
    struct Sector: Sendable, CustomTestStringConvertible {
        let index: Int
        let form: SectorForm
        let lba: Int
        var bytes: [UInt8] { ReferenceSectors.all[index] }
        var testDescription: String { "sector \(index), \(form)" }
    }

    static let good = [
        Sector(index: 0, form: .mode1, lba: 0), Sector(index: 1, form: .mode1, lba: 16),
        Sector(index: 2, form: .mode2form1, lba: 16), Sector(index: 3, form: .mode1, lba: 123_456),
        Sector(index: 4, form: .mode2form1, lba: 4500), Sector(index: 5, form: .mode2form2, lba: 17),
        Sector(index: 7, form: .mode1, lba: 332_999),
    ]
    static let withParity = good.filter { $0.form != .mode2form2 }
    static let withoutEDC = Sector(index: 6, form: .mode2form2, lba: 18)
    /// Sectors 3 and 4 as they are on the disc.
    static let scrambled = [
        Sector(index: 8, form: .mode1, lba: 123_456), Sector(index: 9, form: .mode2form1, lba: 4500),
    ]
}
