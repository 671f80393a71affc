import DiscModel
import FileSystems
import Specimens

/// No name is one that Windows reserves.
enum NamesWorkOnWindows: Rule {
    static let card = RuleCard(
        id: "dir-name-reserved-windows",
        title: "No name is reserved by Windows or ends with a dot or space",
        rationale: """
            Windows takes CON, NUL, COM1 and others for devices, whatever extension they have, and drops dots and spaces at \
            the end. Such files are listed and cannot be opened or copied there.
            """,
        remedy: "Copy such files on another system, or make the image with other names.",
        severity: .note,
        clause: .practice("Windows, naming files"))

    /// The trees that Windows reads.
    private static let kinds: Set<TreeKind> = [.iso9660, .joliet]

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        disc.eachName(in: kinds, with: .mayBeReserved) { name, tree, node in
            guard let why = fault(of: name, isJoliet: disc.trees[tree].kind == .joliet) else { return }
            let path = disc.trees[tree].path(of: node).escaped
            findings.report("the last name of \(path) \(why)", at: disc.place(ofNode: node, in: tree))
        }
    }

    private static func fault(of name: NodeName, isJoliet: Bool) -> String? {
        // The dot before the version of an identifier without extension is not part of the name.
        if isJoliet {
            let last = name[name.countWithoutVersion - 1]
            if last == 0x2E || last == 0x20 { return "ends with a \(last == 0x2E ? "dot" : "space")" }
        }
        var stem: [UInt8] = []
        for index in 0..<min(5, name.count) {
            let character = name[index]
            if character == 0x2E || character == 0x3B { break }
            // Nothing that is reserved begins with another letter.
            if index == 0, ![0x43, 0x50, 0x41, 0x4E, 0x4C].contains(character & 0xDF) { return nil }
            stem.append((0x61...0x7A).contains(character) ? character & 0xDF : character)
        }
        let text = String(decoding: stem, as: UTF8.self)
        let isDevice = ["CON", "PRN", "AUX", "NUL"].contains(text)
        let isPort =
            stem.count == 4 && (text.hasPrefix("COM") || text.hasPrefix("LPT"))
            && (0x31...0x39).contains(stem[3])
        return isDevice || isPort ? "is a device on Windows" : nil
    }

    static var examples: [Example] {
        [
            .fires("a device with an extension", .plain, at: "record:/README.TXT") {
                $0.renameRecord("record:/README.TXT", to: Array("AUX.TXT;1".utf8))
            },
            .fires("a port in lower case", .joliet, at: "svd:record:/readme.txt") {
                $0.renameRecord(
                    "svd:record:/readme.txt", to: "com1".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
            },
            .fires("a dot at the end", .joliet, at: "svd:record:/readme.txt") {
                $0.renameRecord(
                    "svd:record:/readme.txt",
                    to: "readme.;1".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
            },
            .passes("a name that begins like one", .plain) {
                $0.renameRecord("record:/README.TXT", to: Array("CONFIG.;1".utf8))
            },
            .passes("a dot before the version of the primary tree", .plain) {
                $0.renameRecord("record:/README.TXT", to: Array("README.;1".utf8))
            },
        ]
    }
}
