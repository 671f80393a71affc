public import DiscModel

/// Who owns the sectors that are lost: a sector number says little, the file that is hurt says all.
public struct Losses: Sendable {
    /// One owner that lost something.
    public struct Owner: Sendable {
        public let kind: Kind
        public let name: DisplayName
        /// Bytes it has, and how many of them lie in sectors that are lost.
        public let size: UInt64
        public let bytes: UInt64
        /// Offset of the first lost byte within it.
        public let first: UInt64
        /// The first lost sector.
        public let sector: UInt64
    }

    /// What an owner is: a kind of claim, the unused end of a file's last block, or nothing.
    public enum Kind: Sendable, Hashable {
        case claim(Claim.Kind)
        case slack
        case unclaimed

        public var word: String {
            switch self {
            case .claim(let kind): kind.rawValue
            case .slack: "slack"
            case .unclaimed: "unclaimed"
            }
        }

        /// The worse, the sooner it is told: what makes a disc unmountable first, what nobody misses last.
        var rank: Int {
            switch self {
            case .claim(let kind):
                switch kind {
                case .descriptor: 0
                case .directory, .continuation: 1
                case .file: 2
                case .bootCatalog, .bootImage: 3
                case .pathTable, .partitionTable, .extendedAttributes: 4
                case .systemArea, .checksum, .authoringNote: 5
                case .audio, .notStored: 6
                case .tail, .orphan: 6
                case .padding: 8
                }
            case .slack: 7
            case .unclaimed: 9
            }
        }

        /// Whether nobody misses what stood there.
        public var isIdle: Bool { self == .claim(.padding) || self == .slack || self == .unclaimed }
    }

    /// Owners that were hurt, the worst first, then by sector.
    public internal(set) var owners: [Owner] = []
    /// Whether somebody looked who owns what.
    public internal(set) var isAttributed = false
    /// For each lost run its owners and their bytes in it.
    public internal(set) var byRun: [SectorRun: [Share]] = [:]

    /// An owner's part of a run.
    public struct Share: Sendable, Hashable {
        public let kind: Kind
        public let name: DisplayName
        public let bytes: UInt64
    }

    /// Whether everything lost lies where no file and no structure is.
    public var hurtsNothing: Bool { owners.allSatisfy(\.kind.isIdle) }
    public var files: [Owner] { owners.filter { $0.kind == .claim(.file) } }
}

extension Comparison {
    /// The same comparison with the losses told by their owners.
    ///
    /// - Parameter disc: the image's, never the damaged side's.
    public func attributed(to disc: Disc) -> Comparison {
        var copy = self
        copy.losses = Attribution(disc).losses(in: states.runs, differences)
        return copy
    }
}
