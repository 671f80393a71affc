import Bytes

/// Where we looked and could not see. A gap is neither good nor bad: it is not knowable, and one rule turns every gap
/// into a finding so that blindness is never silent.
public struct Gap: Sendable, Hashable {
    public enum Cause: String, Sendable, Hashable, CaseIterable {
        /// The source refused to deliver the bytes.
        case readFailed
        /// The bytes lie behind the end of the image.
        case pastEnd
        /// What stands there is no such record, so what follows it cannot be found.
        case malformed
        /// Following the pointer leads back to where we were.
        case loop
        /// Reading on would exceed a limit of time or memory.
        case limit
        /// A feature that isocheck cannot read.
        case unsupported
    }

    /// What we were looking for.
    public enum Structure: String, Sendable, Hashable, CaseIterable {
        case descriptor, pathTable, directory, directoryRecord, extendedAttributes
        case systemUse, continuation, relocation, zisofs, bootCatalog, bootImage, systemArea, content
    }

    public let cause: Cause
    public let structure: Structure
    public let place: Place
    /// What exactly, in words that finish "could not be read:".
    public let detail: String

    public init(_ cause: Cause, _ structure: Structure, at place: Place, _ detail: String) {
        self.cause = cause
        self.structure = structure
        self.place = place
        self.detail = detail
    }
}

extension Gap {
    /// The same gap where its place counts from a later byte.
    public func moved(by bytes: UInt64) -> Gap {
        var place = place
        place.offset = place.offset?.adding(bytes)
        return Gap(cause, structure, at: place, detail)
    }

    /// One sentence: what could not be read, where, and why.
    public var inWords: String {
        let spot = place.offset.map { " at offset \($0)" } ?? ""
        let path = place.path.map { " (\($0.escaped))" } ?? ""
        return "\(structure.inWords)\(spot)\(path) could not be read: \(detail)"
    }
}

extension Gap.Structure {
    /// The words for it at the start of a sentence.
    public var inWords: String {
        switch self {
        case .descriptor: "the volume descriptor"
        case .pathTable: "the path table"
        case .directory: "the directory"
        case .directoryRecord: "the directory record"
        case .extendedAttributes: "the extended attribute record"
        case .systemUse: "the system use area"
        case .continuation: "the continuation area"
        case .relocation: "the relocated directory"
        case .zisofs: "the zisofs header"
        case .bootCatalog: "the boot catalog"
        case .bootImage: "the boot image"
        case .systemArea: "the system area"
        case .content: "the content"
        }
    }
}
