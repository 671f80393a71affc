import Inspection
import SystemPackage

/// The folder that gets both versions of differing sectors.
final class SectorFolder {
    /// Sectors written: a disc that is another one would fill the disk.
    private static let limit = 1_000

    private let path: FilePath
    private var count = 0

    init(_ path: String) throws(InspectionError) {
        self.path = FilePath(path)
        guard (try? self.path.stat())?.type == .directory else {
            throw InspectionError("--keep-bad \(ImageFile(path: path).shown): no such folder")
        }
    }

    func write(_ sector: UInt64, _ image: [UInt8], _ readback: [UInt8]) {
        guard count < Self.limit else { return }
        count += 1
        do {
            for (name, bytes) in [("image", image), ("readback", readback)] {
                let file = try PendingFile(path.appending("lba-\(sector)-\(name).bin"), for: "the sector")
                try file.write(bytes)
                try file.finish()
            }
        } catch {
            Isocheck.complain("isocheck: \(error); no more sectors are kept")
            count = Self.limit
            return
        }
        if count == Self.limit {
            Isocheck.complain("isocheck: --keep-bad: no more than \(Self.limit) sectors are written")
        }
    }
}
