public import Bytes
import SectorCodes

extension Comparer {
    /// The sector with the first volume descriptor (ECMA-119, 6.7.1).
    private static let descriptor: UInt64 = 16
    private static let sampleSize: UInt64 = 64

    /// Whether reading on is a waste of time: the volume descriptor differs, and so do more than half of some sectors
    /// spread over the image. Where reading is fast, the question is answered by reading all.
    func isAnotherDisc() -> Bool {
        guard readback.canVary, !policy.isForced, known.runs.isEmpty, imageSectors > Self.descriptor,
            differs(Self.descriptor) == true
        else { return false }
        let count = min(Self.sampleSize, imageSectors)
        let answers = (0..<count).compactMap { differs($0 * (imageSectors / count)) }
        return answers.count * 2 > count && answers.count(where: \.self) * 2 > answers.count
    }

    /// Whether a sector of both sides differs, and not because it was never read or written; nil when it cannot be read.
    private func differs(_ sector: UInt64) -> Bool? {
        guard loadImage(sector, count: 1) == nil, read(sector, count: 1, at: 0).sectors == 1 else {
            return nil
        }
        return !imageBuffer.equals(readbackBuffer, from: 0, bytes: imageBytes(of: sector))
            && !StandIn.standsIn(for: readbackBuffer.bytes(of: 0))
    }

    /// Where an image begins on a disc: at the first of these sectors behind which its volume descriptor stands, such as
    /// the starts of the sessions; 0 when it stands behind none.
    public static func recognisedStart(
        of image: any ByteSource, in readback: any Readback, among starts: [UInt64]
    )
        -> UInt64
    {
        let mine = SectorBuffer(sectors: 1)
        let its = SectorBuffer(sectors: 1)
        guard mine.load(image, sector: descriptor, count: 1, at: 0).bytes == .sector else { return 0 }
        return starts.first { start in
            readback.read(start.adding(descriptor), count: 1, into: its, at: 0).sectors == 1
                && mine.equals(its, from: 0, bytes: .sector)
        } ?? 0
    }
}
