public import Bytes

/// Entries of the Rock Ridge Interchange Protocol (IEEE P1282, RRIP 1.12, 4.1), decoded without judgement:
/// PX (4.1.1) PN (4.1.2) SL (4.1.3) NM (4.1.4) CL PL RE (4.1.5) TF (4.1.6) SF (4.1.7), and RR of RRIP 1.09.
public struct PosixAttributes: Sendable, Hashable {
    public let mode, links, user, group: BothEndian<UInt32>
    /// Only in the 44-byte form of RRIP 1.12.
    public let serial: BothEndian<UInt32>?

    public init(_ entry: SystemUseEntry) {
        mode = entry[Self.mode]
        links = entry[Self.links]
        user = entry[Self.user]
        group = entry[Self.group]
        serial = entry.length >= 44 ? entry[Self.serial] : nil
    }

    /// The file type bits of `mode` (POSIX S_IFMT).
    public enum FileType: UInt32, Sendable {
        case fifo = 0o010000
        case characterDevice = 0o020000
        case directory = 0o040000
        case blockDevice = 0o060000
        case regular = 0o100000
        case symbolicLink = 0o120000
        case socket = 0o140000
    }

    public var type: FileType? { FileType(rawValue: mode.read & 0o170000) }
}

/// One component of a symbolic link's target (4.1.3.1).
public struct LinkComponent: Sendable, Hashable {
    public let flags: UInt8
    public let content: [UInt8]
    /// Length as recorded, which the entry may be too short for.
    public let recordedLength: UInt8

    public var continues: Bool { flags & 1 != 0 }
    public var isCurrent: Bool { flags & 2 != 0 }
    public var isParent: Bool { flags & 4 != 0 }
    public var isRoot: Bool { flags & 8 != 0 }
}

public enum RockRidge {
    /// The components of an SL entry; `cut` when the last one runs over the end of the entry.
    public static func components(of entry: SystemUseEntry) -> (components: [LinkComponent], cut: Bool) {
        var components: [LinkComponent] = []
        var rest = entry.payload.dropFirst()
        while rest.count >= 2 {
            let flags = rest[rest.startIndex]
            let length = rest[rest.startIndex + 1]
            rest = rest.dropFirst(2)
            components.append(
                LinkComponent(
                    flags: flags, content: [UInt8](rest.prefix(Int(length))), recordedLength: length))
            if rest.count < Int(length) { return (components, true) }
            rest = rest.dropFirst(Int(length))
        }
        return (components, !rest.isEmpty)
    }

    /// The target of a symbolic link, joined from all SL entries of a record; nil when it has none.
    public static func target(in entries: [SystemUseEntry]) -> [UInt8]? {
        let links = entries.filter { $0.signature == .sl }
        guard !links.isEmpty else { return nil }
        var target: [UInt8] = []
        var joins = true
        for component in links.flatMap({ components(of: $0).components }) {
            if !joins, target.last != 0x2F { target.append(0x2F) }
            if component.isRoot {
                target = [0x2F]
            } else if component.isParent {
                target += [0x2E, 0x2E]
            } else if component.isCurrent {
                target += [0x2E]
            } else {
                target += component.content
            }
            joins = component.continues
        }
        return target
    }

    /// The name joined from all NM entries of a record (4.1.4); nil when it has none.
    public static func name(in entries: [SystemUseEntry]) -> [UInt8]? {
        var name: [UInt8]?
        for entry in entries where entry.signature == .nm {
            name = (name ?? []) + entry.payload.dropFirst()
            if entry[SystemUseEntry.flags] & 1 == 0 { break }
        }
        return name
    }

    /// The dates of a TF entry in the order recorded (4.1.6), each 7 bytes, or 17 in the long form.
    public static func dates(of entry: SystemUseEntry) -> [(name: String, bytes: [UInt8])] {
        let flags = entry[SystemUseEntry.flags]
        let size = flags & 0x80 != 0 ? 17 : 7
        let names = ["creation", "modify", "access", "attributes", "backup", "expiration", "effective"]
        var rest = entry.payload.dropFirst()
        var dates: [(String, [UInt8])] = []
        for (bit, name) in names.enumerated() where flags & (1 << UInt8(bit)) != 0 {
            guard rest.count >= size else { break }
            dates.append((name, [UInt8](rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        return dates
    }
}
