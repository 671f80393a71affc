import Bytes
import DiscModel

/// A length of an identifier that the rest of its record contradicts. The identifier is read with the length that was meant.
public struct MendedIdentifier: Sendable, Hashable {
    /// The record, by its slot.
    public let slot: Int
    public let recorded, meant: UInt8
    /// What shows it, in words that stand behind a comma.
    public let evidence: String
}

// What follows an identifier, up to the recorded end of its record, shows where the identifier ends (ECMA-119, 9.1.10 to 9.1.13).
extension TreeWalk {
    /// Mends the length of the identifier in the record that will have the next slot, if it is wrong beyond doubt.
    mutating func mendIdentifier(at start: Int, length: Int, end: Int) {
        guard length > DirectoryRecord.fixedLength + 2, start + length <= end, length % 2 == 0 else { return }
        let at = start + DirectoryRecord.identifierLength.offset
        let recorded = Int(arena[at])
        guard looksWrong(start, length, recorded), let (meant, evidence) = meantLength(start, length),
            meant != recorded
        else { return }
        arena[at] = UInt8(clamping: meant)
        mendedIdentifiers.append(
            MendedIdentifier(
                slot: slots.count, recorded: UInt8(clamping: recorded), meant: UInt8(clamping: meant),
                evidence: evidence))
    }

    /// Bytes of a record before its system use area, for an identifier of so many bytes.
    private static func used(_ identifier: Int) -> Int {
        DirectoryRecord.fixedLength + identifier + (identifier % 2 == 0 ? 1 : 0)
    }

    /// Whether something else than expected follows the identifier; told in a few steps for the many records that are right.
    @inline(__always)
    private func looksWrong(_ start: Int, _ length: Int, _ identifier: Int) -> Bool {
        if identifier == 1, arena[start + DirectoryRecord.fixedLength] < 2 { return false }
        let used = Self.used(identifier)
        guard used <= length, identifier > 0 else { return true }
        let last = arena[start + DirectoryRecord.fixedLength + identifier - 1]
        let isPadded = identifier % 2 != 0 || arena[start + used - 1] == 0
        guard let sharing else {
            return length - used != plainRest || !isPadded
                || (kind == .joliet ? identifier % 2 != 0 : last < 0x20)
        }
        let at = start + used + sharing.skip
        return !isPadded || last < 0x20 || !isEntry(at, before: start + length)
    }

    /// Whether an entry of the system use sharing protocol stands at a byte (SUSP 4.1).
    private func isEntry(_ at: Int, before end: Int) -> Bool {
        guard at + 4 <= end else { return false }
        return 0x41...0x5A ~= arena[at] && 0x41...0x5A ~= arena[at + 1] && arena[at + 2] >= 4
            && at + Int(arena[at + 2]) <= end && arena[at + 3] == 1
    }

    private func meantLength(_ start: Int, _ length: Int) -> (Int, evidence: String)? {
        let first = start + DirectoryRecord.fixedLength
        guard let sharing else {
            return plainLength(start, length).map { ($0, "as only that fills the record") }
        }
        // The shortest name that whole entries follow up to the end of the record.
        for meant in 1..<max(1, length - DirectoryRecord.fixedLength) {
            // A byte that no name has ends the search.
            guard arena[first + meant - 1] >= 0x20 else { return nil }
            if meant % 2 == 0, arena[first + meant] != 0 { continue }
            var at = start + Self.used(meant) + sharing.skip
            var count = 0
            while isEntry(at, before: start + length) {
                at += Int(arena[at + 2])
                count += 1
            }
            if count > 0, start + length - at <= 1 {
                return (meant, "as the entries of Rock Ridge begin behind it")
            }
        }
        return nil
    }

    /// The length that leaves as many bytes behind the identifier as "." and ".." have behind theirs.
    private func plainLength(_ start: Int, _ length: Int) -> Int? {
        guard let plainRest else { return nil }
        let first = start + DirectoryRecord.fixedLength
        let room = length - DirectoryRecord.fixedLength - plainRest
        guard room > 1, room % 2 == 1 else { return nil }
        let meant = arena[first + room - 1] == 0 || kind == .joliet ? room - 1 : room
        let name = arena[first..<first + meant]
        guard kind != .joliet else {
            // What follows a name in Latin letters and belongs to it is in Latin letters.
            let isLatin = arena[first] == 0
            let isName = stride(from: first, to: first + meant, by: 2).allSatisfy {
                isLatin ? arena[$0] == 0 && arena[$0 + 1] >= 0x20 : arena[$0] > 0 || arena[$0 + 1] >= 0x20
            }
            return arena[first + meant] == 0 && meant > 1 && isName ? meant : nil
        }
        guard name.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
        // A version number ends a name. Without one, a single byte more may be padding that is not zero, unless a path table has it.
        if name.suffix(2).first == 0x3B { return meant }
        let extent = unsafe arena.span.bytes.read(DirectoryRecord.extent, from: start).read
        let isOneMore = Int(arena[first - 1]) + 1 == meant
        return !name.contains(0x3B) && !isOneMore || witnesses.call(extent, name) ? meant : nil
    }

    /// Notes how many bytes stand behind the identifier of "." at the head of a directory.
    mutating func notePlainRest(at start: Int, length: Int) {
        guard sharing == nil else { return }
        let isDot = arena[start + 32] == 1 && arena[start + DirectoryRecord.fixedLength] == 0
        let rest = length - DirectoryRecord.headLength
        plainRest = isDot && (rest == 0 || rest == 14) ? rest : nil
    }
}
