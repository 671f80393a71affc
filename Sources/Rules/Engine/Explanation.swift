import DiscModel
import FileSystems

/// A piece of knowledge about faults: where a rule's finding is the cause, findings of other rules are what follows from it.
///
/// A consequence is still reported, as a note that names its cause. It becomes one only where the cause was found in the same
/// image and reaches the very place, so that nothing is excused by a fault that is not there.
struct Explanation: Sendable {
    let cause: any Rule.Type
    /// The ends of the names of the fields whose faults reach so far; any field without them.
    let fields: [String]
    let reach: Reach
    let effects: [any Rule.Type]

    init(
        _ cause: any Rule.Type, of fields: [String] = [], _ reach: Reach, _ effects: [any Rule.Type]
    ) {
        self.cause = cause
        self.fields = fields
        self.reach = reach
        self.effects = effects
    }

    /// How far a fault reaches.
    enum Reach: Sendable {
        /// What has the path of the cause or lies below it, in every tree.
        case path
        /// The same, but for the records "." and "..", through which nothing is read.
        case record
        /// The tree of the cause, and what holds other trees and lists against it.
        case tree
        /// The sectors of the cause.
        case sectors
        /// What begins where the bytes of the cause end.
        case next
        /// What begins in the bytes of the cause or behind them.
        case behind
        /// What spans the bytes of the cause, such as a sum over them.
        case sums
        /// The whole image.
        case image
    }
}

/// A place at which a rule fired, as far as causes are concerned.
struct Occurrence {
    var place: Place?
    /// The path that the occurrence is about, where its place has another one or none.
    let about: String?
    let message: String
    /// What tells whether it is at a path or below; made when causes are looked for.
    private(set) var paths: [FoldedPath] = []

    init(place: Place?, about: String?, message: String) {
        self.place = place
        self.about = about
        self.message = message
    }

    /// Whether it is at a record "." or "..".
    var isDot: Bool {
        place?.path.map { $0.text.hasSuffix("/.") || $0.text.hasSuffix("/..") } ?? false
    }

    mutating func foldPaths() {
        paths = [about, place?.path?.text].compactMap { $0.map { FoldedPath($0) } }
    }
}

/// A path as it is compared between trees: without case, version numbers and final dots.
struct FoldedPath: Hashable {
    let text: String

    init(_ path: String) {
        var steps: [Substring] = []
        for step in path.lowercased().split(separator: "/", omittingEmptySubsequences: true) {
            var name = String(step).withoutVersion[...]
            while name.last == "." { name = name.dropLast() }
            // "." and ".." belong to the directory in which they stand.
            if !name.isEmpty { steps.append(name) }
        }
        text = steps.isEmpty ? "" : "/" + steps.joined(separator: "/")
    }

    /// Directories above a path that are looked at; hostile paths are longer.
    private static let deepest = 64

    func isAtOrBelow(anyOf others: Set<FoldedPath>) -> Bool {
        if others.contains(self) { return true }
        var rest = text[...]
        for _ in 0..<Self.deepest {
            guard let end = rest.lastIndex(of: "/"), end > rest.startIndex else { return false }
            rest = rest[..<end]
            if others.contains(FoldedPath(folded: String(rest))) { return true }
        }
        return false
    }

    private init(folded: String) { text = folded }
}

/// What one thing is called in several trees, where it is not called the same.
struct OtherPaths {
    private var known: [FoldedPath: Set<FoldedPath>] = [:]

    init(of disc: Disc) {
        TreePair.each(in: disc) { pair in
            for (one, other) in pair.alignment.unlike {
                let slot = Int(pair.left.nodes[one].record)
                let names = [pair.left.path(of: one).text, pair.right.path(of: other).text]
                let isRecorded = pair.primary.slots.indices.contains(slot)
                let recorded = isRecorded ? pair.primary.place(ofRecord: slot).path : nil
                add(names + (recorded.map { [$0.text] } ?? []))
            }
        }
        for view in disc.iso?.views ?? [] {
            guard let names = view.rockRidge else { continue }
            for index in names.nodes.indices where names.nodes[index].kind == .directory {
                let slot = Int(names.nodes[index].record)
                guard view.tree.slots.indices.contains(slot) else { continue }
                let recorded = view.tree.place(ofRecord: slot).path
                add([names.path(of: index).text] + (recorded.map { [$0.text] } ?? []))
            }
        }
    }

    private mutating func add(_ paths: [String]) {
        let folded = Set(paths.map { FoldedPath($0) })
        guard folded.count > 1 else { return }
        for path in folded { known[path, default: []].formUnion(folded) }
    }

    /// The path, and what else it is called.
    func all(of path: FoldedPath) -> Set<FoldedPath> { (known[path] ?? []).union([path]) }
}
