import Bytes
import Comparison
import Containers
import DATs
import DiscModel
import Glibc
import Inspection
import Surveys
import SystemPackage

/// An image as named on the command line.
struct ImageFile {
    let path: String

    /// The name in messages: escaped, since a file name can hold anything.
    var shown: String {
        path == "-" ? "standard input" : DisplayName(utf8: Arguments.bytes(of: path)).escaped
    }

    /// Opens the file or block device; "-" is spooled to a temporary file without a name.
    func open() throws(InspectionError) -> any ByteSource {
        do throws(Errno) {
            guard path == "-" else {
                if let disc = try disc() { return disc }
                return try FileSource(path: FilePath(argument: path))
            }
            return try FileSource(
                spooling: .standardInput, in: FilePath(Self.spoolFolder),
                goesOn: { !Interrupt.isRequested })
        } catch {
            if error == .interrupted, Interrupt.isRequested {
                throw InspectionError("stopped before it was read")
            }
            let why =
                error == .notSupported
                ? "not a file or block device, so it has no offsets to read at (a stream goes through -)"
                : "\(error)"
            throw InspectionError("cannot open: \(why)")
        }
    }

    /// The disc, where the path is that of an optical drive that can be spoken to in its own commands.
    private func disc() throws(Errno) -> (any ByteSource)? {
        let path = FilePath(argument: path)
        guard (try? path.stat())?.type == .blockSpecial, let drive = try OpticalDrive(path: path),
            let disc = try? OpticalReadback(drive)
        else { return nil }
        return ReadbackSource(disc)
    }

    /// The folder for temporary files.
    static var spoolFolder: String { unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp" }

    /// The image with the files beside it.
    ///
    /// - Parameter goesOn: told how far opening is; false stops it.
    func input(
        _ options: OpeningOptions,
        goesOn: @escaping @Sendable (WorkProgress) -> Bool = { _ in !Interrupt.isRequested }
    ) throws(InspectionError) -> ImageInput {
        let source = try open()
        let disk: any Folder = path == "-" ? MemoryFolder() : RememberingFolder(of: FilePath(argument: path))
        return ImageInput(
            name: name, source: source,
            folder: NamedFolder(files: options.with.map { FilePath($0) }, beside: disk),
            spoolFolder: Self.spoolFolder, expansionLimit: options.maxExpanded.bytes,
            types: Isocheck.types, goesOn: goesOn)
    }

    /// Looks at the image without judging it, and shows how far it is.
    ///
    /// - Parameter session: the one whose file system is read, where it is not the one that an operating system shows.
    /// - Throws: `RunStatus.unchecked` or, where a person stopped it, `.interrupted`, after saying why on standard error.
    func examine(
        _ inspection: Inspection, _ options: OpeningOptions, session: Int? = nil, _ progress: ProgressMode
    ) throws(RunStatus) -> Disc {
        Interrupt.listen()
        let watch = Watch(progress, name: shown)
        var inspection = inspection
        inspection.goesOn = watch.goesOn
        let disc = try examine(inspection, options, session: session)
        watch.end()
        guard !Interrupt.isRequested else {
            complain("stopped before all of it was read; nothing is listed")
            throw .interrupted
        }
        return disc
    }

    private func examine(
        _ inspection: Inspection, _ options: OpeningOptions, session: Int?
    ) throws(RunStatus) -> Disc {
        do throws(InspectionError) {
            let input = try input(options, goesOn: inspection.goesOn)
            guard let session else { return try inspection.examine(input).disc }
            let image = try Inspection.open(input)
            let one = try Sessions(of: image, inspection)[session]
            if let remains = one.remains { return remains }
            return inspection.examine(
                image.beginning(at: one.start, endingBefore: one.end), beside: input.folder)
        } catch {
            let status = refuse("\(error)")
            throw Interrupt.isRequested ? .interrupted : status
        }
    }

    /// The last component of the path, for formats that are known by it.
    var name: String { FilePath(path).lastComponent?.string ?? path }

    /// A list of checksums at a path.
    static func list(at path: String) -> GivenFile {
        let path = FilePath(path)
        return GivenFile(path.lastComponent?.string ?? "", in: RememberingFolder(of: path))
    }

    /// A list of dumps at a path, or all of a folder.
    static func dats(at path: String) throws -> [GivenFile] {
        let place = FilePath(argument: path)
        if (try? place.stat())?.type == .directory {
            let folder = RememberingFolder(of: place.appending("lists"))
            let names = folder.names.filter { name in
                [".dat", ".xml"].contains { name.lowercased().hasSuffix($0) }
            }
            guard !names.isEmpty else { throw UsageError("--dat \(path): no .dat and no .xml is in it") }
            return names.map { GivenFile($0, in: folder) }
        }
        let head = try? FileSource(path: place).bytes(at: 0, count: DATFile.headLength)
        guard let head else { throw UsageError("--dat \(path): cannot be read") }
        guard DATFile.isDAT(head) else {
            throw UsageError("--dat \(path): is no DAT, neither Logiqx XML nor the text of CLRMAMEPro")
        }
        return [GivenFile(place.lastComponent?.string ?? "", in: RememberingFolder(of: place))]
    }

    /// What tells a plain file from others, and from itself after it was changed; empty for everything else.
    var stamp: String {
        guard path != "-", let state = try? FilePath(argument: path).stat(), state.type == .regular else {
            return ""
        }
        let time = state.st_mtim
        return "file \(state.inode.rawValue) of \(state.size) bytes, changed \(time.tv_sec).\(time.tv_nsec)"
    }

    func refuse(_ why: String) -> RunStatus {
        complain(why)
        return .unchecked
    }

    /// Says on standard error why the image could not be looked at.
    func complain(_ why: some CustomStringConvertible) { Isocheck.complain("isocheck: \(shown): \(why)") }

    /// Whether `other` is the same file, by whatever name.
    func isSame(as other: FilePath) -> Bool {
        guard path != "-", let mine = try? FilePath(argument: path).stat(), let its = try? other.stat() else {
            return false
        }
        return mine.deviceID == its.deviceID && mine.inode == its.inode
    }
}
