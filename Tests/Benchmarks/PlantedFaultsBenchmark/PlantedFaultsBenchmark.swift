import DiscModel
import Foundation
import PlantedFaults
import Rules
import Specimens

// One fault, one finding: how many things isocheck says are wrong with an image in which exactly one thing is.
//
//     PlantedFaultsBenchmark                 all faults, those that are not told by exactly one finding, and the figures
//     PlantedFaultsBenchmark --all           every fault with its findings
//     PlantedFaultsBenchmark --say WORDS     the faults with these words in their names, with every finding in full
//     PlantedFaultsBenchmark --sound FOLDER  writes out the sound images of UDF, for other programs to read
//     PlantedFaultsBenchmark --write WORDS FOLDER    writes out their images, and in sound/ the same without the fault

@main enum PlantedFaultsBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.dropFirst().first, arguments.dropFirst(2).first) {
        case ("--write", let words?, let folder?): try write(named(words), to: folder)
        case ("--sound", let folder?, _): try writeSound(to: URL(filePath: folder))
        case ("--say", let words?, _): for fault in named(words) { say(fault) }
        default: measure(all: arguments.first == "--all")
        }
    }

    private static func named(_ words: String) -> [PlantedFault] {
        PlantedFault.all.filter { $0.name.contains(words) }
    }

    private static func measure(all: Bool) {
        var whole = Tally()
        var families: [PlantedFault.Family: Tally] = [:]
        var sound: [String: Trial] = [:]
        for fault in PlantedFault.all {
            let base = sound[fault.base.description] ?? Trial(fault.base.files)
            sound[fault.base.description] = base
            let trial = Trial(fault.files)
            whole.add(fault, trial, sound: base)
            families[fault.family, default: Tally()].add(fault, trial, sound: base)
            guard all || trial.count != 1 else { continue }
            print("\(trial.count)  \(fault.name)")
            print("     \(told(fault, trial, base))")
        }
        print()
        for family in PlantedFault.Family.allCases {
            if let tally = families[family] { print("\(family.rawValue): \(tally.text)") }
        }
        print("\nall: \(whole.text)")
    }

    /// What is said of an image, in one line.
    private static func told(_ fault: PlantedFault, _ trial: Trial, _ sound: Trial) -> String {
        if let refusal = trial.refusal { return "refused: \(refusal)" }
        if trial.count > 0 {
            return "\(trial.causes.joined(separator: ", ")); consequences: \(trial.consequences)"
        }
        let notes = trial.notes(beyond: sound)
        if !notes.isEmpty { return "note: \(notes.joined(separator: ", "))" }
        return fault.pardon.map { "nothing is said: \($0)" } ?? "MISSED"
    }

    private static func say(_ fault: PlantedFault) {
        print("\n\(fault.name)")
        let trial = Trial(fault.files)
        let known = Set(Trial(fault.base.files).findings.map(\.message))
        if let refusal = trial.refusal { print("  refused: \(refusal)") }
        for finding in trial.findings where !known.contains(finding.message) {
            let cause =
                finding.causedBy.map { " <- \($0.id)" } ?? finding.exemption.map { " (excused: \($0))" } ?? ""
            print(
                "  \(finding.severity.rawValue) \(finding.rule.id) [\(finding.tree?.rawValue ?? "")] x\(finding.count)\(cause)"
            )
            print("      \(finding.message)")
            if let expected = finding.expected {
                print("      expected \(expected), found \(finding.actual ?? "")")
            }
        }
    }

    private static func writeSound(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let bases = PlantedFault.all.filter { [.udf, .bridges].contains($0.family) }.map(\.base)
        for (name, base) in Dictionary(
            bases.map { ($0.description, $0) }, uniquingKeysWith: { one, _ in one })
        {
            let file = name.replacing(", ", with: "-").replacing(" ", with: "-") + ".img"
            try Data(base.files.bytes).write(to: folder.appending(path: file))
        }
    }

    private static func write(_ faults: [PlantedFault], to folder: String) throws {
        for (number, fault) in faults.enumerated() {
            let place = URL(filePath: folder).appending(path: "\(number + 1)")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            let files = fault.files
            try Data(files.bytes).write(to: place.appending(path: files.name))
            for (name, bytes) in files.siblings { try Data(bytes).write(to: place.appending(path: name)) }
            let sound = place.appending(path: "sound")
            try FileManager.default.createDirectory(at: sound, withIntermediateDirectories: true)
            try Data(fault.base.files.bytes).write(to: sound.appending(path: files.name))
            print("\(place.path): \(fault.name)")
        }
    }
}
