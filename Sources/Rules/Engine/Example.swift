import Bytes
public import DiscModel
public import Specimens

/// An image that shows what a rule means: a forged specimen, what was done to it, and what the rule must say. Examples are
/// the rule's tests, and `isocheck explain RULE --example FILE` writes one out.
public struct Example: Sendable {
    /// What the rule must find in the image.
    public struct Fault: Sendable {
        /// Byte offset of the first place; nil where the finding has no place.
        public let offset: Int?
        /// What the first place is called, for those in descriptors and in the files of a container.
        public let field: String?
        /// Where it differs from the card's.
        public let severity: Severity?
        /// Where it matters.
        public let message: String?
    }

    private struct Forged {
        let files: Wrapped
        let offset: Int?
    }

    /// What is special about the image, in a few words.
    public let name: String
    /// Whether the rule fires on it; otherwise it applies and passes.
    public let fires: Bool
    private var field: String?
    private let severity: Severity?
    private let message: String?
    /// What is expected of the image.
    public private(set) var expectations: [Expectation] = []
    /// Files beside it that are lists of dumps.
    public private(set) var dats: [String] = []
    /// Files beside it that a person named for it.
    public private(set) var given: [String] = []
    /// What is known of the image that is not in it.
    public private(set) var facts: (any Facts)?
    private let forge: @Sendable () -> Forged

    /// The file that is opened, and the files beside it.
    public var files: Wrapped { forge().files }

    /// What the rule must find; nil where it must pass.
    public var fault: Fault? {
        fires ? Fault(offset: forge().offset, field: field, severity: severity, message: message) : nil
    }
}

// MARK: How rules write them

extension Example {
    typealias Patch = @Sendable (inout Specimen) -> Void

    /// An image on which the rule fires.
    ///
    /// - Parameters:
    ///   - landmark: the structure in the patched specimen that the first place of the finding lies in.
    ///   - byte: where in it.
    ///   - severity: where it differs from the card's.
    ///   - message: where it matters.
    static func fires(
        _ name: String, _ specimen: Specimen, at landmark: String, _ byte: Int = 0, severity: Severity? = nil,
        message: String? = nil, _ patch: @escaping Patch = { _ in }
    ) -> Example {
        Example(name: name, fires: true, severity: severity, message: message) {
            let patched = specimen.with(patch)
            return Forged(files: plain(patched), offset: patched.offset(landmark) + byte)
        }
    }

    /// The same, for a finding at a field of that structure.
    static func fires<Coding>(
        _ name: String, _ specimen: Specimen, at landmark: String, _ field: Field<Coding>,
        severity: Severity? = nil, message: String? = nil, _ patch: @escaping Patch = { _ in }
    ) -> Example {
        fires(
            name, specimen, at: landmark, field.offset, severity: severity, message: message, patch)
    }

    /// The same, for a finding at a byte of the image; at none where it has no place.
    static func fires(
        _ name: String, _ specimen: Specimen, at offset: Int?, severity: Severity? = nil,
        message: String? = nil, _ patch: @escaping Patch = { _ in }
    ) -> Example {
        Example(name: name, fires: true, severity: severity, message: message) {
            Forged(files: plain(specimen.with(patch)), offset: offset)
        }
    }

    /// The same, for an image in a container.
    static func fires(
        _ name: String, in container: @autoclosure @escaping @Sendable () -> Wrapped, at offset: Int?,
        severity: Severity? = nil, message: String? = nil
    ) -> Example {
        Example(name: name, fires: true, severity: severity, message: message) {
            Forged(files: container(), offset: offset)
        }
    }

    /// The same, for a finding at a place that has a name and no offset in the disc.
    static func fires(
        _ name: String, in container: @autoclosure @escaping @Sendable () -> Wrapped, at field: String,
        severity: Severity? = nil, message: String? = nil
    ) -> Example {
        Example(name: name, fires: true, field: field, severity: severity, message: message) {
            Forged(files: container(), offset: nil)
        }
    }

    /// The nearest image on which the rule applies and has nothing to say.
    static func passes(
        _ name: String, _ specimen: Specimen, _ patch: @escaping Patch = { _ in }
    ) -> Example {
        passes(name, in: plain(specimen.with(patch)))
    }

    /// The same, for an image in a container.
    static func passes(
        _ name: String, in container: @autoclosure @escaping @Sendable () -> Wrapped
    ) -> Example {
        Example(name: name, fires: false, severity: nil, message: nil) {
            Forged(files: container(), offset: nil)
        }
    }

    /// The same, looked at with expectations.
    func expecting(_ words: String...) -> Example {
        var example = self
        example.expectations = words.compactMap { try? Expectation($0) }
        return example
    }

    /// The same, held against a list of dumps beside it.
    func held(against list: String) -> Example {
        var example = self
        example.dats = [list]
        return example
    }

    /// The same, with a file beside it that a person named for it.
    func naming(_ file: String) -> Example {
        var example = self
        example.given = [file]
        return example
    }

    /// The same, looked at with knowledge from elsewhere.
    func knowing(_ facts: any Facts) -> Example {
        var example = self
        example.facts = facts
        return example
    }

    private static func plain(_ specimen: Specimen) -> Wrapped {
        Wrapped(name: "example.iso", bytes: specimen.bytes)
    }
}
