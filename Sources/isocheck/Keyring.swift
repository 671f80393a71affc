import DiscModel
import Surveys
import SystemPackage

/// Keys that a person trusts. Signatures are verified by gpgv, which knows no other keys than these.
struct Keyring {
    let path: FilePath

    func verify(_ signed: SignedText) -> SignatureState {
        let inputs = (signed.signature.map { [$0] } ?? []) + [signed.text]
        // A name without a slash would be looked for in a folder of GnuPG's.
        let keys = path.string.contains("/") ? path.string : "./\(path)"
        do throws(Errno) {
            let child = try Child(
                "gpgv",
                ["--status-fd", "1", "--keyring", keys] + inputs.indices.map(Child.path(ofInput:)),
                inputs: inputs)
            return Self.state(of: child)
        } catch {
            let why =
                error == .noSuchFileOrDirectory ? "gpgv is not installed" : "gpgv cannot be run: \(error)"
            return .unverified(why)
        }
    }

    /// What the status lines say (GnuPG, doc/DETAILS); the exit code alone does not tell a bad signature from a
    /// missing key.
    private static func state(of child: Child) -> SignatureState {
        var good: String?
        var isValid = false
        var open: String?
        for line in child.output.split(separator: "\n") where line.hasPrefix("[GNUPG:] ") {
            let words = line.dropFirst("[GNUPG:] ".count).split(separator: " ", maxSplits: 2)
            guard let keyword = words.first else { continue }
            let key = words.count > 1 ? String(words[1]) : "?"
            let signer = DisplayName(utf8: Array((words.count > 2 ? String(words[2]) : key).utf8)).escaped
            switch keyword {
            case "GOODSIG": good = signer
            case "VALIDSIG": isValid = true
            case "BADSIG": return .bad("the text is not the one that \(signer) signed")
            case "REVKEYSIG": return .bad("the key of \(signer) was revoked")
            case "EXPSIG": open = "the signature of \(signer) has expired"
            case "EXPKEYSIG": open = "the key of \(signer) has expired"
            case "NO_PUBKEY": open = open ?? "the keyring does not hold the key \(key)"
            default: break
            }
        }
        if let good, isValid { return .good(good) }
        let last = child.errors.split(separator: "\n").last.map(String.init) ?? "exit code \(child.status)"
        return .unverified(open ?? "gpgv could not tell: \(DisplayName(utf8: Array(last.utf8)).escaped)")
    }
}
