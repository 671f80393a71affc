public import Bytes

/// A DAT, the list by which collectors tell dumps of discs: XML as Redump, No-Intro, TOSEC and MAME publish it (Logiqx), or the text of
/// CLRMAMEPro. It may be of any length; what nobody asks for is not kept.
public struct DATFile: Sendable {
    public private(set) var header = DATHeader()
    /// Entries in it.
    public private(set) var count = 0
    /// Those that were asked for.
    public private(set) var games: [DATGame] = []
    /// Why it could not be read to its end, as a clause.
    public private(set) var problem: String?

    /// Files of all entries that are kept; a disc has a handful of entries of the same size.
    private static let keptLimit = 50_000
    /// Files of an entry. A disc has 99 tracks and a sheet; what has more is none, and is not kept.
    static let partLimit = 500

    /// Bytes that tell a DAT from other files.
    public static let headLength = 1_024

    /// Whether a file that begins so is a DAT.
    public static func isDAT(_ head: [UInt8]) -> Bool { XMLDAT.isDAT(head) || TextDAT.isDAT(head) }

    /// Reads a DAT from its first byte to its last.
    ///
    /// - Parameters:
    ///   - question: which entries are kept.
    ///   - goesOn: asked now and then; false stops it.
    /// - Returns: nil for what is no DAT.
    /// - Throws: a read that failed.
    public init?(
        _ source: some ByteSource, asking question: DATQuestion, goesOn: () -> Bool = { true }
    ) throws(ReadFailure) {
        let head = try source.bytes(at: 0, count: Self.headLength)
        guard Self.isDAT(head) else { return nil }
        let isXML = XMLDAT.isDAT(head)
        var file = DATFile()
        var kept = 0
        /// Nil for an entry that nobody asks for.
        func add(_ game: DATGame?) {
            file.count += 1
            guard let game else { return }
            kept += game.parts.count
            if kept <= Self.keptLimit { file.games.append(game) }
        }
        let pieces = Pieces(source)
        var header = DATHeader()
        file.problem =
            isXML
            ? XMLDAT.read(pieces, question, header: &header, add, goesOn: goesOn)
            : TextDAT.read(pieces, question, header: &header, add, goesOn: goesOn)
        file.header = header
        if kept > Self.keptLimit, file.problem == nil {
            file.problem = "has more entries with files of these sizes than are looked at"
        }
        if let failure = pieces.failure { throw failure }
        self = file
    }

    private init() {}
}

/// The bytes of a file, piece by piece.
final class Pieces {
    private let source: any ByteSource
    private var offset: UInt64 = 0
    private(set) var failure: ReadFailure?

    init(_ source: some ByteSource) { self.source = source }

    /// The next bytes, at most so many; none at the end, and where they cannot be read.
    func next(_ count: Int) -> [UInt8] {
        do throws(ReadFailure) {
            let bytes = try source.bytes(at: offset, count: count)
            offset += UInt64(bytes.count)
            return bytes
        } catch {
            failure = error
            return []
        }
    }
}
