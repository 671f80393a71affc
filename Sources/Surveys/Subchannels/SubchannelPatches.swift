import Bytes
public import DiscModel
public import Readers
import SectorCodes

/// Reads the SBI file beside an image: sub-channel Q of the few sectors in which a protected disc has another one than its sheet tells, where
/// the sub-channel was not kept as a whole.
public struct SubchannelPatches: WindowReader {
    public static let scope = Scope.lists
    public static let roles: Set<InnerWindow.Role> = [.disc]

    private let beside: Neighbours

    public init(_ beside: Neighbours) { self.beside = beside }

    /// Those of a protected disc take 452 bytes.
    private static let lengthLimit = 1 << 16

    public func read(_: WindowContext) -> SubchannelPatchFacts? {
        for name in beside.stems.map({ "\($0).sbi" }) {
            if let source = try? beside.folder.open(name),
                let bytes = try? source.bytes(at: 0, count: Self.lengthLimit)
            {
                let isKnown = Record(bytes).has("SBI\0")
                let (sectors, end) = isKnown ? Self.sectors(Record(bytes)) : ([], 0)
                let fault =
                    !isKnown
                    ? "does not begin as an SBI file does"
                    : end < bytes.count ? "is damaged from byte \(end) on" : nil
                return SubchannelPatchFacts(
                    file: DisplayName(utf8: Array(name.utf8)), sectors: sectors, fault: fault)
            }
        }
        return nil
    }

    /// Entries of a time in BCD, a kind, and the bytes of that: 10 of Q without its check, or the 3 of one of its times.
    ///
    /// - Returns: the sectors, and the first byte that is not understood.
    private static func sectors(_ file: Record) -> ([Int], end: Int) {
        var sectors: [Int] = []
        var at = 4
        while at + 4 <= file.count {
            let length = file.u8(at + 3) == 1 ? 14 : 7
            guard let time = MSF(bcd: file.u8(at), file.u8(at + 1), file.u8(at + 2)),
                (1...3).contains(file.u8(at + 3)),
                at + length <= file.count
            else { break }
            sectors.append(time.lba)
            at += length
        }
        return (sectors, at)
    }
}

/// Sectors of which a file beside the image keeps sub-channel Q.
public struct SubchannelPatchFacts: Facts {
    public let file: DisplayName
    public let sectors: [Int]
    /// What is wrong with it, as a clause that follows its name.
    public let fault: String?
}
