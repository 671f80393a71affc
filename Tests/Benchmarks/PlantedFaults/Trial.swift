import Bytes
import Containers
import DiscModel
import Inspection
public import Rules
public import Specimens

/// What is said of an image in which one thing is wrong, in the default profile.
public struct Trial: Sendable {
    /// Rules with independent findings of a warning or worse.
    public let causes: [String]
    /// Findings that are named as consequences of others.
    public let consequences: Int
    /// Why the file was not looked at, which is one thing said as well.
    public let refusal: String?
    /// Every finding, for those who want to know more.
    public let findings: [Finding]

    public init(_ files: Wrapped) {
        let input = ImageInput(
            name: files.name, source: MemorySource(files.bytes), folder: MemoryFolder(files.siblings))
        do throws(InspectionError) {
            let found = try Inspection().inspect(input).judgement.findings
            findings = found
            causes = found.filter { $0.counts && $0.severity >= .warning }.map(\.rule.id)
            consequences = found.count { $0.causedBy != nil }
            refusal = nil
        } catch {
            (causes, consequences, findings) = ([], 0, [])
            refusal = error.description
        }
    }

    /// How many things are said to be wrong.
    public var count: Int { refusal == nil ? causes.count : 1 }

    /// Rules that say something here and nothing, or something else, of the sound image.
    public func notes(beyond sound: Trial) -> [String] {
        let known = Set(sound.findings.map { [$0.rule.id, $0.message] })
        return findings.filter { $0.causedBy == nil && !known.contains([$0.rule.id, $0.message]) }.map(
            \.rule.id)
    }
}

/// How many faults gave how many findings.
public struct Tally: Sendable {
    /// Faults by the number of independent findings of a warning or worse.
    public private(set) var counts: [Int: Int] = [:]
    /// Faults that a note tells, and nothing worse.
    public private(set) var noted = 0
    /// Faults of which nothing is said, with the reason.
    public private(set) var pardoned = 0
    /// Faults of which nothing is said, and something should be.
    public private(set) var missed = 0

    public init() {}

    public mutating func add(_ fault: PlantedFault, _ trial: Trial, sound: Trial) {
        if trial.count > 0 {
            counts[trial.count, default: 0] += 1
        } else if !trial.notes(beyond: sound).isEmpty {
            noted += 1
        } else if fault.pardon != nil {
            pardoned += 1
        } else {
            missed += 1
        }
    }

    /// Faults that are told as a warning or worse.
    public var told: Int { counts.values.reduce(0, +) }
    /// Faults that are told by more than three findings.
    public var moreThanThree: Int { counts.filter { $0.key > 3 }.values.reduce(0, +) }
    /// Of all that are told, percent that are told by exactly one finding.
    public var exact: Double { told == 0 ? 0 : Double(counts[1] ?? 0) * 100 / Double(told) }

    public var text: String {
        func number(_ count: Int) -> String { "\(counts[count] ?? 0)" }
        let percent = "\(Int(exact.rounded(.down)))"
        return
            "\(told + noted + pardoned + missed) faults, \(told) told: exactly one \(number(1)) (\(percent) %), "
            + "two \(number(2)), three \(number(3)), more \(moreThanThree); told by a note \(noted), "
            + "of which nothing is said for a reason \(pardoned), missed \(missed)"
    }
}
