import Bytes
import DiscModel
import Foundation
import Inspection
import Rules
import Testing

/// Flips single bits in the structure of an image and counts which of them the rules notice.
///
/// A flip is noticed when a rule says something that it did not say of the sound image, or says it more often; a message
/// with other words in it, or a finding that is gone, does not count. What nothing contradicts cannot be noticed (a
/// letter of a name that is recorded once, say); what is recorded twice must be.
struct MutationScore {
    /// What became of the flips in one kind of field.
    struct Row: Sendable {
        var flips = 0
        var noticed = 0
        /// Noticed by a warning or an error, which everybody is shown.
        var loud = 0
        /// The first flips that nobody noticed: byte offset and bit.
        var escapes: [(offset: UInt64, bit: Int)] = []
        var missed: Int { flips - noticed }
    }

    /// One voice of the judgement: which rule, of which tree, how gravely, and with which excuse.
    private struct Voice: Hashable {
        let rule: String
        let tree: TreeKind?
        let severity: Severity
        let causedBy: String?
        let exemption: String?
    }

    private(set) var rows: [String: Row] = [:]
    let victim: Victim
    private var bytes: [UInt8]
    /// What is said of the sound image, from its structure and from all of it.
    private let quick: [Voice: Int]
    private let full: [Voice: Int]

    /// - Parameter samples: flips for each kind of field; where it has no more bits than that, each bit once.
    /// - Parameter fields: what is flipped in; all of the structure of the file system by default.
    init(_ victim: Victim, fields: [FieldBytes]? = nil, samples: Int, _ chance: inout Chance) throws {
        self.victim = victim
        bytes = victim.bytes
        quick = Self.voices(victim.bytes, quick: true)
        full = Self.voices(victim.bytes, quick: false)
        let kinds = Dictionary(grouping: try fields ?? victim.fields(), by: \.name).sorted { $0.key < $1.key }
        for (name, fields) in kinds {
            rows[name] = Row()
            var ends: [Int] = []
            for field in fields { ends.append((ends.last ?? 0) + field.length * 8) }
            let bits = ends.last ?? 0
            for number in 0..<min(samples, bits) {
                // Every bit is as likely as any other, whatever field of the kind it is in.
                let bit = bits <= samples ? number : chance.below(bits)
                guard let index = ends.firstIndex(where: { bit < $0 }) else { continue }
                let at = bit - (ends[index] - fields[index].length * 8)
                flip(name, fields[index].offset + UInt64(at / 8), at % 8)
            }
        }
    }

    private mutating func flip(_ name: String, _ offset: UInt64, _ bit: Int) {
        bytes[Int(offset)] ^= 1 << UInt8(bit)
        defer { bytes[Int(offset)] ^= 1 << UInt8(bit) }
        var row = rows[name] ?? Row()
        row.flips += 1
        // Most flips are noticed in the structure alone, which is read in no time.
        let news =
            Self.news(Self.voices(bytes, quick: true), since: quick)
            ?? Self.news(Self.voices(bytes, quick: false), since: full)
        if let news {
            row.noticed += 1
            if news > .note { row.loud += 1 }
        } else if row.escapes.count < 8 {
            row.escapes.append((offset, bit))
        }
        rows[name] = row
    }

    /// The gravest thing that was not said before, or not as often.
    private static func news(_ voices: [Voice: Int], since sound: [Voice: Int]) -> Severity? {
        voices.filter { $0.value > sound[$0.key] ?? 0 }.map(\.key.severity).max()
    }

    /// What the rules say, and how often; a refusal says something as well.
    private static func voices(_ bytes: [UInt8], quick: Bool) -> [Voice: Int] {
        do throws(InspectionError) {
            let result = try Inspection(profile: .pedantic, quick: quick, placeLimit: 1).inspect(
                MemorySource(bytes), named: "flipped.iso")
            return result.judgement.findings.reduce(into: [:]) { voices, finding in
                let voice = Voice(
                    rule: finding.rule.id, tree: finding.tree, severity: finding.severity,
                    causedBy: finding.causedBy?.id, exemption: finding.exemption)
                voices[voice, default: 0] += finding.count
            }
        } catch {
            let refusal = Voice(
                rule: error.description, tree: nil, severity: .error, causedBy: nil, exemption: nil)
            return [refusal: 1]
        }
    }

    var flips: Int { rows.values.reduce(0) { $0 + $1.flips } }
    var noticed: Int { rows.values.reduce(0) { $0 + $1.noticed } }
    var loud: Int { rows.values.reduce(0) { $0 + $1.loud } }

    /// One line: how many of the flips were noticed, and how many of them by a warning or an error.
    var summary: String {
        "mutation score: \(victim): \(noticed) of \(flips) flips noticed (\(Self.percent(noticed, flips))), \(Self.percent(loud, flips)) by a warning or an error"
    }

    /// A table of what escaped: field, escapes, flips, and the first places; then why, where it is known.
    func table(_ reason: (String) -> String?) -> String {
        var lines = [summary]
        for (name, row) in rows.sorted(by: { ($0.value.missed, $1.key) > ($1.value.missed, $0.key) })
        where row.missed > 0 {
            let first = row.escapes.prefix(4).map { "\($0.offset).\($0.bit)" }.joined(separator: " ")
            let padded = name.padding(toLength: 34, withPad: " ", startingAt: 0)
            lines.append("  \(padded) \(row.missed) of \(row.flips) escaped: \(first)")
            lines.append("      \(reason(name) ?? "UNEXPLAINED")")
        }
        return lines.joined(separator: "\n")
    }

    static func percent(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "-" : String(format: "%.1f %%", 100 * Double(part) / Double(whole))
    }
}
