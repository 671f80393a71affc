import Bytes

/// A line of the section `.sbat`: which generation of a component a program holds (shim, SBAT.md).
public struct SBATEntry: Sendable, Hashable {
    public let component: String
    public let generation: Int
    /// Vendor, package and version.
    public let vendor: String
    public let package: String
    public let version: String

    public var inWords: String { "\(component),\(generation)" }
}

/// The section `.sbat` of a program.
enum SBATSection: Sendable, Hashable {
    case none
    case entries([SBATEntry])
    /// A line without its six columns, which shim takes for a fault of all.
    case broken

    /// Components that are kept; programs have five.
    private static let limit = 64

    init(_ text: Record) {
        let rows = SBATTable.rows(of: text)
        guard rows.count <= Self.limit, rows.allSatisfy({ $0.count >= 6 && !$0.contains("") }) else {
            self = .broken
            return
        }
        self = .entries(
            rows.map {
                SBATEntry(
                    component: $0[0], generation: SBATTable.number($0[1]), vendor: $0[2], package: $0[3],
                    version: $0[4])
            })
    }

    var entries: [SBATEntry] { if case .entries(let entries) = self { entries } else { [] } }
}

/// What a machine asks of components (the variable SbatLevel): the least generation that it starts.
public struct SBATLevel: Sendable, Hashable {
    /// When it was made, such as "2025051000".
    public let date: String
    public let minima: [String: Int]

    /// Nil for a text that does not begin with the line of the level itself, "sbat,1,2025051000".
    public init?(_ text: [UInt8]) {
        let rows = SBATTable.rows(of: Record(text.prefix(Self.limit)))
        guard let first = rows.first, first.count >= 3, first[0] == "sbat",
            first[2].utf8.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        date = first[2]
        minima = Dictionary(
            rows.dropFirst().filter { $0.count >= 2 }.map { ($0[0], SBATTable.number($0[1])) },
            uniquingKeysWith: { first, _ in first })
    }

    private init(date: String, minima: [String: Int]) {
        self.date = date
        self.minima = minima
    }

    /// A machine that asks for nothing.
    static let none = SBATLevel(date: "0", minima: [:])

    private static let limit = 1 << 16

    /// The entry that is too old for this level.
    func revoked(in entries: [SBATEntry]) -> SBATEntry? {
        entries.first { $0.generation < minima[$0.component] ?? 0 }
    }

    /// The levels that there were so far (shim, SbatLevel_Variable.txt of 2026-07-27), the newest last.
    static let shipped: [SBATLevel] = [
        "2021030218", "2022052400\nshim,2\ngrub,2", "2022111500\nshim,2\ngrub,3",
        "2023012900\nshim,2\ngrub,3\ngrub.debian,4", "2023012950\nshim,3\ngrub,3\ngrub.debian,4",
        "2024010900\nshim,4\ngrub,3\ngrub.debian,4", "2024040900\nshim,4\ngrub,4\ngrub.peimage,2",
        "2025021800\nshim,4\ngrub,5", "2025051000\nshim,4\ngrub,5\ngrub.proxmox,2",
    ].compactMap { SBATLevel(Array("sbat,1,\($0)\n".utf8)) }
}

/// Lines of words with commas between them, as shim reads them (shim, lib/csv.c).
private enum SBATTable {
    static func rows(of text: Record) -> [[String]] {
        text.bytes.prefix { $0 != 0 }.split { $0 == 0x0A || $0 == 0x0D }.map { line in
            line.split(separator: 0x2C, omittingEmptySubsequences: false).map { Record.text($0) }
        }
    }

    /// As atoi(3) has it: what is no number is 0.
    static func number(_ text: String) -> Int { Int(text.prefix { $0.isNumber && $0.isASCII }) ?? 0 }
}
