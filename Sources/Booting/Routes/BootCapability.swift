/// Whether a machine starts the image, in one of the ways in which machines do.
public struct BootCapability: Sendable, Hashable {
    /// The firmware, and what the image is to it.
    public enum Route: String, Sendable, Hashable, CaseIterable {
        /// A disc in a drive, or an image that a virtual machine takes for one.
        case biosOptical = "bios-optical"
        /// A stick or a disk to which the image was written as it is.
        case biosUSB = "bios-usb"
        case uefiOptical = "uefi-optical"
        case uefiUSB = "uefi-usb"

        public var isUEFI: Bool { self == .uefiOptical || self == .uefiUSB }
        public var isOptical: Bool { self == .biosOptical || self == .uefiOptical }

        /// How people call it.
        public var inWords: String {
            "\(isUEFI ? "UEFI" : "BIOS") \(isOptical ? "from a disc" : "from a stick")"
        }
    }

    public enum Value: String, Sendable, Hashable { case yes, no, unknown }

    /// How far it comes: each level has those before it.
    public enum Level: String, Sendable, Hashable, CaseIterable, Comparable {
        /// The firmware finds nothing that it starts.
        case none
        /// The firmware starts a program.
        case firmware
        /// The program is a loader that finds its configuration.
        case configuration
        /// The kernel that it would start, and all that this is given, are where they are sought.
        case kernel
        /// The kernel's first programs find the medium again.
        case root

        public static func < (one: Level, other: Level) -> Bool {
            (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
        }

        public var inWords: String {
            switch self {
            case .none: "the firmware starts nothing"
            case .firmware: "the firmware starts a program"
            case .configuration: "the loader finds its configuration"
            case .kernel: "the kernel is where it is sought"
            case .root: "the kernel finds the medium again"
            }
        }
    }

    public let route: Route
    /// The processor, to UEFI; nil where there is no program for any.
    public let architecture: Architecture?
    public let value: Value
    public let level: Level
    /// Why it ends where it does; nil where it comes as far as can be told.
    public let why: String?
    /// What leads to what, such as "El Torito entry 2", "/boot/grub/efi.img", "FAT16".
    public let chain: [String]
    /// What stands in the way; nil where nothing is known to.
    public let obstacle: BootObstacle?
    /// What stands in the way of choices that are started only when somebody makes them.
    public let others: [BootObstacle]
    /// A choice of the menu that would start, in quotes, where the one that is made unasked does not.
    public let alternative: String?
    /// What a loader seeks in vain and goes on without.
    public let vain: [BootObstacle]
    /// Words of the menu that its loader does not know and goes on behind.
    public let slips: [BootObstacle]
    /// Whether a kernel is where one of the choices has it: then there is a system that ought to start.
    public let hasKernel: Bool
    /// Whether one of the choices has a file there that may be meant for one, whole or not.
    public let namesKernel: Bool
    /// The programs that it starts, as far as they are known.
    public internal(set) var stages: [BootStage] = []
    /// Whether machines with Secure Boot start them, for each class of machines; none where nothing is started.
    public internal(set) var secureBoot: [SecureBootVerdict] = []
    /// What no machine with Secure Boot starts, although the first program is signed.
    public internal(set) var refusal: SecureBootVerdict.Refusal?

    /// Such as "uefi-usb-x64".
    public var name: String {
        [route.rawValue, architecture?.rawValue].compactMap(\.self).joined(separator: "-")
    }
}
