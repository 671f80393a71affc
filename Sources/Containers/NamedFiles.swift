import Bytes
import DiscModel
import Sectors
import SystemPackage

/// The file that was opened, and those that it names, found beside it and opened once each.
struct NamedFiles {
    let input: ImageInput
    /// Names in the folder, which is listed only for a file that is not there under the very name.
    private lazy var beside = input.folder.names
    private(set) var files: [ContainerFile]
    private(set) var sources: [OpenedImage.Source]
    /// Files that stand for named ones and were unpacked, with the index of the named one.
    private(set) var unpacked: [(index: Int, file: UnpackedFile, packed: OpenedImage.Source)] = []
    private var known: [String: Int] = [:]

    /// Where a descriptor names a file, such as "line 3", and the tracks that it says lie in it.
    struct Naming {
        var place: String?
        var tracks: [Int] = []
    }

    /// - Parameter role: that of the file itself.
    init(_ input: ImageInput, _ role: SourceRole) {
        self.input = input
        files = [
            ContainerFile(recordedName: input.name, name: input.name, state: .open(size: input.source.size))
        ]
        sources = [.init(name: input.name, role: role, bytes: input.source)]
    }

    /// The index of the file that the descriptor calls `recorded`.
    ///
    /// Taken is what has that name, be it in a folder below; then what lies beside the descriptor and has its last
    /// component as name; then what differs from that in case only. What lies elsewhere is opened only where the folder has
    /// it from the command line.
    ///
    /// - Parameter extensions: endings of files that may be taken in its place when they have the descriptor's own name, since
    ///   both are renamed together and the descriptor left as it is. Only for the one file of a descriptor: of several files
    ///   one must never stand for another.
    mutating func index(
        of recorded: String, _ role: SourceRole, standIns extensions: [String], _ naming: Naming = Naming()
    ) -> Int {
        if let index = known[recorded] { return index }
        let path = RecordedPath(recorded)
        var taken = take(path.names, for: recorded, role, naming)
        if taken == nil { taken = take(similar(to: path, extensions), for: recorded, role, naming) }
        if taken == nil { taken = takeUnpacked(path, for: recorded, role, naming) }
        let index = taken ?? files.count
        if taken == nil {
            add(recorded, role, nil, path.leadsOut ? .outside : .missing, MemorySource([]), naming)
        }
        known[recorded] = index
        return index
    }

    /// The index of the first of some files that is there, be it that the system refuses it.
    private mutating func take(
        _ names: [String], for recorded: String, _ role: SourceRole, _ naming: Naming
    ) -> Int? {
        for name in names where name != input.name {
            // Two names for one file: its bytes are the same ones.
            if let same = files.firstIndex(where: { $0.name == name }) { return same }
            do throws(Errno) {
                let source = try input.folder.open(name)
                add(recorded, role, name, .open(size: source.size), source, naming)
            } catch .noSuchFileOrDirectory {
                continue
            } catch {
                add(recorded, role, name, .refused("\(error)"), MemorySource([]), naming)
            }
            return files.count - 1
        }
        return nil
    }

    /// The index of a file that is there as an ECM file of the same name, unpacked.
    private mutating func takeUnpacked(
        _ path: RecordedPath, for recorded: String, _ role: SourceRole, _ naming: Naming
    ) -> Int? {
        let wanted = "\(path.last).ecm"
        let names = path.names.map { "\($0).ecm" } + beside.filter { $0.lowercased() == wanted.lowercased() }
        for name in names where name != input.name {
            guard let source = try? input.folder.open(name) else { continue }
            do throws(OpeningFailure) {
                guard let ecm = try ECMImage.unpacked(input.replacing(source, named: name)) else { continue }
                let bytes = ecm.payload.blocks
                add(recorded, role, path.last, .open(size: bytes.size), bytes, naming)
                var file = ecm.file
                file.sums = ecm.payload.recorded.map { sum in
                    StoredSum(name: sum.name, digest: sum.digest, range: 0..<bytes.size)
                }
                unpacked.append((files.count - 1, file, .init(name: name, role: .packed, bytes: source)))
            } catch {
                add(
                    recorded, role, name, .refused("the ECM file cannot be unpacked"), MemorySource([]),
                    naming)
            }
            return files.count - 1
        }
        return nil
    }

    /// What lies beside the descriptor and has the name but for its case, or a name that may stand for it.
    private mutating func similar(to path: RecordedPath, _ extensions: [String]) -> [String] {
        let folded = [path.last.lowercased()] + extensions.map { "\(input.stem).\($0)".lowercased() }
        let beside = beside
        return folded.flatMap { name in beside.filter { $0.lowercased() == name } }
    }

    private mutating func add(
        _ recorded: String, _ role: SourceRole, _ name: String?, _ state: ContainerFile.State,
        _ source: any ByteSource, _ naming: Naming
    ) {
        files.append(
            ContainerFile(
                recordedName: recorded, name: name, state: state, namedAt: naming.place, tracks: naming.tracks
            ))
        sources.append(.init(name: name ?? recorded, role: role, bytes: source))
    }

    /// Forgets the file that was named last.
    mutating func removeLast() {
        guard files.count > 1 else { return }
        files.removeLast()
        sources.removeLast()
    }

    /// Says of a file that it is no bare sectors.
    mutating func markUnsupported(_ index: Int, as what: String) { mark(index, .unsupported(what)) }

    /// Says of a file that it is audio which has to be decoded before it is sectors.
    mutating func markAudio(_ index: Int, as coded: AudioFile.Coded) {
        mark(index, .audio(format: coded.format, sectors: coded.frames))
    }

    /// What is no sectors is not read as such.
    private mutating func mark(_ index: Int, _ state: ContainerFile.State) {
        let file = files[index]
        files[index] = ContainerFile(
            recordedName: file.recordedName, name: file.name, state: state, namedAt: file.namedAt,
            tracks: file.tracks)
        sources[index] = .init(
            name: sources[index].name, role: sources[index].role, bytes: MemorySource([]))
    }

    /// Why nothing can be looked at, when no named file could be opened.
    ///
    /// - Parameter faults: what is wrong with the descriptor, of which the first is told: the name may be what was misread.
    func refusal(_ what: String, _ faults: [StatementFault] = []) -> OpeningFailure? {
        let named = files.dropFirst()
        guard named.allSatisfy({ $0.size == nil }) else { return nil }
        let fault = faults.first.map { "; \($0.place): \(DisplayName($0.text).escaped)" } ?? ""
        guard let first = named.first else { return .refused("\(what) that names no file\(fault)") }
        let why =
            switch first.state {
            case .open: ""
            case .missing: "is not beside it"
            case .outside: "lies outside its folder and was not named on the command line (--with FILE)"
            case .refused(let reason): "cannot be opened: \(reason)"
            case .unsupported(let format): "is \(format), which cannot be read as sectors"
            case .audio(let format, _):
                "is audio in \(format) format, in which there are no sectors to look at"
            }
        return .refused(
            "\(what); the image is \(DisplayName(first.recordedName).escaped), which \(why)\(first.namedAt.map { " (named in \($0))" } ?? "")\(fault)"
        )
    }
}
