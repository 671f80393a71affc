import Bytes
import Checksums
import Containers
import Digests
import DiscModel
import Inspection
import Specimens
import Surveys
import Testing

/// A forged container with the name by which test reports call it.
struct Case: CustomTestStringConvertible, CustomStringConvertible, Sendable {
    let testDescription: String
    let files: Wrapped
    /// The name alone: the files are megabytes.
    var description: String { testDescription }

    init(_ name: String, _ files: Wrapped) {
        testDescription = name
        self.files = files
    }
}

extension Wrapped {
    var input: ImageInput {
        ImageInput(name: name, source: MemorySource(bytes), folder: MemoryFolder(siblings))
    }
}

extension Conversion {
    /// The plain ISO as bytes.
    var bytes: [UInt8] {
        get throws {
            var image = [UInt8](repeating: 0, count: Int(size))
            try run { offset, part in
                image.replaceSubrange(Int(offset)..<Int(offset) + part.count, with: part)
            }
            return image
        }
    }
}

/// Every file of every tree: tree, path, size and first sector.
func listing(_ disc: Disc) -> [String] {
    disc.trees.flatMap { tree in
        tree.nodes.indices.map { index in
            let node = tree.nodes[index]
            let first = tree.extents(of: node).first.map { $0.offset / 2048 } ?? 0
            return "\(tree.kind.rawValue) \(tree.path(of: index).text) \(node.size) \(first)"
        }
    }.sorted()
}

/// The digests of each track, by algorithm, or why there is none.
func trackDigests(_ input: ImageInput, _ algorithms: Set<DigestAlgorithm> = [.sha256]) throws -> [[String]] {
    var inspection = Inspection()
    inspection.digests = algorithms
    let disc = try inspection.examine(input).disc
    return try #require(disc.facts(ImageDigests.self)).tracks.map { track in
        if let obstacle = track.obstacle { return [obstacle] }
        return track.requests.map { request in
            let outcome = disc.outcome(of: request)
            return outcome?.digest?.hex ?? outcome?.obstacle ?? "nothing"
        }
    }
}
