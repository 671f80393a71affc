import Digests
import DiscModel
import Surveys

/// The checksums in the head of the text report: the image's own digests, and whether the recorded ones hold.
enum ChecksumLines {
    /// Label and text of each line.
    static func lines(_ disc: Disc) -> [(String, String)] {
        digests(disc) + ChecksumGroup.all(of: disc).map { (label($0), state($0) + signature($0, disc)) }
    }

    /// What is known of the signature of a list beside the image, after a comma.
    private static func signature(_ group: ChecksumGroup, _ disc: Disc) -> String {
        guard let list = group.sidecar(in: disc) else { return "" }
        switch list.signature {
        case .good(let signer) where list.unsignedLines.isEmpty: return ", signed by \(signer.harmless)"
        case .bad: return ", BAD SIGNATURE"
        case .unverified: return ", signature not verified"
        case .good, .none: return ", not signed"
        }
    }

    private static func digests(_ disc: Disc) -> [(String, String)] {
        let files = (disc.facts(ImageDigests.self)?.files ?? []).filter { !$0.requests.isEmpty }
        return files.flatMap { file in
            file.requests.compactMap { request in
                let outcome = disc.outcome(of: request)
                let text = outcome?.digest?.hex ?? outcome?.obstacle.map { "not computed: \($0)" }
                let title = request.algorithm.title
                return text.map { (files.count > 1 ? "\(title) \(file.name.escaped)" : title, $0) }
            }
        }
    }

    private static func label(_ group: ChecksumGroup) -> String {
        let list = group.list?.escaped
        switch group.origin {
        case .isomd5sum: return "implanted MD5"
        case .tagmedia: return "SUSE tag"
        case .libisofsTag: return "libisofs tags"
        case .libisofsFile: return "libisofs MD5"
        case .payloadList: return list ?? "list in the image"
        case .sidecar: return list ?? "list beside it"
        }
    }

    private static func state(_ group: ChecksumGroup) -> String {
        let all = group.checksums.count
        let what = all == 1 ? "" : "\(counted(all, "checksum")): "
        var parts: [String] = []
        if group.mismatched > 0 {
            parts.append(all == 1 ? "MISMATCH" : "\(grouped(group.mismatched)) MISMATCHED")
        }
        if group.verified > 0 {
            parts.append(
                group.verified == all && all > 1
                    ? "all verified" : all == 1 ? "verified" : "\(grouped(group.verified)) verified")
        }
        if group.open > 0 { parts.append(all == 1 ? "not checked" : "\(grouped(group.open)) not checked") }
        return "\(group.algorithm.title), \(what)\(parts.joined(separator: ", "))"
    }
}
