import Bytes

/// Why a sector did not come.
public struct Fault: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The medium cannot be read there. Only this kind is evidence against the disc.
        case unreadable
        /// There is no such sector.
        case pastEnd
        /// The sector is of no data track, or lies between tracks.
        case outsideTrack
        /// Nothing was written there.
        case unwritten
        case copyProtected
        case notReady
        case noMedium
        case mediumChanged
        /// The drive, its cable or its bridge is in trouble; says nothing about the disc.
        case driveTrouble
        /// The operating system made the device smaller after an error near its end (Linux sr driver).
        case deviceShrank
        /// The rescue map does not have it.
        case notRescued
        /// The raw sector's error detection code or address is wrong.
        case codeMismatch
        /// The image itself could not be read.
        case imageUnreadable

        /// Whether another try can succeed.
        var deservesRetry: Bool { self == .unreadable || self == .driveTrouble || self == .notReady }

        /// What a sector is that did not come for this reason: the drive's own troubles are no evidence against the disc.
        var state: SectorState {
            switch self {
            case .driveTrouble, .notReady, .noMedium, .mediumChanged, .deviceShrank, .notRescued,
                .imageUnreadable:
                .notTried
            case .codeMismatch: .edcBad
            case .unreadable, .pastEnd, .outsideTrack, .unwritten, .copyProtected: .unreadable
            }
        }

        /// Whether going on makes no sense.
        var endsReading: Bool { self == .noMedium || self == .mediumChanged }
    }

    public let kind: Kind
    /// In the words of the drive or the system, such as "Input/output error".
    public let reason: String
    public let sense: Sense?
    /// The first bad sector, where the drive tells.
    public let sector: UInt64?

    public init(_ kind: Kind, _ reason: String, sense: Sense? = nil, sector: UInt64? = nil) {
        self.kind = kind
        self.reason = reason
        self.sense = sense
        self.sector = sector
    }

    /// A failed read of a file or block device, by its errno. Linux gives ENODATA for an unreadable sector that is read
    /// directly, EREMOTEIO for some transports, ENOMEDIUM for a disc that was taken out.
    public init(errno: Int32, reason: String) {
        let kind: Kind =
            switch errno {
            case 5, 61, 121: .unreadable
            case 123: .noMedium
            case 124: .mediumChanged
            default: .driveTrouble
            }
        self.init(kind, reason)
    }
}

/// Sense data of a SCSI command that failed (SPC-4, 4.5): key, additional code, and its qualifier.
public struct Sense: Sendable, Hashable {
    public let key: UInt8
    public let code: UInt8
    public let qualifier: UInt8

    public init(key: UInt8, code: UInt8, qualifier: UInt8) {
        self.key = key
        self.code = code
        self.qualifier = qualifier
    }

    /// Decodes sense data of the fixed (70h, 71h) or the descriptor format (72h, 73h), and the sector in its
    /// information field where that is valid.
    ///
    /// - Returns: nil for data of another format, or too short.
    public static func decode(_ data: [UInt8]) -> (sense: Sense, sector: UInt64?)? {
        guard data.count >= 8 else { return nil }
        switch data[0] & 0x7F {
        case 0x70, 0x71:
            let sense = Sense(
                key: data[2] & 15, code: data.count > 12 ? data[12] : 0,
                qualifier: data.count > 13 ? data[13] : 0)
            let isValid = data[0] & 0x80 != 0
            return (sense, isValid ? data[3..<7].reduce(0) { $0 << 8 | UInt64($1) } : nil)
        case 0x72, 0x73:
            return (Sense(key: data[1] & 15, code: data[2], qualifier: data[3]), information(in: data))
        default: return nil
        }
    }

    /// The information descriptor (SPC-4, 4.5.2.2).
    private static func information(in data: [UInt8]) -> UInt64? {
        var at = 8
        while at + 12 <= data.count {
            if data[at] == 0, data[at + 1] == 10, data[at + 2] & 0x80 != 0 {
                return data[at + 4..<at + 12].reduce(0) { $0 << 8 | UInt64($1) }
            }
            at += 2 + Int(data[at + 1])
        }
        return nil
    }

    /// What it means for a sector; nil when the data came all the same (no sense, recovered error).
    public var kind: Fault.Kind? {
        switch (key, code) {
        case (0, _), (1, _): nil
        case (2, 0x3A): .noMedium
        case (2, _): .notReady
        case (3, _): .unreadable
        case (5, 0x21): .pastEnd
        case (5, 0x63), (5, 0x64): .outsideTrack
        case (5, 0x6F): .copyProtected
        case (6, 0x28): .mediumChanged
        case (8, _): .unwritten
        default: .driveTrouble
        }
    }

    /// As drives and logs write it: "03/11/05".
    public var hex: String {
        [key, code, qualifier].hexadecimal(separator: "/")
    }

    /// What the key says (SPC-4, table 48), with the code where that is worth knowing.
    public var words: String {
        switch (key, code) {
        case (1, _): "recovered error"
        case (2, 0x3A): "no disc"
        case (2, 0x04): "becoming ready"
        case (2, _): "not ready"
        case (3, 0x02): "medium error, no seek complete"
        case (3, 0x11): "medium error, uncorrectable"
        case (3, 0x57): "medium error, table of contents unreadable"
        case (3, _): "medium error"
        case (4, _): "hardware error"
        case (5, 0x21): "address out of range"
        case (5, 0x63): "end of user area"
        case (5, 0x64): "illegal mode for this track"
        case (5, 0x6F): "copy protection"
        case (5, _): "illegal request"
        case (6, 0x28): "disc changed"
        case (6, _): "unit attention"
        case (8, _): "nothing written there"
        case (11, _): "aborted command"
        default: "sense key \(key)"
        }
    }
}
