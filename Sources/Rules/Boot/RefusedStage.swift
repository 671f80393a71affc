import Booting
import DiscModel

/// A program that machines with Secure Boot refuse although the first of its chain is signed, and on which ways.
struct RefusedStage: Weighable {
    let refusal: SecureBootVerdict.Refusal
    let stage: BootStage
    let routes: [BootCapability]

    static func each(in disc: Disc, _ body: (RefusedStage) -> Void) {
        let all = disc.facts(BootFacts.self)?.capabilities.filter { $0.refusal != nil } ?? []
        var seen: [SecureBootVerdict.Refusal] = []
        for capability in all {
            guard let refusal = capability.refusal, !seen.contains(refusal),
                capability.stages.indices.contains(refusal.stage)
            else { continue }
            seen.append(refusal)
            body(
                RefusedStage(
                    refusal: refusal, stage: capability.stages[refusal.stage],
                    routes: all.filter { $0.refusal == refusal }))
        }
    }

    static func wereSought(in disc: Disc) -> Bool { disc.facts(BootFacts.self) != nil }

    /// "/EFI/BOOT/GRUBX64.EFI is not signed: shim refuses it; does not start with Secure Boot: UEFI from a disc (x64)".
    var sentence: String {
        let reason = [refusal.words, refusal.consequence].compactMap(\.self).joined(separator: ": ")
        let ways = routes.map { $0.route.inWords + ($0.architecture.map { " (\($0.rawValue))" } ?? "") }
        return "\(reason); does not start with Secure Boot: \(ways.joined(separator: ", "))"
    }

    var place: Place { Place(offset: stage.start, field: "boot program") }
}
