import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// What stands in the way of starting the image, and on which ways.
struct BootObstacleTold: Weighable {
    let obstacle: BootObstacle
    let routes: [BootCapability]
    /// Whether it stands in the way of what is started when nobody chooses.
    let isChosen: Bool
    /// Whether the image holds a kernel that some way of starting it finds: then it is meant to start, and not to show a loader.
    let isSystem: Bool
    /// Whether a menu names a file that is there as its kernel, be it whole or not.
    let isMeant: Bool

    static func each(in disc: Disc, _ body: (BootObstacleTold) -> Void) {
        let all = disc.facts(BootFacts.self)?.capabilities ?? []
        var order: [BootObstacle] = []
        for obstacle in all.compactMap(\.obstacle) + all.flatMap(\.others) where !order.contains(obstacle) {
            order.append(obstacle)
        }
        for obstacle in order.prefix(limit) {
            let chosen = all.filter { $0.obstacle == obstacle }
            body(
                BootObstacleTold(
                    obstacle: obstacle,
                    routes: chosen.isEmpty ? all.filter { $0.others.contains(obstacle) } : chosen,
                    isChosen: !chosen.isEmpty, isSystem: all.contains(where: \.hasKernel),
                    isMeant: all.contains(where: \.namesKernel)))
        }
    }

    static func wereSought(in disc: Disc) -> Bool { disc.facts(BootFacts.self) != nil }

    /// Menus can have thousands of entries.
    private static let limit = 100

    /// "BIOS from a disc, UEFI from a stick (x64)".
    var ways: String {
        routes.map { $0.route.inWords + ($0.architecture.map { " (\($0.rawValue))" } ?? "") }.joined(
            separator: ", ")
    }

    /// A sentence with the place that says so before it.
    var sentence: String {
        let consequence =
            isChosen ? "does not start: \(ways)" : "a choice of the menu that does not start: \(ways)"
        let rest = isLost && obstacle.kind != .program ? "; no menu entry leads to a kernel" : ""
        let other = isChosen ? routes.lazy.compactMap(\.alternative).first : nil
        let choice = other.map { "; the choice \($0) of the menu does" } ?? ""
        return "\(obstacle.place.map { "\($0): " } ?? "")\(obstacle.words); \(consequence)\(choice)\(rest)"
    }

    var place: Place { Place(offset: obstacle.start, field: "boot configuration") }

    /// Whether a menu was made that ought to start something, and none does.
    private var isLost: Bool {
        guard !isSystem, isChosen else { return false }
        switch obstacle.kind {
        case .file: return true
        case .word: return true
        case .program: return isMeant
        default: return false
        }
    }

    /// An error where a system does not start; a loader without one is a fault only where an image is to be published. Menus that name
    /// a kernel where there is none at all are made by people who try a program out; the head of the report says that it does not boot.
    func severity(_ findings: Findings) -> Severity {
        guard isSystem || findings.profile == .release else {
            return isLost && obstacle.kind != .file ? .warning : .note
        }
        return isChosen ? .error : .warning
    }

    func report(_ findings: inout Findings, causedBy cause: (any Rule.Type)? = nil) {
        findings.report(sentence, at: place, severity: severity(findings), causedBy: cause)
    }
}

extension BootFacts: Weighable {
    static func each(in disc: Disc, _ body: (BootFacts) -> Void) { disc.facts(BootFacts.self).map(body) }
}

/// A FAT file system in a partition or a boot image.
struct FATVolume: Weighable {
    let facts: FATFacts
    let title: String
    let window: InnerWindow

    static func each(in disc: Disc, _ body: (FATVolume) -> Void) {
        for volume in disc.nested where volume.isInside {
            if let facts = volume.disc.facts(FATFacts.self) {
                body(
                    FATVolume(
                        facts: facts, title: "the \(facts.name) of \(volume.window.title.escaped)",
                        window: volume.window))
            }
            each(in: volume.disc, body)
        }
    }
}

extension Specimen {
    /// An image that ISOLINUX starts, with a configuration.
    static func isolinux(_ configuration: String, kernel: [UInt8] = [0x4D, 0x5A]) -> Specimen {
        var specimen = Specimen { plan in
            plan.elTorito = true
            plan.files += [
                File("/ISOLINUX.CFG", .bytes(Array(configuration.utf8))),
                File("/LINUX", .bytes(kernel)),
            ]
        }
        specimen.set("boot-image", 256, Array("\r\nISOLINUX 4.07 ".utf8))
        specimen.fixBootInformationTable()
        return specimen
    }
}
