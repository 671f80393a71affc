import Containers
import DiscModel

/// Which programs can write the image, in a short line for each answer; where it is a plain ISO that all take, nothing. With
/// notes, the lines name all.
enum BurningLines {
    /// Names on one line when not all are asked for, and letters on one line when all are.
    private static let (fewNames, width) = (3, 72)

    /// Label and text of each line.
    static func lines(_ burnability: Burnability?, _ disc: Disc, all: Bool) -> [(String, String)] {
        guard let burnability, disc.facts(ContainerFacts.self)?.isPlain == false else { return [] }
        let answers: [(Burnability.Answer, String)] = [
            (.asItIs, "burns as it is in"), (.afterConvert, "after convert in"),
        ]
        var lines = answers.flatMap { answer, label in
            list(label, burnability.rows.filter { $0.answer == answer }.map(\.program.name), all: all)
        }
        if let smallest = burnability.media.first {
            lines +=
                all || burnability.media.count == 1
                ? list("fits on", burnability.media, all: true) : [("fits on", "\(smallest) or larger")]
        }
        return lines
    }

    private static func list(_ label: String, _ names: [String], all: Bool) -> [(String, String)] {
        guard !names.isEmpty else { return [] }
        guard all || names.count <= fewNames + 1 else {
            let few = names.prefix(fewNames).joined(separator: ", ")
            return [(label, "\(few) and \(names.count - fewNames) more (--show note)")]
        }
        var lines: [String] = []
        for name in names {
            if let last = lines.last, last.count + name.count + 2 <= width {
                lines[lines.count - 1] += ", \(name)"
            } else {
                if !lines.isEmpty { lines[lines.count - 1] += "," }
                lines.append(name)
            }
        }
        return lines.enumerated().map { ($0 == 0 ? label : "", $1) }
    }
}
