import Digests
import Rules

extension RuleCatalogue {
    /// Rules of one area, under a title for people.
    struct Family {
        let area: String
        let cards: [RuleCard]

        var title: String { RuleCatalogue.titles[area] ?? area }
    }

    /// The rules by area, in the order in which the catalogue comes to each.
    static func families(_ cards: [RuleCard]) -> [Family] {
        var order: [String] = []
        var members: [String: [RuleCard]] = [:]
        for card in cards {
            if members[card.area] == nil { order.append(card.area) }
            members[card.area, default: []].append(card)
        }
        return order.map { Family(area: $0, cards: members[$0] ?? []) }
    }

    /// What each area is about; a test holds that none is missing.
    static let titles = [
        "aaip": "Attributes and access control lists (AAIP)",
        "bd": "Blu-ray",
        "boot": "Booting",
        "checksum": "Checksums",
        "container": "Containers",
        "dat": "Lists of dumps (DAT)",
        "dir": "Directories",
        "dvd": "DVD-Video",
        "dvdisaster": "Error correction data (dvdisaster)",
        "eltorito": "El Torito",
        "evd": "Enhanced volume descriptor",
        "expectation": "Expectations", "suppression": "Suppressions", "baseline": "Baselines",
        "fp": "Fingerprints of programs",
        "hfs": "HFS and HFS+",
        "hidden": "Hidden data",
        "hybrid": "Partition tables and the system area",
        "image": "The image as a whole",
        "jigdo": "Jigdo downloads",
        "joliet": "Joliet",
        "padding": "Padding",
        "path-table": "Path tables",
        "payload": "Content of files",
        "protection": "Copy protection",
        "pvd": "Primary volume descriptor",
        "rr": "Rock Ridge",
        "sector": "Raw sectors",
        "session": "Sessions",
        "susp": "System use fields (SUSP)",
        "svd": "Supplementary volume descriptor",
        "trees": "Trees against each other",
        "udf": "UDF",
        "vd": "Volume descriptors",
        "xa": "CD-ROM XA",
        "zisofs": "Compressed files (zisofs)",
    ]

    /// The SHA-256 of what `isocheck rules -o json` writes: two programs that tell the same one weigh by the same cards.
    public static var digest: String {
        RunningDigest.digest(.sha256, of: [UInt8](json(RuleBook.cards).utf8)).hex
    }
}
