import Containers
import DiscModel

/// A CHD, what it says of itself, and what it is called in messages.
struct CHDSubject: Weighable {
    let facts: CHDFacts
    let name: String
    /// Whether each hunk has a CRC.
    let hasSums: Bool

    static func each(in disc: Disc, _ body: (CHDSubject) -> Void) {
        guard let container = disc.facts(ContainerFacts.self), let facts = container.chd else { return }
        body(
            CHDSubject(
                facts: facts, name: DisplayName(container.fileName).escaped,
                hasSums: container.payload?.hasSums ?? false))
    }

    /// A place in its file; what is in it, tracks or bytes, is a file of its own in reports.
    func place(_ field: String) -> Place { Place(field: "\(name): \(field)") }
}
