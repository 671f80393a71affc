import Bytes
import DiscModel
import Readers

/// Reads the small files by which players find their way, and the beginnings of sectors; what it cannot read becomes a gap.
struct VideoContents {
    /// Bytes read of one file, and of all of them.
    static let longest: UInt64 = 4 << 20
    static let budget: UInt64 = 256 << 20
    /// Files of one directory. A Blu-ray has 4000 clips at most.
    static let mostFiles = 10_000

    let window: Window
    private(set) var gaps: [Gap] = []
    private var left = Self.budget

    init(of window: Window) { self.window = window }

    /// All bytes of a file; nil where they are not all there.
    ///
    /// - Parameter kind: what it is called in the gap if it is too long.
    mutating func bytes(of file: VideoFile, _ kind: String) -> [UInt8]? {
        guard file.size <= Self.longest, file.size <= left else {
            gaps.append(Gap(.limit, .content, at: file.place, "\(file.size) bytes are too many for \(kind)"))
            return nil
        }
        left -= file.size
        var bytes: [UInt8] = []
        for extent in file.extents where UInt64(bytes.count) < file.size {
            let wanted = min(extent.length, file.size - UInt64(bytes.count))
            guard let part = part(extent.offset, Int(wanted), of: file) else { return nil }
            bytes += part
        }
        return UInt64(bytes.count) == file.size ? bytes : nil
    }

    /// Some bytes of a file that lie together.
    mutating func head(_ byte: UInt64, _ count: UInt64, of file: VideoFile) -> Record? {
        guard let at = file.offset(of: byte), let bytes = part(at, Int(count), of: file) else { return nil }
        return Record(offset: at, bytes)
    }

    /// Notes something else that was not read.
    mutating func note(_ gap: Gap) { gaps.append(gap) }

    /// Notes a directory of which not all files were read.
    mutating func noteIfFull(_ files: [String: VideoFile]) {
        guard files.count >= Self.mostFiles, let one = files.values.first else { return }
        note(
            Gap(
                .limit, .directory, at: one.place,
                "only the first \(Self.mostFiles) files beside this one were looked at"))
    }

    /// Bytes of the disc. What lies behind its end is told by the rules for the directory that leads there.
    private mutating func part(_ offset: UInt64, _ count: Int, of file: VideoFile) -> [UInt8]? {
        let base = window.placed(0)
        guard offset >= base, offset.adding(UInt64(count)) <= base.adding(window.size) else { return nil }
        let got = window.part(offset - base, count, for: .content, file.place, gaps: &gaps)
        return got.count == count ? Array(got.bytes) : nil
    }
}

extension FileTree {
    /// The directory of a name in capitals that lies in another.
    func directory(_ name: String, in parent: Int = 0) -> Int? {
        nodes.indices.dropFirst().first {
            nodes[$0].parent == parent && nodes[$0].kind == .directory && plainName(of: $0) == name
        }
    }

    /// The files of a directory by their names in capitals, each name once, and no more than any disc has.
    ///
    /// - Parameter isWanted: those that count; longer names than any of DVD-Video and Blu-ray are not even asked about.
    func files(in directory: Int, where isWanted: (String) -> Bool) -> [String: VideoFile] {
        var files: [String: VideoFile] = [:]
        for index in nodes.indices.dropFirst() {
            let node = nodes[index]
            guard node.parent == directory, node.kind == .file, node.nameLength < 64 else { continue }
            let name = plainName(of: index)
            guard isWanted(name), files[name] == nil else { continue }
            files[name] = VideoFile(index, of: self)
            if files.count == VideoContents.mostFiles { break }
        }
        return files
    }

    /// A name in capitals, without what only ISO 9660 adds to it.
    private func plainName(of node: Int) -> String {
        String(displayName(of: nodes[node]).text.uppercased().prefix { $0 != ";" })
    }
}
