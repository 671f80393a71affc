import Bytes
import Comparison
import Containers
import Glibc
import Inspection
import Sectors
import SystemPackage

/// A readback as named on the command line, and what it turns out to be.
struct ReadbackFile {
    let path: String
    /// A rescue map that belongs to it.
    let map: String?
    let opening: OpeningOptions

    /// What was opened: the readback itself, the session in it that an image may be of, and the image that it is.
    struct Opened {
        let readback: any Readback
        var lastSession: UInt64?
        /// Opened with the readback, or why it is no image; nil for a device, which can be opened once more at any time.
        var image: Result<OpenedImage, InspectionError>?
    }

    func open() throws(InspectionError) -> Opened {
        if path != "-", (try? FilePath(path).stat())?.type == .blockSpecial { return try openDevice() }
        let input = try ImageFile(path: path).input(opening)
        guard input.source.size > 0 else { throw InspectionError("the file is empty") }
        let image = Result { () throws(InspectionError) in try Inspection.open(input) }
        return Opened(readback: try stored(input, try? image.get()), image: image)
    }

    /// A file that was read from a disc. A copy whose descriptors are destroyed is no image any more, but it is still a
    /// copy.
    private func stored(_ input: ImageInput, _ image: OpenedImage?) throws(InspectionError) -> any Readback {
        if let map {
            let rescued = StoredReadback(input.source, manner: "rescued image")
            return MappedReadback(rescued, map: try Self.load(map))
        }
        let isPlain = image.map { $0.format == PlainISO.format } ?? true
        let manner =
            isPlain
            ? "file" : "file, the data inside its container (\(image?.facts.formatInWords ?? "unknown"))"
        if let volume = image?.volume,
            let raw = RawReadback(volume, manner: manner + ", with headers and error codes checked")
        {
            return raw
        }
        return StoredReadback(image?.volume ?? input.source, manner: manner)
    }

    /// The image that a readback is, for its files.
    func image(of opened: Opened) throws(InspectionError) -> OpenedImage {
        if let image = opened.image { return try image.get() }
        return try Inspection.open(try ImageFile(path: path).input(opening))
    }

    private func openDevice() throws(InspectionError) -> Opened {
        guard map == nil else { throw InspectionError("is a device; --map belongs to a rescued image") }
        let path = FilePath(path)
        if let drive = try Self.opened({ () throws(Errno) in try OpticalDrive(path: path) }) {
            return try Self.disc(in: drive)
        }
        let device = try Self.opened { () throws(Errno) in try DeviceReadback(path: path) }
        return Opened(readback: device)
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
        let text = try ImageFile(path: path).text("the map")
        do throws(RescueMap.Malformed) {
            return try RescueMap(parsing: text)
        } catch {
            throw InspectionError(
                "the map \(ImageFile(path: path).shown), line \(error.line): \(error.description)")
        }
    }
}

extension ImageFile {
    /// The whole of a small file as text.
    ///
    /// - Parameter role: what the file is for, for messages.
    func text(_ role: String) throws(InspectionError) -> String {
        do throws(TextFile.Failure) {
            return String(decoding: try TextFile.bytes(of: path, limit: 256 << 20), as: UTF8.self)
        } catch {
            throw InspectionError("\(role) \(shown): \(error)")
        }
    }
}
