import Bytes
import Glibc

/// A disc in an optical drive.
public final class OpticalReadback: Readback {
    public let size: UInt64
    public let sectorsPerRead = 32
    public let sectorsPerBlock: Int
    public let canVary = true
    /// First sector of the last session, where there are several.
    public let lastSession: UInt64?
    private let drive: OpticalDrive
    private let name: String
    private var isForced = false
    private let scratch = SectorBuffer(sectors: 32)

    /// Why a drive cannot be read from, in words that follow its name.
    public struct Refusal: Error, CustomStringConvertible {
        public let description: String
    }

    /// Seconds that a disc gets to spin up.
    private static let patience = 40

    /// Waits until the disc is ready and asks what it is.
    public init(_ drive: OpticalDrive) throws(Refusal) {
        self.drive = drive
        try Self.waitUntilReady(drive)
        size = try Self.sectors(of: drive) * .sector
        let tracks = (try? drive.tracks()) ?? []
        guard tracks.isEmpty || tracks.contains(where: { $0.isData && !$0.isLeadOut }) else {
            throw Refusal(description: "the disc has audio tracks only")
        }
        let session = drive.lastSession() ?? 0
        lastSession = session > 0 ? session : nil
        let profile = drive.profile() ?? 0
        sectorsPerBlock = Self.sectorsPerBlock(profile)
        name = drive.name() ?? "optical drive"
    }

    private static func sectors(of drive: OpticalDrive) throws(Refusal) -> UInt64 {
        let capacity: (sectors: UInt64, bytesPerSector: UInt32)
        do throws(OpticalDrive.Failure) {
            capacity = try drive.capacity()
        } catch {
            throw Refusal(description: "cannot tell the size of the disc: \(words(error))")
        }
        guard capacity.bytesPerSector == .sector else {
            throw Refusal(description: "the disc has sectors of \(capacity.bytesPerSector) bytes, not 2048")
        }
        return capacity.sectors
    }

    /// Sectors of one error correction block by profile (MMC-6, table 5): DVD 16, BD 32.
    private static func sectorsPerBlock(_ profile: UInt16) -> Int {
        switch profile {
        case 0x10...0x2B: 16
        case 0x40...0x43, 0x50...0x5A: 32
        default: 1
        }
    }

    private static func waitUntilReady(_ drive: OpticalDrive) throws(Refusal) {
        for second in 0..<patience {
            do throws(OpticalDrive.Failure) {
                return try drive.testReady()
            } catch {
                switch error {
                case .sense(let sense, _) where sense.key == 6: continue
                case .sense(let sense, _) where sense.key == 2 && sense.code == 0x04: break
                case .sense(let sense, _) where sense.kind == .noMedium:
                    throw Refusal(description: "there is no disc in the drive")
                case .sense(let sense, _)
                where sense.key == 3 && sense.code == 0x57 || sense.key == 5 && sense.code == 0x30:
                    throw Refusal(
                        description: "the disc is blank or not finished (\(sense.words), \(sense.hex))")
                default: throw Refusal(description: "the drive does not answer: \(words(error))")
                }
            }
            if second > 0 { usleep(1_000_000) }
        }
        throw Refusal(description: "the disc does not become ready")
    }

    private static func words(_ failure: OpticalDrive.Failure) -> String {
        switch failure {
        case .sense(let sense, _): "\(sense.words) (\(sense.hex))"
        case .transport(0): "a command got no answer"
        case .transport(let number): unsafe String(cString: strerror(number))
        }
    }

    public var manner: String {
        "SG_IO from \(name), past the cache of the system; the drive may still answer from its own"
    }

    /// Capacity, tracks and profile, which another drive reads from the same disc as well. A drive that cannot say any
    /// more has lost its disc.
    public var identity: String? {
        guard (try? drive.testReady()) != nil, let (sectors, _) = try? drive.capacity() else { return nil }
        let tracks = ((try? drive.tracks()) ?? []).map { "\($0.number)@\($0.start)" }.joined(separator: ",")
        return "\(sectors) sectors, profile \(drive.profile() ?? 0), tracks \(tracks)"
    }

    public func read(_ first: UInt64, count: Int, into buffer: SectorBuffer, at index: Int) -> ReadOutcome {
        do throws(OpticalDrive.Failure) {
            let (bytes, recovered) = try drive.read(
                first, count: count, into: buffer, at: index, isForced: isForced)
            guard bytes == count * .sector else {
                return ReadOutcome(
                    sectors: 0,
                    fault: ReadbackFault(.driveTrouble, "the drive gave fewer bytes than asked for"))
            }
            return ReadOutcome(sectors: count, isWeak: recovered?.key == 1)
        } catch {
            switch error {
            case .transport(ENOMEDIUM):
                return ReadOutcome(sectors: 0, fault: ReadbackFault(.noMedium, Self.words(error)))
            case .transport:
                return ReadOutcome(sectors: 0, fault: ReadbackFault(.driveTrouble, Self.words(error)))
            case .sense(let sense, let sector):
                return failed(sense, sector, first, count, buffer, index)
            }
        }
    }

    /// What a failed command left in the buffer is nobody's promise: the good sectors before the bad one are read again.
    private func failed(
        _ sense: Sense, _ sector: UInt64?, _ first: UInt64, _ count: Int, _ buffer: SectorBuffer, _ index: Int
    ) -> ReadOutcome {
        let isTold = sector.map { (first..<first + UInt64(count)).contains($0) } ?? false
        let fault = ReadbackFault(
            sense.kind ?? .driveTrouble, sense.words, sense: sense,
            sector: isTold ? sector : count == 1 ? first : nil)
        guard isTold, let sector, sector > first else { return ReadOutcome(sectors: 0, fault: fault) }
        let good = Int(sector - first)
        let before = try? drive.read(first, count: good, into: buffer, at: index, isForced: isForced)
        guard before?.bytes == good * .sector else {
            return ReadOutcome(sectors: 0, fault: ReadbackFault(fault.kind, fault.reason, sense: sense))
        }
        return ReadOutcome(sectors: good, fault: fault)
    }

    /// Reads 8 MiB far from the sector, more than drives keep, and asks from now on not to be answered from the cache.
    public func dropCache(of sector: UInt64) {
        isForced = true
        let total = size / .sector
        let far = sector > total / 2 ? 0 : total - min(total, 4096)
        var at = far
        while at < min(far + 4096, total) {
            let count = Int(min(32, total - at))
            if (try? drive.read(at, count: count, into: scratch, at: 0, isForced: false)) == nil { return }
            at += UInt64(count)
        }
    }
}
