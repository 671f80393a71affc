import Bytes
import Checksums
import Containers
import Digests
public import DiscModel
public import Readers

/// Reads jigdo files and templates: those that are asked for, and those that are called after the image. They list the files of which an
/// image was made, and so tell which of them is damaged.
public struct Jigdos: WindowReader {
    public static let scope = Scope.lists
    public static let roles: Set<InnerWindow.Role> = [.disc]

    private let beside: Neighbours
    private let given: [GivenFile]

    /// - Parameter given: files that must be of the image.
    public init(_ beside: Neighbours, given: [GivenFile]) { (self.beside, self.given) = (beside, given) }

    public func read(_ context: WindowContext) -> JigdoFacts? {
        var downloads = given.map { read($0.name, in: $0.folder, isGiven: true, context.window.size) }
        if given.isEmpty {
            let names = Set(beside.folder.names)
            let found = beside.stems.flatMap { ["\($0).jigdo", "\($0).template"] }.first(
                where: names.contains)
            if let found {
                let download = read(found, in: beside.folder, isGiven: false, context.window.size)
                // One of another image is none of our business.
                if !download.sums.isEmpty || !download.parts.isEmpty || !download.obstacles.isEmpty {
                    downloads.append(download)
                }
            }
        }
        return downloads.isEmpty ? nil : JigdoFacts(downloads: downloads)
    }

    // MARK: One download

    private func read(
        _ name: String, in folder: any Folder, isGiven: Bool, _ size: UInt64
    ) -> JigdoDownload {
        var reading = Reading(folder: folder)
        reading.read(name)
        if !beside.isPlain, reading.obstacles.isEmpty {
            reading.obstacles.append(
                "\(name.shown) counts the bytes of a file, and this image is in a container")
        }
        let isOurs = isGiven || reading.isOf(beside.image, size)
        let usable = beside.isPlain && isOurs
        return JigdoDownload(
            jigdo: reading.jigdoName, template: reading.templateName, isGiven: isGiven,
            obstacles: reading.obstacles, imageLength: usable ? reading.template?.imageLength : nil,
            sums: usable ? reading.sums(size) : [], parts: usable ? reading.parts(size) : [],
            templateDigests: reading.jigdo?.templateDigests ?? [], source: reading.source)
    }

    private struct Reading {
        let folder: any Folder
        var obstacles: [String] = []
        private(set) var jigdo: JigdoFile?
        private(set) var jigdoName: DisplayName?
        private(set) var template: JigdoTemplate?
        private(set) var templateName: DisplayName?
        private(set) var source: (any ByteSource)?

        init(folder: any Folder) { self.folder = folder }

        /// Reads a file of either kind, and the other one.
        mutating func read(_ name: String) {
            let file: any ByteSource
            let head: [UInt8]
            do {
                file = try folder.open(name)
                head = try file.bytes(at: 0, count: 64)
            } catch {
                obstacles.append(
                    "\(name.shown) cannot be read: \((error as? ReadFailure)?.reason ?? "\(error)")")
                return
            }
            if JigdoTemplate.isTemplate(Record(head)) || name.hasSuffix(".template") {
                take(template: file, name)
                if let other = other(than: name, ".jigdo"), let file = try? folder.open(other) {
                    take(jigdo: file, other)
                }
            } else {
                take(jigdo: file, name)
                guard let jigdo else { return }
                let named = jigdo.template?.split(separator: "/").last.map(String.init)
                let candidates = [named, other(than: name, ".template")].compactMap(\.self)
                for other in candidates where template == nil && source == nil {
                    if let file = try? folder.open(other) { take(template: file, other) }
                }
                if source == nil {
                    obstacles.append(
                        "\((named ?? "the template").shown) is not beside \(name.shown), so the parts of the image are not known"
                    )
                }
            }
        }

        private func other(than name: String, _ ending: String) -> String? {
            name.lastIndex(of: ".").map { name[..<$0] + ending }
        }

        private mutating func take(jigdo file: any ByteSource, _ name: String) {
            jigdoName = DisplayName(utf8: Array(name.utf8))
            do throws(ReadFailure) {
                let length = min(file.size, UInt64(JigdoFile.limit) + 1)
                jigdo = JigdoFile(try file.bytes(at: 0, count: Int(length)))
                if jigdo == nil { obstacles.append("\(name.shown) is no jigdo file") }
            } catch {
                obstacles.append("\(name.shown) cannot be read: \(error.reason)")
            }
        }

        private mutating func take(template file: any ByteSource, _ name: String) {
            templateName = DisplayName(utf8: Array(name.utf8))
            source = file
            do throws(JigdoTemplate.Fault) {
                template = try JigdoTemplate(file)
            } catch {
                obstacles.append("\(name.shown) \(error.words)")
            }
        }

        /// Whether what was found beside an image is about it: by the name that it gives, or by its length.
        func isOf(_ image: String, _ size: UInt64) -> Bool {
            let named = jigdo?.image?.split(whereSeparator: { "/:".contains($0) }).last.map(String.init)
            return named == image || template?.imageLength == size || named == nil && template == nil
        }

        // MARK: Statements

        func sums(_ size: UInt64) -> [ChecksumStatement] {
            func statement(_ digest: Digest, _ length: UInt64, _ recorded: Place) -> ChecksumStatement {
                ChecksumStatement(
                    .jigdo, of: .image, expected: digest,
                    request: DigestRequest(digest.algorithm, of: [0..<length]), recorded: recorded)
            }
            var sums: [ChecksumStatement] = []
            // An image of another length has another digest; that is told once.
            let length = template?.imageLength ?? size
            guard length <= size else { return [] }
            if let template {
                sums.append(
                    statement(
                        template.imageDigest, template.imageLength,
                        Place(path: templateName, field: "image")))
            }
            for (digest, line) in jigdo?.imageDigests ?? [] {
                sums.append(statement(digest, length, Place(path: jigdoName, field: "line \(line)")))
            }
            return sums
        }

        func parts(_ size: UInt64) -> [ChecksumStatement] {
            (template?.parts ?? []).enumerated().compactMap { index, part in
                let end = part.offset.adding(part.length)
                guard part.length > 0, end <= size else { return nil }
                let name = jigdo?.parts[part.digest].map { DisplayName(utf8: Array($0.utf8)).escaped }
                return ChecksumStatement(
                    .jigdo, of: .range(name ?? "part \(index + 1), which no jigdo file names"),
                    expected: part.digest,
                    request: DigestRequest(part.digest.algorithm, of: [part.offset..<end]),
                    recorded: Place(path: templateName, field: "part \(index + 1)"))
            }
        }
    }
}

extension String {
    fileprivate var shown: String { DisplayName(utf8: Array(utf8)).escaped }
}
