import Bytes
import Containers
import DiscModel
import FileSystems

extension Burnability {
    /// As the container, the layout of an image and what was found wrong with them tell; nil where the container is not known.
    init?(of disc: Disc, _ findings: [Finding]) {
        guard let container = disc.facts(ContainerFacts.self) else { return nil }
        let last = container.layout.tracks.map(\.sectors.upperBound).max() ?? 0
        let sectors = max(UInt64(clamping: last.number), disc.size.sectorsNeeded)
        let hasTable = disc.facts(SystemAreaFacts.self)?.partitions.isEmpty == false
        let isFaulty = findings.contains {
            $0.counts && $0.severity >= .warning && $0.rule.area == TracksLieInTheirFiles.card.area
        }
        self.init(of: container, sectors: sectors, isHybrid: hasTable, isFaulty: isFaulty)
    }
}
