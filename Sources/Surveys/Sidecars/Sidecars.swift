public import Bytes
import ChecksumLists
import Checksums
public import DiscModel
public import Readers
import SystemPackage

/// Reads the lists of checksums beside an image: those that are asked for, and those that are called after the image or
/// as lists of a whole folder are.
public struct Sidecars: WindowReader {
    public static let scope = Scope.lists
    public static let roles: Set<InnerWindow.Role> = [.disc]

    /// A file of the image, as lists name it.
    public struct File: Sendable {
        public let name: String
        /// Where its bytes are when all files are laid end to end.
        public let bytes: Range<UInt64>

        public init(_ name: String, bytes: Range<UInt64>) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Lists of one folder that are read.
    private static let listLimit = 100

    private let files: [File]
    private let given: [GivenFile]
    private let folder: any Folder
    private let verify: @Sendable (SignedText) -> SignatureState

    /// - Parameters:
    ///   - files: of the image.
    ///   - given: lists that must name one of them.
    ///   - folder: where others that do may lie.
    ///   - verify: tells whether a signature is good.
    public init(
        of files: [File], given: [GivenFile], foundIn folder: any Folder,
        verify: @escaping @Sendable (SignedText) -> SignatureState
    ) {
        self.files = files
        self.given = given
        self.folder = folder
        self.verify = verify
    }

    /// The lists asked for, then those in the folder that name the image; nil when there are none.
    public func read(_: WindowContext) -> SidecarFacts? {
        var lists = given.map { read($0.name, in: $0.folder, isGiven: true) }
        let asked = Set(given.map(\.name))
        let names = folder.names
        for name in names.filter(isCandidate).prefix(Self.listLimit) where !asked.contains(name) {
            let list = read(name, in: folder, isGiven: false)
            // A list of other images is none of our business, one called after this image is.
            if !list.statements.isEmpty || isCalledAfterImage(name) || list.garbles {
                lists.append(list)
            }
        }
        return lists.isEmpty ? nil : SidecarFacts(lists: lists)
    }

    // MARK: Which files

    private static let endings: Set<String> = [
        "md5", "sha1", "sha256", "sha384", "sha512", "md5sum", "sha1sum", "sha256sum", "sha512sum", "sfv",
        "checksum", "md5sums", "sha256sums", "sha512sums",
    ]
    private static let general: Set<String> = [
        "md5sums", "sha1sums", "sha256sums", "sha384sums", "sha512sums", "md5sum", "sha1sum", "sha256sum",
        "sha512sum",
        "checksum", "checksums",
    ]

    private func isCandidate(_ name: String) -> Bool {
        if isCalledAfterImage(name) || isCalledLikeImage(name) { return true }
        var lower = name.lowercased()
        if lower.hasSuffix(".txt") { lower.removeLast(4) }
        return Self.general.contains(lower) || lower.hasSuffix("-checksum")
    }

    /// `demo.iso.sha256`, and with the ending `.txt`.
    private func isCalledAfterImage(_ name: String) -> Bool {
        files.contains { isList(name, after: $0.name) }
    }

    /// `demo.sha256`, which may as well be that of `demo.img`.
    private func isCalledLikeImage(_ name: String) -> Bool {
        files.contains { file in
            file.name.lastIndex(of: ".").map { isList(name, after: String(file.name[..<$0])) } ?? false
        }
    }

    private func isList(_ name: String, after stem: String) -> Bool {
        guard name.hasPrefix(stem + ".") else { return false }
        var ending = name.dropFirst(stem.count + 1).lowercased()
        if ending.hasSuffix(".txt") { ending.removeLast(4) }
        return Self.endings.contains(ending)
    }

    // MARK: One list

    private func read(_ name: String, in folder: any Folder, isGiven: Bool) -> Sidecar {
        let shown = DisplayName(utf8: Array(name.utf8))
        func refused(_ why: String) -> Sidecar {
            Sidecar(
                name: shown, isGiven: isGiven, garbles: false, obstacle: why, otherName: nil, statements: [],
                problems: [],
                signature: .none,
                unsignedLines: [])
        }
        let bytes: [UInt8]
        do {
            bytes = try Self.content(of: name, in: folder)
        } catch {
            return refused("cannot be read: \(error)")
        }
        guard let list = ChecksumList.parse(bytes, named: name) else {
            return refused("is no list of checksums")
        }
        var named = files.flatMap { file in list.entries(naming: file.name).map { (file, $0) } }
        var other: DisplayName?
        // Systems of one kind take names for the same that others tell apart.
        if named.isEmpty {
            for file in files {
                guard let entry = list.entries.first(where: { Self.isSame($0.name, file.name) }) else {
                    continue
                }
                named = [(file, entry)]
                other = DisplayName(utf8: entry.name)
                break
            }
        }
        // One digest in a file called after the image is that of the image under another name, or of another file.
        if named.isEmpty, isCalledAfterImage(name), list.entries.count == 1, let file = files.first {
            named = [(file, list.entries[0])]
            other = DisplayName(utf8: list.entries[0].name)
        }
        let statements = named.map { file, entry in
            ChecksumStatement(
                .sidecar, of: .image, expected: entry.digest,
                request: DigestRequest(entry.algorithm, of: [file.bytes], in: .files),
                recorded: Place(path: shown, field: "line \(entry.line)"))
        }
        // Only a list that speaks of this image is worth a signature check.
        let signed = statements.isEmpty ? nil : signedText(bytes, list, name, folder)
        let outside = signed?.coversAll ?? true ? [] : named.filter { !list.isSigned($0.1) }.map(\.1.line)
        let names = files.map(\.name).joined(separator: " or ")
        return Sidecar(
            name: shown, isGiven: isGiven,
            garbles: statements.isEmpty && list.problems.contains { isOfImage($0, in: bytes) },
            obstacle: statements.isEmpty || other != nil
                ? "\(other.map { "names \($0.escaped) and " } ?? "")does not name \(DisplayName(utf8: Array(names.utf8)).escaped)"
                : nil,
            otherName: other, statements: statements, problems: list.problems,
            signature: signed.map { verify($0.text) } ?? .none,
            unsignedLines: outside)
    }

    /// Whether a line of which no sense was made ends with the name of the image, or names it before a digest.
    private func isOfImage(_ problem: ChecksumList.Problem, in bytes: [UInt8]) -> Bool {
        guard problem.what.isOfChecksum, problem.offset < bytes.count else { return false }
        let line = bytes[problem.offset...].prefix(4_096).prefix { $0 != 10 && $0 != 13 }
        let words = line.split { [0x20, 0x09, 0x28, 0x29, 0x2A, 0x2F].contains($0) }
        return files.contains { file in
            let name = Array(file.name.utf8)
            return words.contains { $0.elementsEqual(name) }
                || line.suffix(name.count + 1).dropFirst().elementsEqual(name)
        }
    }

    /// Whether names differ in capital and small letters only.
    private static func isSame(_ listed: [UInt8], _ name: String) -> Bool {
        let last = listed.split(separator: 0x2F).last ?? []
        return String(decoding: last, as: UTF8.self).lowercased() == name.lowercased()
    }

    private static func content(of name: String, in folder: any Folder) throws -> [UInt8] {
        let source = try folder.open(name)
        return try source.bytes(at: 0, count: Int(min(source.size, UInt64(ChecksumList.Limits().bytes) + 1)))
    }

    // MARK: Its signature

    /// What a signature in the list is of, or one beside it; nil when there is none.
    private func signedText(
        _ bytes: [UInt8], _ list: ChecksumList, _ name: String, _ folder: any Folder
    ) -> (text: SignedText, coversAll: Bool)? {
        if let signature = list.signature {
            switch signature.kind {
            case .clear: return (SignedText(signature: nil, text: Array(bytes[signature.message])), false)
            case .appended:
                let text = SignedText(
                    signature: Array(bytes[signature.armour]), text: Array(bytes[signature.text]))
                return (text, false)
            }
        }
        for ending in ["asc", "gpg", "sign", "sig"] {
            // Bigger than any signature is no signature.
            guard let source = try? folder.open("\(name).\(ending)"), source.size <= 1 << 20,
                let signature = try? source.bytes(at: 0, count: Int(source.size)), !signature.isEmpty
            else { continue }
            return (SignedText(signature: signature, text: bytes), true)
        }
        return nil
    }
}
