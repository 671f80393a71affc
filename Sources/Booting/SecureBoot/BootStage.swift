import DiscModel

/// A program on the way from the firmware to the kernel.
public struct BootStage: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        case shim
        case grub
        case systemdBoot = "systemd-boot"
        case unifiedKernel = "unified-kernel"
        case kernel, other
    }

    public let path: String
    public let kind: Kind
    /// The first byte of the program on the medium.
    public let start: UInt64?
    public let program: SignedProgram

    init(_ file: BootVolume.File, _ kind: Kind, _ program: SignedProgram) {
        path = file.path.escaped
        self.kind = kind
        start = file.start
        self.program = program
    }

    init(path: String, kind: Kind, program: SignedProgram) {
        self.path = path
        self.kind = kind
        start = nil
        self.program = program
    }
}

/// Whether a class of machines starts the image with Secure Boot.
public struct SecureBootVerdict: Sendable, Hashable {
    /// Why a stage is refused.
    public enum Fault: Sendable, Hashable {
        case unsigned
        /// Signed by nobody who is trusted.
        case untrusted
        /// Not what was signed.
        case tampered
        /// Headers or signatures that cannot be read.
        case damaged
        /// By its digest, its signer or its generation.
        case revoked
    }

    /// What keeps it from being started.
    public struct Refusal: Sendable, Hashable {
        public let fault: Fault
        /// The number of the stage.
        public let stage: Int
        /// The reason as a sentence that begins with the path.
        public let words: String
        /// Who refuses it, as the end of that sentence; nil where the reason tells.
        public let consequence: String?
        /// Whether shim refuses it; else the firmware does.
        public let isByShim: Bool
    }

    public let machine: SecureBootTrust.Machine
    public let value: BootCapability.Value
    public let why: String?
    public let refusal: Refusal?
}
