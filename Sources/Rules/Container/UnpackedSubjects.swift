import Containers
import DiscModel
import Specimens

extension UnpackedFile: Weighable {
    static func each(in disc: Disc, _ body: (UnpackedFile) -> Void) {
        disc.facts(ContainerFacts.self)?.unpacked.forEach(body)
    }

    /// What it is called in messages.
    var displayName: String { DisplayName(name).escaped }

    /// A place in it; what it unpacks to is a file of its own in reports.
    func place(_ field: String) -> Place { Place(field: "\(displayName): \(field)") }
}
