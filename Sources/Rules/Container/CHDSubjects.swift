import Containers
import DiscModel

extension ContainerFacts {
    /// A place in the file of a CHD, whose tracks or bytes are files of their own in reports.
    func placeInCHD(_ field: String) -> Place { Place(field: "\(DisplayName(fileName).escaped): \(field)") }
}
