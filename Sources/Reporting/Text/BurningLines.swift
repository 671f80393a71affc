import Containers
import DiscModel

/// Which programs can write the image, in a line for each answer; where it is a plain ISO that all take, nothing.
enum BurningLines {
    /// Label and text of each line.
    static func lines(_ burnability: Burnability?, _ disc: Disc) -> [(String, String)] {
        guard let burnability, disc.facts(ContainerFacts.self)?.isPlain == false else { return [] }
        let answers: [(Burnability.Answer, String)] = [
            (.asItIs, "burns as it is in"), (.afterConvert, "after convert in"),
        ]
        return answers.compactMap { answer, label in
            let names = burnability.rows.filter { $0.answer == answer }.map(\.program.name)
            return names.isEmpty ? nil : (label, names.joined(separator: ", "))
        } + [("fits on", burnability.media.joined(separator: ", "))].filter { !$0.1.isEmpty }
    }
}
