import Checksums
import Digests
import DiscModel
import Rules
import Surveys

/// The digests of the image, and what became of the checksums that it, or a list beside it, records.
enum ChecksumPart {
    /// How much of the content the checksums that held vouch for.
    static func vouching(_ vouching: Vouching) -> Document {
        Document {
            $0.add("content", vouching.content)
            $0.add("vouched", vouching.vouched)
            $0.add(
                "by", each: "witness", vouching.witnesses.map { name in Document { $0.add("name", name) } })
        }
    }

    /// A file that was read once more at the end.
    static func reread(_ file: SourceFacts.File) -> Document {
        Document {
            $0.add("name", file.name)
            $0.add("before", file.before?.hex)
            $0.add("after", file.after?.hex)
            $0.add("same", file.before != nil && file.before == file.after)
        }
    }

    /// The digests of the file that holds the image, by algorithm; nil when none were asked.
    static func digests(_ disc: Disc) -> Document? {
        digests(ofFile: 0, disc)
    }

    /// The digests of the compressed file that the image was unpacked from.
    static func packedDigests(_ disc: Disc) -> Document? {
        disc.facts(ImageDigests.self)?.packedFile.flatMap { digests($0.requests, disc) }
    }

    /// The digests of a file of the container.
    static func digests(ofFile index: Int, _ disc: Disc) -> Document? {
        let files = disc.facts(ImageDigests.self)?.files ?? []
        return files.indices.contains(index) ? digests(files[index].requests, disc) : nil
    }

    /// The digests of a track's sectors, or why there are none.
    static func digests(ofTrack number: Int, session: Int, _ disc: Disc) -> Document? {
        let tracks = disc.facts(ImageDigests.self)?.tracks ?? []
        guard let track = tracks.first(where: { $0.number == number && $0.session == session }) else {
            return nil
        }
        return track.obstacle.map { why in Document { $0.add("missing", why) } }
            ?? digests(track.requests, disc)
    }

    /// By algorithm; `missing` says why there are none.
    private static func digests(_ requests: [DigestRequest], _ disc: Disc) -> Document? {
        guard !requests.isEmpty else { return nil }
        return Document {
            for request in requests {
                let outcome = disc.outcome(of: request)
                $0.add(request.algorithm.rawValue, outcome?.digest?.hex)
                if outcome?.digest == nil, !$0.has("missing") {
                    $0.add("missing", outcome?.obstacle ?? "the content was not read")
                }
            }
        }
    }

    private static func add(_ signature: SignatureState?, to part: inout Document) {
        switch signature {
        case nil: break
        case .some(.none): part.add("signature", "none")
        case .unverified(let why):
            part.add("signature", "unverified")
            part.add("signatureReason", why)
        case .good(let signer):
            part.add("signature", "good")
            part.add("signer", signer)
        case .bad(let why):
            part.add("signature", "bad")
            part.add("signatureReason", why)
        }
    }

    static func checksums(_ disc: Disc) -> [Document] {
        ChecksumGroup.all(of: disc).map { group in
            let only = group.checksums.count == 1 ? group.checksums.first : nil
            return Document {
                $0.add("origin", group.origin.rawValue)
                $0.add("list", group.list)
                $0.add("algorithm", group.algorithm.rawValue)
                $0.add("count", group.checksums.count)
                $0.add("verified", group.verified)
                $0.add("mismatched", group.mismatched)
                $0.add("open", group.open)
                add(group.sidecar(in: disc)?.signatureOfStatements, to: &$0)
                if let only {
                    $0.add("expected", only.statement.expected.hex)
                    switch only.state {
                    case .verified: break
                    case .mismatch(let digest): $0.add("actual", digest.hex)
                    case .open(let reason): $0.add("reason", reason)
                    }
                }
            }
        }
    }
}
