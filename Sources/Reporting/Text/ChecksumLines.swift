import Checksums
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
        switch list.signatureOfStatements {
        case .good(let signer): return ", signed by \(signer.told)"
        case .bad: return ", BAD SIGNATURE"
        case .unverified: return ", signature not verified"
        case .none: return ", not signed"
        }
    }

    private static func digests(_ disc: Disc) -> [(String, String)] {
        guard let image = disc.facts(ImageDigests.self) else { return [] }
        let files = image.files.filter { !$0.requests.isEmpty }
        return files.flatMap { digests(files.count > 1 ? " \($0.name.told)" : "", $0.requests, disc) }
            + tracks(image, disc)
    }

    /// Those of the tracks, if there are several; a track that has a file of its own was told with the files.
    private static func tracks(_ image: ImageDigests, _ disc: Disc) -> [(String, String)] {
        guard image.tracks.count > 1 else { return [] }
        let told = Set(image.files.flatMap(\.requests))
        return image.tracks.flatMap { track in
            track.obstacle.map { [("track \(track.number)", "no digest: \($0)")] }
                ?? digests(" track \(track.number)", track.requests.filter { !told.contains($0) }, disc)
        }
    }

    /// - Parameter name: of what, with a blank before it.
    private static func digests(_ name: String, _ requests: [DigestRequest], _ disc: Disc) -> [(
        String, String
    )] {
        requests.compactMap { request in
            let outcome = disc.outcome(of: request)
            let text = outcome?.digest?.hex ?? outcome?.obstacle.map { "not computed: \($0)" }
            return text.map { ("\(request.algorithm.title)\(name)", $0) }
        }
    }

    private static func label(_ group: ChecksumGroup) -> String {
        let list = group.list?.told
        switch group.origin {
        case .isomd5sum: return "implanted MD5"
        case .tagmedia: return "SUSE tag"
        case .libisofsTag: return "libisofs tags"
        case .libisofsFile: return "libisofs MD5"
        case .dvdisaster: return list ?? "dvdisaster"
        case .container: return "stored digest"
        case .jigdo: return list ?? "jigdo"
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
