import Bytes
import DiscModel
import Inspection
import Rules
import Specimens
import Testing

/// What directories and path tables record twice must not differ without a finding.
///
/// Every bit of a directory record is flipped, except in dates, file identifiers and system use, which have no copy,
/// and every bit of the path tables.
@Suite struct RedundancyTests {
    /// A specimen, small because it is inspected thousands of times.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let specimen: Specimen
        /// What the landmarks of the tree start with.
        let prefix: String
        let bits: [UInt8]
    }

    static let cases = [
        Case(
            testDescription: "primary tree", specimen: Specimen { $0.padding = 0 }, prefix: "",
            bits: Array(0..<8)),
        Case(
            testDescription: "Joliet tree",
            specimen: Specimen {
                $0.padding = 0
                $0.joliet = true
            }, prefix: "svd:", bits: [1, 4, 7]),
    ]

    private static let rules = RuleBook.cards(for: .pedantic).filter {
        ["dir", "path-table"].contains($0.area)
    }

    private func findings(_ image: [UInt8]) throws -> [Finding] {
        let disc = try Inspection(profile: .pedantic, quick: true).examine(
            MemorySource(image), named: "flipped.iso"
        ).1
        return RuleBook.judge(disc, Self.rules, on: Terms(contentRead: false)).findings
    }

    @Test(arguments: cases) func `a flipped bit of a redundant field is noticed`(_ item: Case) throws {
        #expect(try findings(item.specimen.bytes).isEmpty)
        var missed: [String] = []
        for (landmark, bytes) in fields(of: item) {
            let start = item.specimen.offset(landmark)
            for byte in bytes {
                for bit in item.bits {
                    var image = item.specimen.bytes
                    image[start + byte] ^= 1 << bit
                    if try findings(image).isEmpty { missed.append("\(landmark) byte \(byte) bit \(bit)") }
                }
            }
        }
        #expect(missed.isEmpty, "\(missed)")
    }

    /// Landmarks and the bytes in them that have a copy elsewhere, or only one right value.
    private func fields(of item: Case) -> [(landmark: String, bytes: [Int])] {
        let specimen = item.specimen
        let tables = ["path-table-l", "path-table-m"].map { name in
            let size = Int(specimen.get32LE(item.prefix == "" ? "pvd" : "svd", 132))
            return (landmark: item.prefix + name, bytes: Array(0..<size))
        }
        let records = specimen.landmarks.keys.filter { $0.hasPrefix(item.prefix + "record:") }.sorted()
        return tables + records.map { (landmark: $0, bytes: fields(ofRecord: $0, specimen)) }
    }

    private func fields(ofRecord landmark: String, _ specimen: Specimen) -> [Int] {
        let name = Int(specimen.get8(landmark, 32))
        let isDirectory = specimen.get8(landmark, 25) & 2 != 0
        // "." of the root is held against its descriptor, by a rule of another family.
        let isRoot = landmark.hasSuffix("record:/.")
        var bytes = (isRoot ? [0, 1] : Array(0..<18)) + Array(25..<33)
        if isDirectory { bytes += 33..<33 + name }
        if name % 2 == 0 { bytes.append(33 + name) }
        return bytes
    }
}
