public import ChecksumLists
public import Checksums
public import DiscModel

/// The lists of checksums beside the image.
public struct SidecarFacts: ChecksumFacts {
    public let lists: [Sidecar]
    public var statements: [ChecksumStatement] { lists.flatMap(\.statements) }
}

/// One list beside the image, and what it says of the image.
public struct Sidecar: Sendable {
    public let name: DisplayName
    /// Whether somebody asked for this list, as opposed to one that was found.
    public let isGiven: Bool
    /// Whether all that it says of the image stands in lines of which no sense could be made.
    public let garbles: Bool
    /// Why it could not be used, in words that follow its name and a colon.
    public let obstacle: String?
    /// What it names, where that is not the image and its one digest is compared all the same.
    public let otherName: DisplayName?
    /// What it says of the image, line by line.
    public let statements: [ChecksumStatement]
    /// Lines of which no sense could be made.
    public let problems: [ChecksumList.Problem]
    public let signature: SignatureState
    /// Lines that name the image and stand outside of what the signature is about.
    public let unsignedLines: [Int]

    /// What is known of the signature of what it says of the image: none, where a part of that is not signed.
    public var signatureOfStatements: SignatureState {
        if case .good = signature, !unsignedLines.isEmpty { return .none }
        return signature
    }

    /// Place of a line of the list.
    public func place(ofLine line: Int? = nil) -> Place {
        Place(path: name, field: line.map { "line \($0)" })
    }
}

/// What is known of the signature of a list.
public enum SignatureState: Sendable, Hashable {
    case none
    /// There is one, and why nobody looked whether it is good.
    case unverified(String)
    /// It is good, and whose it is.
    case good(String)
    /// It is not of this text, or of a key that was withdrawn.
    case bad(String)
}

/// An OpenPGP signature and what it is of, as a verifying program wants them.
public struct SignedText: Sendable {
    /// The detached signature; nil when `text` is a clear-signed message.
    public let signature: [UInt8]?
    public let text: [UInt8]
}

extension ChecksumGroup {
    /// The list beside the image that records them, where it is one.
    public func sidecar(in disc: Disc) -> Sidecar? {
        guard origin == .sidecar else { return nil }
        return disc.facts(SidecarFacts.self)?.lists.first { $0.name == list }
    }
}
