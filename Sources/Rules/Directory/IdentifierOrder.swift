import DiscModel
import FileSystems

/// The order of directory records by their identifiers (ECMA-119, 9.3), which is that of the path table as well.
///
/// Names are compared as if filled up with spaces, then extensions likewise, then versions from high to low. In a
/// Joliet tree the units are 16 bits, most significant byte first, so that bytes decide in the same order.
struct IdentifierOrder {
    /// Bytes of a character.
    private let unit: Int

    init(_ kind: TreeKind) { unit = kind == .joliet ? 2 : 1 }

    /// Whether one name comes strictly before another.
    func precedes(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Bool {
        compare(first, second) < 0
    }

    /// Whether the record of one identifier comes strictly before that of another; only files have parts.
    func precedes(_ first: Entry, _ second: Entry) -> Bool {
        if let early = decidedEarly(first.identifier, second.identifier) { return early }
        let (left, right) = (parts(first), parts(second))
        let byName = compare(left.name, right.name)
        if byName != 0 { return byName < 0 }
        let byExtension = compare(left.extension, right.extension)
        if byExtension != 0 { return byExtension < 0 }
        // A directory has no version; next to a file of its name it may stand on either side.
        if first.isDirectory || second.isDirectory { return false }
        let byVersion = compareVersions(left.version, right.version)
        if byVersion != 0 { return byVersion > 0 }
        return first.isAssociated && !second.isAssociated
    }

    /// What of a record decides its place.
    struct Entry {
        let identifier: ArraySlice<UInt8>
        let isDirectory: Bool
        let isAssociated: Bool
    }

    /// Most neighbours differ before the first dot or semicolon, where the parts begin: there bytes decide.
    private func decidedEarly(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Bool? {
        var at = first.startIndex
        var other = second.startIndex
        while at < first.endIndex, other < second.endIndex {
            let (left, right) = (first[at], second[other])
            if left == 0x2E || left == 0x3B || right == 0x2E || right == 0x3B { return nil }
            if left != right { return left < right }
            at += 1
            other += 1
        }
        return nil
    }

    /// Negative, zero or positive; the shorter is filled with spaces.
    private func compare(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Int {
        for index in 0..<max(first.count, second.count) {
            let space: UInt8 = unit == 2 && index % 2 == 0 ? 0 : 0x20
            let left = index < first.count ? first[first.startIndex + index] : space
            let right = index < second.count ? second[second.startIndex + index] : space
            if left != right { return Int(left) - Int(right) }
        }
        return 0
    }

    /// Versions are numbers: the shorter is filled with zeros in front.
    private func compareVersions(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Int {
        let zero: [UInt8] = unit == 2 ? [0, 0x30] : [0x30]
        func stripped(_ version: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            var version = version
            while version.starts(with: zero) { version = version.dropFirst(unit) }
            return version
        }
        let (left, right) = (stripped(first), stripped(second))
        return left.count != right.count ? left.count - right.count : compare(left, right)
    }

    private func parts(
        _ entry: Entry
    ) -> (name: ArraySlice<UInt8>, extension: ArraySlice<UInt8>, version: ArraySlice<UInt8>) {
        guard !entry.isDirectory else { return (entry.identifier, [], []) }
        let bytes = entry.identifier
        let semicolon = last(0x3B, in: bytes) ?? bytes.endIndex
        let rest = bytes[..<semicolon]
        let dot = last(0x2E, in: rest) ?? rest.endIndex
        return (
            rest[..<dot], dot < rest.endIndex ? rest[(dot + unit)...] : [],
            semicolon < bytes.endIndex ? bytes[(semicolon + unit)...] : []
        )
    }

    /// Where the last character of that code begins.
    private func last(_ code: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
        if unit == 1 { return bytes.lastIndex(of: code) }
        var at = bytes.startIndex + (bytes.count / 2) * 2 - 2
        while at >= bytes.startIndex {
            if bytes[at] == 0, bytes[at + 1] == code { return at }
            at -= 2
        }
        return nil
    }
}
