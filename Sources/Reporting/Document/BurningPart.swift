import Bytes
import Containers
import DiscModel
import FileSystems

extension Disc {
    /// Which programs can write the image; nil where the container is not known.
    var burnability: Burnability? {
        facts(ContainerFacts.self).map { container in
            let last = container.layout.tracks.map(\.sectors.upperBound).max() ?? 0
            let sectors = max(last, size.roundedUp(to: LBA.sectorSize) / LBA.sectorSize)
            let hasTable = facts(SystemAreaFacts.self)?.partitions.isEmpty == false
            return Burnability(of: container, sectors: sectors, isHybrid: hasTable)
        }
    }
}

/// Which programs can write the image, and the media it fits on.
enum BurningPart {
    static func burning(_ disc: Disc) -> Document? {
        disc.burnability.map { burnability in
            Document {
                $0.add(
                    "media", each: "medium",
                    burnability.media.map { name in Document { $0.add("name", name) } })
                $0.add("programs", each: "program", burnability.rows.map(row))
            }
        }
    }

    private static func row(_ row: Burnability.Row) -> Document {
        Document {
            $0.add("name", row.program.name)
            $0.add("answer", row.answer.rawValue)
            $0.add("reason", row.reason)
            $0.add("source", row.program.source)
            $0.add("verified", row.program.isVerified)
        }
    }
}
