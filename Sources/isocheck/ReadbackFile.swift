import Bytes
import Comparison
import Glibc
import Inspection
import SystemPackage

/// A readback as named on the command line, and what it turns out to be.
struct ReadbackFile {
    let path: String
    /// A rescue map that belongs to it.
    let map: String?

    /// What was opened: the readback itself, and the session in it that an image may be of.
    struct Opened {
        let readback: any Readback
        let lastSession: UInt64?
    }

    func open() throws(InspectionError) -> Opened {
        if path != "-", (try? FilePath(path).stat())?.type == .blockSpecial { return try openDevice() }
        let file = ImageFile(path: path)
        let source = try file.open()
        guard source.size > 0 else { throw InspectionError("the file is empty") }
        if let map {
            let rescued = StoredReadback(source, manner: "rescued image")
            return Opened(readback: MappedReadback(rescued, map: try Self.load(map)), lastSession: nil)
        }
        // A copy whose descriptors are destroyed is no image any more, but it is still a copy.
        let data = try? Inspection().data(of: source, named: file.name)
        let isPlain = data.map { $0.format == "plain ISO" } ?? true
        let stored = StoredReadback(
            data?.bytes ?? source, manner: isPlain ? "file" : "the data in a \(data?.format ?? "file")")
        return Opened(readback: stored, lastSession: nil)
    }

    private func openDevice() throws(InspectionError) -> Opened {
        guard map == nil else { throw InspectionError("is a device; --map belongs to a rescued image") }
        let path = FilePath(path)
        if let drive = try Self.opened({ () throws(Errno) in try OpticalDrive(path: path) }) {
            return try Self.disc(in: drive)
        }
        let device = try Self.opened { () throws(Errno) in try DeviceReadback(path: path) }
        return Opened(readback: device, lastSession: nil)
    }

    private static func opened<T>(_ open: () throws(Errno) -> T) throws(InspectionError) -> T {
        do throws(Errno) {
            return try open()
        } catch {
            throw InspectionError("cannot open: \(words(error))")
        }
    }

    /// The disc in a drive.
    private static func disc(in drive: OpticalDrive) throws(InspectionError) -> Opened {
        do throws(OpticalReadback.Refusal) {
            let disc = try OpticalReadback(drive)
            return Opened(readback: disc, lastSession: disc.lastSession)
        } catch {
            throw InspectionError(error.description)
        }
    }

    private static func words(_ error: Errno) -> String {
        switch error {
        case .permissionDenied, .notPermitted:
            "\(error); optical drives belong to the group cdrom, other devices to the group disk: become a member, or ask root"
        case Errno(rawValue: ENOMEDIUM): "there is no disc in the drive"
        default: "\(error)"
        }
    }

    static func load(_ path: String) throws(InspectionError) -> RescueMap {
        let name = ImageFile(path: path)
        do {
            let source = try name.open()
            guard source.size <= 256 << 20 else { throw InspectionError("is too large for a rescue map") }
            let bytes = try source.bytes(at: 0, count: Int(source.size))
            return try RescueMap(parsing: String(decoding: bytes, as: UTF8.self))
        } catch let error as RescueMap.Malformed {
            throw InspectionError("the map \(name.shown), line \(error.line): \(error.description)")
        } catch let failure as ReadFailure {
            throw InspectionError("the map \(name.shown): \(failure.reason)")
        } catch {
            throw InspectionError("the map \(name.shown): \(error)")
        }
    }
}
