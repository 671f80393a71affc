import Containers
import DiscModel
import FileSystems

/// Identifiers of formats in PRONOM, the registry of the National Archives of the United Kingdom.
enum PRONOM {
    private static let containers: [ContainerFormat: String] = [
        NeroImage.format: "fmt/1743", AlcoholImage.format: "fmt/1759", CloneCDImage.format: "fmt/1760",
        CueSheetImage.format: "fmt/1069", CSOImage.format: "fmt/1488", DMGImage.format: "fmt/1071",
        EWFImage.format: "fmt/803",
    ]

    /// Of a plain image by its file systems, else of the container; nil where the registry has none.
    static func puid(of disc: Disc) -> String? {
        if let container = disc.facts(ContainerFacts.self), !container.isPlain {
            return containers[container.format]
        }
        let kinds = Set(disc.trees.map(\.kind))
        let isISO = kinds.contains(.iso9660)
        let isApple = disc.facts(ApplePartitionMapFacts.self)?.maps.isEmpty == false
        switch (isISO, kinds.contains(.udf), isApple) {
        case (true, true, true): return "fmt/1757"
        case (true, true, false): return "fmt/1739"
        case (true, false, true): return "fmt/1741"
        case (true, false, false): return "fmt/468"
        case (false, true, _): return "fmt/1738"
        case (false, false, true): return "fmt/1740"
        case (false, false, false):
            return kinds.contains(.hfsplus) ? "fmt/1742" : kinds.contains(.hfs) ? "fmt/1105" : nil
        }
    }
}
