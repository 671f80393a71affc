import Booting
import Bytes
import DiscModel
import FileSystems
import Glibc
import TextEncodings

extension Expectation {
    enum Outcome {
        case met
        /// What it should be, and what it is instead, as clauses.
        case unmet(want: String, why: String)
        /// Why nobody can tell.
        case open(String)
    }

    /// - Parameter day: the day on which it is asked.
    func outcome(in disc: Disc, on day: Day?) -> Outcome {
        switch subject {
        case .starts(let route, let architecture): starts(disc, route, architecture)
        case .startsFromStick: startsFromStick(disc)
        case .startsSecurely(let classes): startsSecurely(classes, disc)
        case .holds(let system): holds(system, disc)
        case .label(let pattern): label(pattern, disc)
        case .size(let comparison, let bytes): size(comparison, bytes, disc)
        case .digest(let wanted): digest(wanted, disc)
        case .path(let pattern, let isWanted): path(pattern, isWanted: isWanted, disc)
        case .age(let days): age(days, disc, on: day)
        }
    }

    // MARK: Booting

    private static let nothing = "it has neither a boot catalog nor a boot record"

    private func starts(
        _ disc: Disc, _ route: BootCapability.Route, _ architecture: Architecture?
    ) -> Outcome {
        let firmware = route.isUEFI ? "UEFI\(architecture.map { " on \($0.rawValue)" } ?? "")" : "a BIOS"
        let want = "\(firmware) should start it from a \(route.isOptical ? "disc" : "stick")"
        guard let boot = disc.facts(BootFacts.self) else { return .unmet(want: want, why: Self.nothing) }
        let found = boot.capabilities.filter {
            $0.route == route && (architecture == nil || $0.architecture == architecture)
        }
        if found.contains(where: { $0.value == .yes }) { return .met }
        if let unknown = found.first(where: { $0.value == .unknown }) {
            return .open(unknown.why ?? "how it starts is not known")
        }
        let others = boot.capabilities.filter { $0.route == route && $0.value == .yes }.compactMap(
            \.architecture?.rawValue)
        let why =
            found.first?.why
            ?? (others.isEmpty
                ? "nothing starts it so" : "it starts only on \(others.joined(separator: ", "))")
        return .unmet(want: want, why: why)
    }

    /// Every firmware that starts it from a disc has to start it from a stick, too.
    private func startsFromStick(_ disc: Disc) -> Outcome {
        let want = "it should start from a stick by every firmware that starts it from a disc"
        guard let boot = disc.facts(BootFacts.self) else { return .unmet(want: want, why: Self.nothing) }
        let fromDisc = boot.capabilities.filter { $0.route.isOptical && $0.value == .yes }
        let fromStick = boot.capabilities.filter { !$0.route.isOptical }
        for one in fromDisc {
            let same = fromStick.first {
                $0.route.isUEFI == one.route.isUEFI && $0.architecture == one.architecture
            }
            let firmware = one.route.isUEFI ? "UEFI" : "a BIOS"
            switch same?.value {
            case .yes: continue
            case .unknown: return .open(same?.why ?? "how \(firmware) starts it from a stick is not known")
            case .no, nil:
                return .unmet(
                    want: want, why: "\(firmware) does not: \(same?.why ?? "it finds nothing to start")")
            }
        }
        if fromStick.contains(where: { $0.value == .yes }) { return .met }
        return .unmet(want: want, why: "nothing starts it at all")
    }

    /// By each way in which UEFI starts it at all.
    private func startsSecurely(_ classes: [String], _ disc: Disc) -> Outcome {
        let ways = (disc.facts(BootFacts.self)?.capabilities ?? []).filter {
            $0.route.isUEFI && $0.value == .yes
        }
        let want = "machines with Secure Boot should start it"
        guard !ways.isEmpty else { return .unmet(want: want, why: "UEFI does not start it at all") }
        for name in classes {
            for way in ways {
                guard let verdict = way.secureBoot.first(where: { $0.machine.name == "secure-boot-\(name)" })
                else {
                    let known = way.secureBoot.map { String($0.machine.name.dropFirst("secure-boot-".count)) }
                    return .open(
                        "no class of machines is called \(name); there are \(known.joined(separator: ", "))")
                }
                switch verdict.value {
                case .yes: continue
                case .no:
                    return .unmet(
                        want: "\(want) (\(verdict.machine.title), \(way.route.inWords))",
                        why: "they do not: \(verdict.why ?? "nothing in it is signed")")
                case .unknown: return .open(verdict.why ?? "what they make of it is not known")
                }
            }
        }
        return .met
    }

    // MARK: Content

    private func holds(_ system: FileSystem, _ disc: Disc) -> Outcome {
        let (name, isThere): (String, Bool) =
            switch system {
            case .iso9660: ("ISO 9660", disc.trees.contains { $0.kind == .iso9660 })
            case .joliet: ("Joliet", disc.trees.contains { $0.kind == .joliet })
            case .rockridge: ("Rock Ridge", disc.trees.contains { $0.kind == .rockridge })
            case .udf: ("UDF", disc.udf != nil)
            case .hfs: ("HFS", disc.hfs?.header.isPlus == false)
            case .hfsplus: ("HFS+", disc.hfs?.header.isPlus == true)
            case .eltorito: ("a boot catalog", disc.facts(ElToritoFacts.self)?.catalog != nil)
            }
        if isThere { return .met }
        let names = disc.trees.map(\.kind.name) + disc.unreadFileSystems
        let have = names.isEmpty ? "it has no tree of files" : "it has \(names.joined(separator: ", "))"
        return .unmet(want: "it should have \(name)", why: have)
    }

    private func label(_ pattern: String, _ disc: Disc) -> Outcome {
        let descriptors = disc.iso?.descriptors ?? []
        let primary = descriptors.first { $0.kind == .primary }
        // As people read it, where its encoding can be guessed.
        let meant = primary.flatMap { main in EncodingGuess(main.texts)?.text(of: main.written(.volume)) }
        let labels = [
            meant, primary?.display(.volume).text,
            descriptors.first { $0.jolietLevel != nil }?.display(.volume).text,
        ].compactMap(\.self)
        guard let first = labels.first else {
            return .unmet(want: "its label should be \(pattern)", why: "it has no volume descriptor")
        }
        if labels.contains(where: { unsafe fnmatch(pattern, $0, 0) == 0 }) { return .met }
        return .unmet(want: "its label should be \(pattern)", why: "it is \"\(DisplayName(first).escaped)\"")
    }

    private func size(_ comparison: Comparison, _ bytes: UInt64, _ disc: Disc) -> Outcome {
        let isMet =
            switch comparison {
            case .atMost: disc.size <= bytes
            case .atLeast: disc.size >= bytes
            case .less: disc.size < bytes
            case .more: disc.size > bytes
            case .equal: disc.size == bytes
            }
        if isMet { return .met }
        let words =
            switch comparison {
            case .atMost: "at most"
            case .atLeast: "at least"
            case .less: "less than"
            case .more: "more than"
            case .equal: "exactly"
            }
        return .unmet(
            want: "it should have \(words) \(bytes.of("byte"))", why: "it has \(disc.size.of("byte"))")
    }
}
