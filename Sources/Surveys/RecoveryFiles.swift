import Bytes
public import DiscModel
public import Readers

/// Finds recovery files by PAR2 that are called after an image, as par2 calls them: `demo.iso.par2` and `demo.iso.vol000+01.par2`. They are not verified.
public struct RecoveryFiles: WindowReader {
    public static let scope = Scope.lists
    public static let roles: Set<InnerWindow.Role> = [.disc]

    private let beside: Neighbours

    public init(_ beside: Neighbours) { self.beside = beside }

    public func read(_: WindowContext) -> RecoveryFileFacts? {
        let names = beside.folder.names.filter(isCandidate).sorted()
        let whole = names.filter { name in
            let head = try? beside.folder.open(name).bytes(at: 0, count: 8)
            return head.map { Record($0).has("PAR2\u{0}PKT") } ?? false
        }
        guard !names.isEmpty else { return nil }
        func shown(_ names: [String]) -> [DisplayName] { names.map { DisplayName(utf8: Array($0.utf8)) } }
        return RecoveryFileFacts(files: shown(whole), others: shown(names.filter { !whole.contains($0) }))
    }

    private func isCandidate(_ name: String) -> Bool {
        guard name.lowercased().hasSuffix(".par2") else { return false }
        let stem = name.dropLast(5)
        return beside.stems.contains { stem == $0 || stem.hasPrefix("\($0).vol") }
    }
}

/// The recovery files of an image, and those that are only called so.
public struct RecoveryFileFacts: Facts {
    public let files: [DisplayName]
    public let others: [DisplayName]
}
