import DiscModel

/// A copy protection that is known by the files that its publishers put on a disc.
struct CopyProtection: Sendable {
    /// What it did to the disc, which a good dump shows or cannot show.
    enum Means: Sendable {
        /// Sectors whose codes are wrong on purpose, or that no drive reads.
        case badSectors
        /// Sub-channel Q with times or checks that are wrong on purpose.
        case subchannel
        /// Two sectors with the same address, of which a drive reads the one it comes to first.
        case twinSectors
        /// The angle between sectors, which no image holds.
        case timing
    }

    let name: String
    let means: [Means]
    /// Names of files, in capitals: all of one group are there.
    let marks: [[String]]
    /// Files in which its bad sectors lie.
    var hurt: [String] = []

    static let all = [
        CopyProtection(
            name: "SafeDisc", means: [.badSectors],
            marks: [
                ["CLCD16.DLL"], ["CLCD32.DLL"], ["CLOKSPL.EXE"], ["00000001.TMP", "SECDRV.SYS"],
                ["00000001.TMP", "DRVMGT.DLL"], ["00000001.TMP", "CLCD32.DLL"],
            ], hurt: ["00000001.TMP"]),
        CopyProtection(
            name: "LaserLok", means: [.badSectors],
            marks: [["NOMOUSE.SP"], ["LASERLOK.IN"], ["LASERLOK.OUT"], ["LASERLOK.O10"], ["LASERLOK.O11"]],
            hurt: ["LASERLOK.IN", "LASERLOK.OUT", "LASERLOK.O10", "LASERLOK.O11", "LASERLOK.O12"]),
        CopyProtection(name: "ProRing", means: [.badSectors], marks: [["PROTECT.PRO"]]),
        CopyProtection(
            name: "CopyKiller", means: [.badSectors], marks: [["ACK3900.CKT"], ["CK100.WZC", "ENGINE.WZC"]]),
        CopyProtection(
            name: "RipGuard", means: [.badSectors], marks: [["G23YHWO1.EXE"], ["RGASDEV.SYS"]]),
        CopyProtection(
            name: "SecuROM", means: [.subchannel, .timing],
            marks: [
                ["CMS16.DLL"], ["CMS_95.DLL"], ["CMS_NT.DLL"], ["CMS32_95.DLL"], ["CMS32_NT.DLL"],
                ["SINTF32.DLL", "SINTFNT.DLL"], ["SECUROM_V7_01.DAT"],
            ]),
        CopyProtection(
            name: "TAGES", means: [.twinSectors],
            marks: [["WAVE.APT"], ["WAVE.ALF"], ["TANDPL.SYS"], ["ENODPL.SYS"]]),
        CopyProtection(
            name: "HexaLock", means: [.twinSectors], marks: [["HCPSMNG.EXE"], ["MFINT.DLL", "MFIMP.DLL"]]),
        CopyProtection(name: "CD-Cops", means: [.timing], marks: [["CDCOPS.DLL"], ["CDCODE.KEY"]]),
        CopyProtection(
            name: "StarForce", means: [.timing], marks: [["PROTECT.DLL", "PROTECT.EXE", "PROTECT.X86"]]),
        CopyProtection(name: "ProtectCD", means: [.badSectors, .timing], marks: [["VOB-PCD.KEY"]]),
    ]

    private static let names = Set(all.flatMap(\.marks).joined())
}

/// A copy protection of which a disc has the files.
struct FoundProtection: Sendable {
    let protection: CopyProtection
    /// The files by which it is known.
    let paths: [DisplayName]

    /// Whether more than one of them is there: a single name may be chance.
    var isFirm: Bool { paths.count > 1 }

    static func all(on disc: Disc) -> [FoundProtection] {
        var found: [String: DisplayName] = [:]
        for tree in disc.trees where tree.encoding == .bytes {
            for index in tree.nodes.indices where tree.nodes[index].kind == .file {
                let name = CopyProtection.folded(tree.nameBytes(of: tree.nodes[index]))
                if let name, found[name] == nil { found[name] = tree.path(of: index) }
            }
        }
        guard !found.isEmpty else { return [] }
        return CopyProtection.all.compactMap { protection in
            let marks = protection.marks.filter { $0.allSatisfy { found[$0] != nil } }
            guard !marks.isEmpty else { return nil }
            var seen: Set<String> = []
            let names = marks.joined().filter { seen.insert($0).inserted }
            return FoundProtection(protection: protection, paths: names.compactMap { found[$0] })
        }
    }
}

extension CopyProtection {
    private static let longest = names.map(\.utf8.count).max() ?? 0

    /// The name of a file in capitals and without its version, where it is one of those that tell.
    fileprivate static func folded(_ name: ArraySlice<UInt8>) -> String? {
        let bare = name.prefix { $0 != UInt8(ascii: ";") }
        guard bare.count <= longest else { return nil }
        let capitals = String(decoding: bare.map { 0x61...0x7A ~= $0 ? $0 - 0x20 : $0 }, as: UTF8.self)
        return names.contains(capitals) ? capitals : nil
    }
}

/// Sectors that a protection damaged on purpose: they lie in no file, or in one of its own.
struct IntendedDamage {
    private let protections: [CopyProtection]

    init(on disc: Disc) {
        protections = FoundProtection.all(on: disc).filter(\.isFirm).map(\.protection)
            .filter { $0.means.contains(.badSectors) }
    }

    /// Which protection it may be by; nil for sectors of a file that people want to read.
    func protection(of owners: SectorOwners) -> String? {
        guard owners.isIdle else {
            let name = owners.place.path?.escaped.split(separator: "/").last.map(String.init) ?? ""
            let bare = name.prefix { $0 != ";" }.uppercased()
            return owners.isOneFile ? protections.first { $0.hurt.contains(bare) }?.name : nil
        }
        return protections.first?.name
    }
}
