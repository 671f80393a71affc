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

    private let trust: SecureBootTrust

    /// - Parameter trust: whom machines with Secure Boot trust.
    public init(trusting trust: SecureBootTrust = .shipped) { self.trust = trust }

    /// Nil for an image that offers nothing to firmware.
    public func read(_ context: DiscContext) -> BootFacts? {
        let disc = context.disc
        let isSigned = disc.systemArea?.isSigned ?? false
        guard disc.facts(ElToritoFacts.self) != nil || isSigned else { return nil }
        let volumes = BootVolumes(of: disc, on: context.volume)
        let bios = BIOSRoutes(disc: disc, volumes: volumes)
        let uefi = UEFIRoutes(
            disc: disc, volumes: volumes,
            programs: SignedPrograms(digestsKernels: context.scope.contains(.content)))
        var secureBoot = SecureBoot(trust)
        let found = (uefi.capabilities(.uefiOptical) + uefi.capabilities(.uefiUSB)).map { capability in
            var capability = capability
            capability.secureBoot = secureBoot.verdicts(
                capability.stages, capability.value, capability.why)
            capability.refusal = secureBoot.refusal(capability.stages)
            return capability
        }
        return BootFacts(
            capabilities: [bios.optical(), bios.usb()] + found, missing: BootReferences(volumes).missing,
            trust: trust.state)
    }
}

/// In which ways machines start the image, and how far each comes.
public struct BootFacts: Facts {
    public let capabilities: [BootCapability]
    /// What files besides the menus of loaders name for starting, and what is not there.
    public let missing: [BootReference]
    /// As of when verdicts on Secure Boot hold: "dbx of 2026-04-09, SbatLevel 2025051000".
    public let trust: String
}
