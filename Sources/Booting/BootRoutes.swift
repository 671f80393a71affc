public import DiscModel
import FileSystems
public import Readers
import Sectors

/// Follows what firmware, loaders and kernels would do with the image, in the four ways in which machines start one.
public struct BootRoutes: LastReader {
    public static let needs: [any Facts.Type] = [
        MasterBootRecordFacts.self, GUIDPartitionTableFacts.self, SystemAreaFacts.self, ISO9660Facts.self,
        ElToritoFacts.self, FATFacts.self,
    ]

    public init() {}

    /// Nil for an image that offers nothing to firmware.
    public func read(_ context: DiscContext) -> BootFacts? {
        let disc = context.disc
        let isSigned = disc.systemArea?.isSigned ?? false
        guard disc.facts(ElToritoFacts.self) != nil || isSigned else { return nil }
        let volumes = BootVolumes(of: disc, on: context.volume)
        let bios = BIOSRoutes(disc: disc, volumes: volumes)
        let uefi = UEFIRoutes(disc: disc, volumes: volumes)
        return BootFacts(
            capabilities: [bios.optical(), bios.usb()] + uefi.capabilities(.uefiOptical)
                + uefi.capabilities(.uefiUSB))
    }
}

/// In which ways machines start the image, and how far each comes.
public struct BootFacts: Facts {
    public let capabilities: [BootCapability]
}
