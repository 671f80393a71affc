import Bytes
import DiscModel
import Foundation
import Inspection
import Rules
import Testing

/// Flips single bits in the structure of an image and counts which of them the rules notice.
///
/// A flip is noticed when the findings are others than before: another rule, tree, count or message. What nothing
/// contradicts cannot be noticed (a letter of a name that is recorded once, say); what is recorded twice must be.
struct MutationScore {
    /// What became of the flips in one kind of field.
    struct Row: Sendable {
        var flips = 0
        var noticed = 0
        /// The first flips that nobody noticed: byte offset and bit.
        var escapes: [(offset: UInt64, bit: Int)] = []
        var missed: Int { flips - noticed }
    }

    private(set) var rows: [String: Row] = [:]
    let victim: Victim
    private let sound: Set<String>

    /// - Parameter samples: flips for each kind of field, or nil for every bit of every field.
    init(_ victim: Victim, samples: Int?, _ chance: inout Chance) {
        self.victim = victim
        sound = Self.findings(victim.bytes)
        for (name, fields) in Dictionary(grouping: victim.fields(), by: \.name).sorted(by: { $0.key < $1.key }
        ) {
            rows[name] = Row()
            let bits = fields.reduce(0) { $0 + $1.length * 8 }
            if let samples, samples < bits {
                for _ in 0..<samples {
                    guard let field = fields.randomElement(using: &chance) else { continue }
                    flip(name, field.offset + UInt64(chance.below(field.length)), chance.below(8))
                }
            } else {
                for field in fields {
                    for at in 0..<field.length * 8 { flip(name, field.offset + UInt64(at / 8), at % 8) }
                }
            }
        }
    }

    private mutating func flip(_ name: String, _ offset: UInt64, _ bit: Int) {
        var bytes = victim.bytes
        bytes[Int(offset)] ^= 1 << UInt8(bit)
        let isNoticed = Self.findings(bytes) != sound
        rows[name, default: Row()].flips += 1
        if isNoticed {
            rows[name, default: Row()].noticed += 1
        } else if rows[name, default: Row()].escapes.count < 8 {
            rows[name, default: Row()].escapes.append((offset, bit))
        }
    }

    /// What the rules say, each finding as one line; a refusal says something as well.
    private static func findings(_ bytes: [UInt8]) -> Set<String> {
        do throws(InspectionError) {
            let result = try Inspection(profile: .pedantic, placeLimit: 1).inspect(
                MemorySource(bytes), named: "flipped.iso")
            return Set(
                result.judgement.findings.map {
                    "\($0.rule) \($0.tree?.rawValue ?? "") \($0.count) \($0.severity) \($0.message)"
                })
        } catch {
            return [error.description]
        }
    }

    var flips: Int { rows.values.reduce(0) { $0 + $1.flips } }
    var noticed: Int { rows.values.reduce(0) { $0 + $1.noticed } }

    /// A table: field, flips, noticed, escapes and the first of them.
    var table: String {
        var lines = [
            "mutation score: \(victim): \(noticed) of \(flips) flips noticed (\(Self.percent(noticed, flips)))"
        ]
        for (name, row) in rows.sorted(by: { ($0.value.missed, $1.key) > ($1.value.missed, $0.key) })
        where row.missed > 0 {
            let first = row.escapes.map { "\($0.offset).\($0.bit)" }.joined(separator: " ")
            lines.append(
                "  \(name.padding(toLength: 46, withPad: " ", startingAt: 0)) \(row.flips) flips, \(row.noticed) noticed, \(row.missed) escaped: \(first)"
            )
        }
        return lines.joined(separator: "\n")
    }

    static func percent(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "-" : String(format: "%.1f %%", 100 * Double(part) / Double(whole))
    }
}
