import Checksums
import Containers
import Digests
import DiscModel
import Rules
import Surveys

/// What a container says of the content that it packs in blocks: whether it is whole, and what became of the digests that it records.
enum PayloadPart {
    static func payload(_ container: ContainerFacts, _ disc: Disc) -> Document? {
        guard let payload = container.payload else { return nil }
        let damaged = disc.facts(PackedBlockFacts.self)?.damaged
        return Document {
            $0.add("codecs", payload.codecs.isEmpty ? nil : payload.codecs.joined(separator: " "))
            $0.add("blockSize", payload.blocks.blockBytes)
            $0.add("blocks", payload.blocks.blockCount)
            $0.add("damagedBlocks", damaged)
            $0.add("blockSums", payload.hasSums)
            $0.add("intact", container.structure == .sound ? damaged.map { $0 == 0 } : false)
            $0.add("recorded", each: "recordedDigest", recorded(payload, disc))
            $0.add("parent", parent(container))
            if let evidence = container.ewf { $0.add("segments", each: "segment", segments(evidence)) }
        }
    }

    private static func recorded(_ payload: StoredPayload, _ disc: Disc) -> [Document] {
        disc.checksums.filter { $0.statement.origin == .container }.map { checksum in
            Document {
                $0.add("algorithm", checksum.statement.expected.algorithm.rawValue)
                $0.add("value", checksum.statement.expected.hex)
                $0.add("field", checksum.statement.recorded.field)
                switch checksum.state {
                case .verified: $0.add("state", "holds")
                case .mismatch(let digest):
                    $0.add("state", "differs")
                    $0.add("actual", digest.hex)
                case .open(let why):
                    $0.add("state", "open")
                    $0.add("reason", why)
                }
            }
        }
    }

    /// The file that holds what this one leaves out.
    private static func parent(_ container: ContainerFacts) -> Document? {
        guard let chd = container.chd, let digest = chd.parent else { return nil }
        return Document {
            $0.add(digest.algorithm.rawValue, digest.hex)
            $0.add("name", chd.parentName.map { DisplayName($0) })
        }
    }

    private static func segments(_ evidence: EWFFacts) -> [Document] {
        let there = evidence.segments.map { (number: $0.number, name: String?.some($0.name)) }
        let all = there + evidence.missing.map { (number: $0, name: nil) }
        return all.sorted { $0.number < $1.number }.map { segment in
            Document {
                $0.add("number", segment.number)
                $0.add("name", segment.name.map { DisplayName($0) })
                $0.add("state", segment.name == nil ? "missing" : "open")
            }
        }
    }
}
