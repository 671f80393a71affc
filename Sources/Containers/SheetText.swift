import Bytes
import DiscModel
import Sectors
import SystemPackage

/// A descriptor in text: cue sheet, cdrdao TOC, CloneCD control file.
struct SheetText {
    /// Longer than the sheet of 99 tracks with every index and all of CD-Text.
    static let limit = 1 << 20

    let text: String

    /// The text of a file; nil for one that is no text. UTF-8 and UTF-16 are known by their byte order mark or by being
    /// well-formed, everything else is read as Latin-1.
    init?(_ input: ImageInput) throws(OpeningFailure) {
        let head = try input.source.record(at: 0, count: 4096)
        guard head.count > 0, SheetText.looksLikeText(head) else { return nil }
        guard input.source.size > 4096 else {
            text = SheetText.decode(head)
            return
        }
        let whole = try input.source.record(at: 0, count: SheetText.limit)
        text = SheetText.decode(whole)
    }

    private static func looksLikeText(_ head: Record) -> Bool {
        if head.u16le(0) == 0xFEFF || head.u16le(0) == 0xFFFE { return true }
        return head.bytes.allSatisfy { $0 >= 0x20 || [9, 10, 12, 13, 0x1A].contains($0) }
    }

    private static func decode(_ record: Record) -> String {
        let isLittle = record.u16le(0) == 0xFEFF
        guard isLittle || record.u16le(0) == 0xFFFE else {
            let bytes =
                record.slice(0, 3).elementsEqual([0xEF, 0xBB, 0xBF])
                ? record.bytes.dropFirst(3) : record.bytes[...]
            return Record.text(bytes)
        }
        let units = stride(from: 2, to: record.count - 1, by: 2).map {
            isLittle ? record.u16le($0) : record.u16be($0)
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Lines with their numbers from 1 on, without blanks at either end; empty ones are left out.
    var lines: [(number: Int, text: Substring)] {
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return all.enumerated().compactMap { position, whole in
            let line = whole.drop { $0 == " " || $0 == "\t" }
            let end = line.lastIndex { $0 != " " && $0 != "\t" && $0 != "\u{1A}" }
            return end.map { (number: position + 1, text: line[...$0]) }
        }
    }
}

extension ImageInput {
    /// Whether the whole file is longer than any sheet is.
    var isTooLongForSheet: Bool { source.size > UInt64(SheetText.limit) }

    func tooLong(_ what: String) -> OpeningFailure {
        .refused("looks like \(what) of \(source.size) bytes, but none is longer than \(SheetText.limit)")
    }

    /// The name without what follows its last dot.
    var stem: String { String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)]) }
}

/// The file that was opened, and those that it names, found beside it and opened once each.
struct NamedFiles {
    let input: ImageInput
    private let beside: [String]
    private(set) var files: [ContainerFile]
    private(set) var sources: [OpenedImage.Source]
    private var known: [String: Int] = [:]

    /// - Parameter role: that of the file itself.
    init(_ input: ImageInput, _ role: SourceRole) {
        self.input = input
        beside = input.folder.names
        files = [
            ContainerFile(recordedName: input.name, name: input.name, state: .open(size: input.source.size))
        ]
        sources = [.init(name: input.name, role: role, bytes: input.source)]
    }

    /// The index of the file that the descriptor calls `recorded`.
    ///
    /// Taken is what has that name, then what differs in case only, then what has the descriptor's stem and one of
    /// `extensions`: such files are renamed together and their descriptors left as they are. A path is reduced to its last
    /// component; what lies elsewhere is opened only where the folder has it from the command line.
    mutating func index(of recorded: String, _ role: SourceRole, extensions: [String], namedAt: String?)
        -> Int
    {
        if let index = known[recorded] { return index }
        let index = files.count
        known[recorded] = index
        let last = recorded.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let isPath = last != recorded
        for name in candidates(last, extensions) where name != input.name {
            // Two names for one file: its bytes are the same ones.
            if let same = files.firstIndex(where: { $0.name == name }) {
                known[recorded] = same
                return same
            }
            do throws(Errno) {
                let source = try input.folder.open(name)
                add(recorded, role, name, .open(size: source.size), source, namedAt)
                return index
            } catch .noSuchFileOrDirectory {
                continue
            } catch {
                add(recorded, role, name, .refused("\(error)"), MemorySource([]), namedAt)
                return index
            }
        }
        add(recorded, role, nil, isPath ? .outside : .missing, MemorySource([]), namedAt)
        return index
    }

    private func candidates(_ last: String, _ extensions: [String]) -> [String] {
        let folded = last.lowercased()
        let stems = extensions.map { "\(input.stem).\($0)".lowercased() }
        return [last] + beside.filter { $0.lowercased() == folded }
            + stems.flatMap { stem in beside.filter { $0.lowercased() == stem } }
    }

    private mutating func add(
        _ recorded: String, _ role: SourceRole, _ name: String?, _ state: ContainerFile.State,
        _ source: any ByteSource,
        _ namedAt: String?
    ) {
        files.append(ContainerFile(recordedName: recorded, name: name, state: state, namedAt: namedAt))
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
            recordedName: file.recordedName, name: file.name, state: state, namedAt: file.namedAt)
        sources[index] = .init(
            name: sources[index].name, role: sources[index].role, bytes: MemorySource([]))
    }

    /// Why nothing can be looked at, when no named file could be opened.
    func refusal(_ what: String) -> OpeningFailure? {
        let named = files.dropFirst()
        guard named.allSatisfy({ $0.size == nil }) else { return nil }
        guard let first = named.first else { return .refused("\(what) that names no file") }
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
        return .refused("\(what); the image is \(DisplayName(first.recordedName).escaped), which \(why)")
    }
}
