import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import Specimens
import TestSupport
import Testing

/// A sound image that is about to be damaged.
struct Victim: Sendable, CustomStringConvertible {
    let description: String
    let bytes: [UInt8]

    /// Every ready-made specimen, and images of the corpus: the smallest of each folder, or all in a full run.
    static let all = (specimens + corpus).filter { Trial.isChosen($0.description) }

    static let specimens: [Victim] = [
        ("plain", Specimen.plain), ("joliet", .joliet), ("enhanced", .enhanced), ("rockRidge", .rockRidge),
        ("relocation", .relocation), ("continuation", .continuation), ("zisofs", .zisofs),
        ("bootable", .bootable), ("secureBoot", .secure()), ("multiExtent", .multiExtent),
        ("everything", .everything), ("udf", .udf), ("udfVirtual", .udfVirtual),
        ("udfSparable", .udfSparable),
        ("udfMetadata", .udfMetadata), ("udfChained", .udfChained), ("udfBridge", .udfBridge),
        ("hfsPlus", .hfsPlus), ("hfsPlusSplit", .hfsPlusSplit), ("hfsPlusRich", .hfsPlusRich),
        ("hfsClassicSplit", .hfsClassicSplit), ("hfsWrapped", .hfsWrapped),
        ("dvdVideo", .dvdVideo), ("bluRay", .bluRay), ("udfTwoStates", .udfTwoStates),
    ].map { Victim(description: "specimen \($0.0)", bytes: $0.1.bytes) }

    static let corpus: [Victim] = {
        var victims: [String: Victim] = [:]
        var found: [Victim] = []
        for image in CorpusImage.all {
            guard let source = try? image.source(), source.size <= 8 << 20, let bytes = try? image.bytes()
            else { continue }
            let victim = Victim(description: image.description, bytes: bytes)
            let folder = image.url.deletingLastPathComponent().lastPathComponent
            found.append(victim)
            if bytes.count < victims[folder]?.bytes.count ?? .max { victims[folder] = victim }
        }
        if found.isEmpty { print("hostile tests: skipped the corpus: there are no images in Corpus/images") }
        return Trial.isFull ? found : victims.values.sorted { $0.description < $1.description }
    }()

    /// Images of the corpus by their paths; those that are missing are left out, and named.
    static func named(_ paths: [String]) -> [Victim] {
        paths.compactMap { path in
            guard let image = CorpusImage.all.first(where: { $0.description == path }),
                let bytes = try? image.bytes()
            else {
                print("hostile tests: skipped \(path): it is not there")
                return nil
            }
            return Victim(description: path, bytes: bytes)
        }
    }

    /// Where its structure lies: every structure, and in it every record and field.
    func fields() throws -> [FieldBytes] {
        let fields = FieldBytes.all(
            of: try Inspection(quick: true).examine(MemorySource(bytes), named: "victim.iso").disc)
        return try #require(fields.isEmpty ? nil : fields, "\(description) has no structure")
    }
}
