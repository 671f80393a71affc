import Digests
import Signatures

/// Follows Secure Boot from stage to stage as edk2 does (DxeImageVerificationLib) and shim (verify.c, sbat.c): what it refuses and
/// why, for each class of machines.
struct SecureBoot {
    private let trust: SecureBootTrust
    /// What was found of signatures and certificates, which stand in more than one way of starting an image.
    private var known: [Pair: Bool] = [:]

    private struct Pair: Hashable {
        let signature: SignedData
        let certificate: Digest
    }

    init(_ trust: SecureBootTrust) { self.trust = trust }

    private enum Outcome {
        case passes
        case refused(SecureBootVerdict.Fault, String, String? = nil)
        case unknown(String)
    }

    /// - Parameters:
    ///   - stages: in the order in which they start.
    ///   - value: whether the image boots at all.
    mutating func verdicts(
        _ stages: [BootStage], _ value: BootCapability.Value, _ why: String?
    ) -> [SecureBootVerdict] {
        guard value != .no, !stages.isEmpty else { return [] }
        return trust.machines.map { verdict(stages, value, why, $0) }
    }

    /// What a machine refuses that trusts whoever signed the first program: what nobody can start.
    mutating func refusal(_ stages: [BootStage]) -> SecureBootVerdict.Refusal? {
        guard let first = stages.first?.program, first.isSigned else { return nil }
        let machine = SecureBootTrust.Machine(
            trusting: first.signatures.flatMap { $0.data?.certificates ?? [] })
        return verdict(stages, .yes, nil, machine).refusal
    }

    private mutating func verdict(
        _ stages: [BootStage], _ value: BootCapability.Value, _ why: String?,
        _ machine: SecureBootTrust.Machine
    ) -> SecureBootVerdict {
        var (doubt, shim): (String?, BootStage?) = (nil, nil)
        for (number, stage) in stages.enumerated() {
            let outcome =
                shim.map { byShim(stage, isFirst: stages[number - 1] == $0, $0, machine) }
                ?? byFirmware(stage, after: number > 0 ? stages[number - 1] : nil, machine)
            switch outcome {
            case .passes: break
            case .unknown(let words): doubt = doubt ?? "\(stage.path): \(words)"
            case .refused(let fault, let words, let consequence):
                let refusal = SecureBootVerdict.Refusal(
                    fault: fault, stage: number, words: "\(stage.path) \(words)",
                    consequence: consequence, isByShim: shim != nil)
                return SecureBootVerdict(
                    machine: machine, value: .no,
                    why: [refusal.words, consequence].compactMap(\.self).joined(separator: ": "),
                    refusal: refusal)
            }
            if stage.kind == .shim { shim = stage }
        }
        let isYes = doubt == nil && value == .yes
        return SecureBootVerdict(
            machine: machine, value: isYes ? .yes : .unknown, why: doubt ?? (isYes ? nil : why),
            refusal: nil)
    }

    // MARK: Firmware

    /// Any signature by somebody who is refused, or any digest that is, denies the whole program, also where another would pass.
    private mutating func byFirmware(
        _ stage: BootStage, after previous: BootStage?, _ machine: SecureBootTrust.Machine
    ) -> Outcome {
        let program = stage.program
        guard program.isKnown else { return .unknown(program.obstacle ?? "") }
        if previous?.kind == .grub {
            return .unknown("GRUB that shim did not start has nobody to ask for other programs")
        }
        guard program.isSigned else {
            return isDenied(program)
                ? deniedDigest
                : .refused(.unsigned, "is not signed", previous == nil ? nil : "the firmware refuses it")
        }
        var passes = false
        for signature in program.signatures {
            guard let data = signature.data else { continue }
            if signature.holds != false, let denied = first(trust.denied.certificates, that: data) {
                return deniedSigner(denied, in: trust.list)
            }
            if signature.holds != false, first(machine.certificates, that: data) != nil { passes = true }
            if isDenied(program) { return deniedDigest }
        }
        if let fault = program.fault { return .refused(.damaged, "is damaged: \(fault)") }
        if program.isUneven {
            return .refused(.damaged, "is damaged: its last signature ends before the table does")
        }
        guard passes else { return refused(program, "refused by \(machine.words)") }
        return stage.kind == .shim ? ofItself(stage) : .passes
    }

    /// shim holds its own generation against the level of the machine, which it may raise, before it does anything else.
    private func ofItself(_ stage: BootStage) -> Outcome {
        guard let entry = level(of: stage).revoked(in: stage.program.components) else { return .passes }
        return .refused(.revoked, "stops itself: \(revocation(entry, stage))")
    }

    // MARK: shim

    /// One signature that passes is enough. What shim starts itself must carry `.sbat`; what is started later, and only asked about,
    /// need not.
    private mutating func byShim(
        _ stage: BootStage, isFirst: Bool, _ shim: BootStage, _ machine: SecureBootTrust.Machine
    ) -> Outcome {
        let (program, vendor) = (stage.program, shim.program.vendor)
        guard program.isKnown else { return .unknown(program.obstacle ?? "") }
        if isDenied(program) { return deniedDigest }
        let digests = Self.digests(program)
        if digests.contains(where: { vendor?.denied.holds($0) ?? false }) {
            return .refused(.revoked, "is revoked: shim carries its hash as one to refuse")
        }
        if let fault = program.fault { return .refused(.damaged, "is damaged: \(fault)", Self.shim) }
        let isListed = digests.contains { vendor?.trusted.holds($0) ?? false }
        guard isListed || program.isSigned else {
            return .refused(.unsigned, "is not signed", Self.shim)
        }
        let denied = trust.denied.certificates + (vendor?.denied.certificates ?? [])
        let trusted = (vendor?.trusted.certificates ?? []) + machine.certificates
        var (passes, deniedBy): (Bool, Certificate?) = (isListed, nil)
        for signature in program.signatures where !passes && signature.holds != false {
            guard let data = signature.data else { continue }
            if let found = first(denied, that: data) {
                deniedBy = deniedBy ?? found
            } else {
                passes = first(trusted, that: data) != nil
            }
        }
        guard passes else {
            if let deniedBy {
                let isListed = trust.denied.certificates.contains(deniedBy)
                return deniedSigner(deniedBy, in: isListed ? trust.list : "the list that shim carries")
            }
            return refused(program, Self.shim)
        }
        return generations(of: stage, isFirst: isFirst, shim)
    }

    private func generations(of stage: BootStage, isFirst: Bool, _ shim: BootStage) -> Outcome {
        // A shim that carries no generation is older than the idea.
        guard !shim.program.components.isEmpty else { return .passes }
        switch stage.program.sbat {
        case .none:
            return isFirst
                ? .refused(.damaged, "carries no generations (.sbat), which shim asks of it") : .passes
        case .broken:
            return .refused(.damaged, "carries generations that cannot be read (.sbat)", Self.shim)
        case .entries(let entries):
            guard let entry = level(of: shim).revoked(in: entries) else { return .passes }
            return .refused(.revoked, "is revoked: \(revocation(entry, shim))", Self.shim)
        }
    }

    /// That of machines, or that which shim sets where it is newer.
    private func level(of shim: BootStage) -> SBATLevel {
        guard let own = shim.program.level, own.date > trust.level.date else { return trust.level }
        return own
    }

    /// "grub,4 is refused since SbatLevel 2025021800".
    private func revocation(_ entry: SBATEntry, _ shim: BootStage) -> String {
        "\(entry.inWords) is refused since SbatLevel \(trust.level(revoking: entry, by: level(of: shim)))"
    }

    // MARK: Both

    private func isDenied(_ program: SignedProgram) -> Bool {
        Self.digests(program).contains { trust.denied.holds($0) }
    }

    /// What it is, or where nobody digested it, what was signed.
    private static func digests(_ program: SignedProgram) -> [[UInt8]] {
        program.digest.map { [$0.bytes] } ?? program.signatures.compactMap { $0.data?.digest.bytes }
    }

    private static let shim = "shim refuses it"

    private var deniedDigest: Outcome { .refused(.revoked, "is revoked: its hash stands in \(trust.list)") }

    /// - Parameter list: where the certificate stands, as words.
    private func deniedSigner(_ certificate: Certificate, in list: String) -> Outcome {
        .refused(.revoked, "is revoked: it is signed by \(certificate.subject), which stands in \(list)")
    }

    private mutating func first(_ certificates: [Certificate], that data: SignedData) -> Certificate? {
        certificates.first { certificate in
            let pair = Pair(signature: data, certificate: certificate.digest)
            if let known = known[pair] { return known }
            let leads = data.leads(to: certificate)
            known[pair] = leads
            return leads
        }
    }

    /// Why no signature of a program counts.
    private func refused(
        _ program: SignedProgram, _ consequence: String
    ) -> Outcome {
        let signatures = program.signatures
        guard signatures.contains(where: { $0.data != nil }) else {
            return .refused(.damaged, "is damaged: no signature of it can be read", consequence)
        }
        if signatures.contains(where: { $0.holds == false })
            || signatures.allSatisfy({ $0.data?.isGenuine == false })
        {
            return .refused(.tampered, "is not what was signed: its hash does not hold", consequence)
        }
        var names: [String] = []
        for name in signatures.compactMap({ $0.data?.signer.issuer }) where !names.contains(name) {
            names.append(name)
        }
        let list = names.joined(separator: " and ")
        return .refused(
            .untrusted, "is signed by \(list)\(names.count == 1 ? " only" : "")", consequence)
    }
}
