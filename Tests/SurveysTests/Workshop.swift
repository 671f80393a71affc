import Bytes
import DiscModel
import Foundation
import Inspection
import Rules
import TestSupport

/// A folder in which other people's tools make images; gone when the workshop is.
final class Workshop {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "isocheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    func write(_ bytes: [UInt8], _ name: String) throws {
        let url = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// Files of random length and content below `name`; the lengths are up to `longest`.
    func grow(_ name: String, files: Int, longest: Int, _ dice: inout Dice) throws {
        for number in 0..<files {
            let length = Int.random(in: 1...longest, using: &dice)
            try write(dice.bytes(length), "\(name)/d\(number % 3)/file\(number)")
        }
    }
}

/// What isocheck makes of an image.
struct Verdict {
    let disc: Disc?
    let findings: [Finding]

    init(_ image: [UInt8]) {
        var inspection = Inspection(profile: .pedantic, placeLimit: 0)
        inspection.digests = []
        let result = try? inspection.inspect(MemorySource(image), named: "test.iso")
        disc = result?.disc
        findings = result?.judgement.findings ?? []
    }

    /// Findings of a rule, consequences of others included.
    func findings(_ rule: String) -> [Finding] { findings.filter { $0.rule.id == rule } }

    func has(_ rules: String...) -> Bool {
        findings.contains {
            rules.contains($0.rule.id) && $0.severity > .note
                || rules.contains($0.rule.id) && $0.causedBy != nil
        }
    }

    /// The paths that a rule names.
    func paths(_ rule: String) -> Set<String> {
        Set(findings(rule).flatMap(\.places).compactMap { $0.path?.text })
    }
}

extension [UInt8] {
    /// A copy with some bits flipped.
    func flipping(_ offsets: [Int], _ dice: inout Dice) -> [UInt8] {
        var copy = self
        for offset in offsets { copy[offset] ^= 1 << UInt8.random(in: 0..<8, using: &dice) }
        return copy
    }
}
