import Bytes
import Checksums
public import DATs
public import Digests
public import DiscModel
public import Readers

/// Reads the DATs that somebody named, and keeps the entries that could be the image by the sizes of their files.
public struct DATLists: WindowReader {
    public static let scope = Scope.lists
    public static let roles: Set<InnerWindow.Role> = [.disc]

    private let given: [GivenFile]
    private let parts: [DumpPart]
    private let hunks: Digest?
    private let goesOn: @Sendable () -> Bool

    /// - Parameters:
    ///   - parts: of the image.
    ///   - hunks: the overall SHA-1 that a CHD records.
    ///   - goesOn: asked now and then, since lists are of any length; false stops it.
    public init(
        _ given: [GivenFile], for parts: [DumpPart], hunks: Digest?,
        goesOn: @escaping @Sendable () -> Bool = { true }
    ) {
        self.goesOn = goesOn
        self.given = given
        self.parts = parts
        self.hunks = hunks
    }

    public func read(_: WindowContext) -> DATFacts? {
        guard !given.isEmpty else { return nil }
        let sizes = Set(parts.flatMap(\.likelySizes))
        let lists = given.map { read($0, sizes) }
        return DATFacts(lists: lists, parts: parts, hunks: hunks)
    }

    private func read(_ given: GivenFile, _ sizes: Set<UInt64>) -> DATList {
        let name = DisplayName(utf8: Array(given.name.utf8))
        do {
            let source = try given.folder.open(given.name)
            let file = try DATFile(source, asking: DATQuestion(sizes: sizes, hunks: hunks), goesOn: goesOn)
            return DATList(name: name, file: file, obstacle: file == nil ? "is no DAT" : file?.problem)
        } catch {
            return DATList(
                name: name, file: nil,
                obstacle: "cannot be read: \((error as? ReadFailure)?.reason ?? "\(error)")")
        }
    }
}

/// The DATs, with the entries that could be the image.
public struct DATFacts: Facts {
    public let lists: [DATList]
    public let parts: [DumpPart]
    /// The overall SHA-1 that a CHD records.
    public let hunks: Digest?

    /// What has to be digested for them.
    var requests: Set<DigestRequest> {
        var requests: Set<DigestRequest> = []
        let bySize = Dictionary(grouping: parts, by: \.size)
        let byOtherForm = Dictionary(grouping: parts.filter { $0.otherForm != nil }) { $0.otherForm ?? 0 }
        for listed in lists.lazy.flatMap(\.games).flatMap(\.parts) {
            guard let size = listed.size else { continue }
            let algorithms = listed.digests.map(\.algorithm)
            // CRC-32 tells by how many samples audio is shifted.
            for part in bySize[size] ?? [] { requests.formUnion(algorithms.compactMap(part.request)) }
            for part in byOtherForm[size] ?? [] {
                requests.formUnion(algorithms.compactMap(part.dataRequest))
            }
        }
        return requests
    }
}

/// One DAT.
public struct DATList: Sendable {
    /// The file.
    public let name: DisplayName
    /// Nil where it could not be read at all.
    public let file: DATFile?
    /// Why it could not be read, or not to its end, in words that follow its name.
    public let obstacle: String?

    /// Entries that could be the image.
    var games: [DATGame] { file?.games ?? [] }

    /// What it calls itself, or else its file.
    public var title: DisplayName {
        file?.header.name.map { DisplayName(utf8: Array($0.utf8)) } ?? name
    }
}
