import Bytes
import Containers
import DiscModel
import FileSystems

extension Burnability {
    /// As the container and the layout of an image tell; nil where the container is not known.
    init?(of disc: Disc) {
        guard let container = disc.facts(ContainerFacts.self) else { return nil }
        let last = container.layout.tracks.map(\.sectors.upperBound).max() ?? 0
        let sectors = max(last, disc.size.sectorsNeeded)
        let hasTable = disc.facts(SystemAreaFacts.self)?.partitions.isEmpty == false
        self.init(of: container, sectors: sectors, isHybrid: hasTable)
    }
}
