import DiscModel

/// How a kernel's first programs look for the medium that they came from, by the arguments that the kernel is given.
enum RootSelector {
    enum Verdict: Sendable, Hashable {
        /// Nothing is said that can be held against the image.
        case none
        case found(String)
        /// What is sought, and what the image has.
        case missing(String, has: String)
    }

    static func verdict(_ arguments: String, on volumes: BootVolumes) -> Verdict {
        for word in arguments.split(separator: " ") {
            for (key, kind) in keys where word.hasPrefix(key) {
                let value = decoded(word.dropFirst(key.count).prefix { $0 != ":" })
                guard !value.isEmpty, !value.contains("$") else { continue }
                return kind == .label ? label(value, volumes) : identifier(value, volumes)
            }
            if let folder = folders[String(word)] { return live(folder, arguments, volumes) }
        }
        return .none
    }

    private enum Kind { case label, identifier }

    /// dracut (dmsquash-live), anaconda, archiso, openSUSE's and Mageia's starters.
    private static let keys: [(String, Kind)] = [
        ("root=live:CDLABEL=", .label), ("root=live:LABEL=", .label), ("root=CDLABEL=", .label),
        ("root=live:/dev/disk/by-label/", .label), ("inst.stage2=hd:LABEL=", .label),
        ("inst.repo=hd:LABEL=", .label), ("repo=hd:LABEL=", .label), ("archisolabel=", .label),
        ("archisodevice=/dev/disk/by-label/", .label), ("misolabel=", .label), ("cdlabel=", .label),
        ("archisosearchuuid=", .identifier), ("root=live:UUID=", .identifier),
        ("inst.stage2=hd:UUID=", .identifier),
    ]

    /// live-boot and casper find their medium by a folder.
    private static let folders = ["boot=live": "/live", "boot=casper": "/casper"]

    /// What live-boot and casper mount as root, in their folder: an image of a file system, or a folder of that ending.
    private static let images = [
        ".squashfs", ".ext2", ".ext3", ".ext4", ".jffs2", ".cloop", ".module", ".erofs", ".dir",
    ]
    /// Arguments by which they take their root from elsewhere.
    private static let elsewhere = [
        "fetch=", "httpfs=", "ftpfs=", "netboot", "nfsroot=", "findiso=", "fromiso=", "iso-scan/filename=",
        "live-media=", "plainroot", "root=/", "module=", "url=", "layerfs-path=",
    ]

    private static func live(_ usual: String, _ arguments: String, _ volumes: BootVolumes) -> Verdict {
        let words = arguments.split(separator: " ")
        let told = words.first { $0.hasPrefix("live-media-path=") }?.dropFirst(16)
        let folder = told.map { $0.hasPrefix("/") ? String($0) : "/\($0)" } ?? usual
        guard !folder.contains("$") else { return .none }
        guard volumes.disc.file(at: folder)?.isDirectory == true else {
            return .missing("the folder \(DisplayName(folder).escaped)", has: "none of that name")
        }
        let names = volumes.disc.fileNames(in: folder) + volumes.disc.folderNames(in: folder)
        let isThere = names.contains { name in images.contains { name.lowercased().hasSuffix($0) } }
        guard isThere || words.contains(where: { word in elsewhere.contains { word.hasPrefix($0) } }) else {
            return .missing(
                "a root file system such as filesystem.squashfs in \(DisplayName(folder).escaped)",
                has: "none there")
        }
        return .found("the folder \(folder)")
    }

    private static func label(_ label: String, _ volumes: BootVolumes) -> Verdict {
        // udev and blkid write blanks of labels as \x20, some starters as _.
        let has = volumes.all.compactMap(\.label)
        return has.contains(label)
            || has.map({ $0.split(separator: " ").joined(separator: "_") }).contains(label)
            ? .found("the label \"\(label)\"")
            : .missing("the label \"\(label)\"", has: has.first.map { "\"\($0)\"" } ?? "none")
    }

    private static func identifier(_ value: String, _ volumes: BootVolumes) -> Verdict {
        if volumes.all.contains(where: { $0.identifier?.caseInsensitiveEquals(value) ?? false }) {
            return .found("the UUID \(value)")
        }
        if volumes.disc.file(at: "/boot/\(value).uuid") != nil {
            return .found("the file /boot/\(value).uuid")
        }
        return .missing("the UUID \(value)", has: volumes.disc.identifier ?? "none")
    }

    private static func decoded(_ value: Substring) -> String {
        var text = ""
        var rest = value.filter { $0 != "\"" && $0 != "'" }[...]
        while let at = rest.firstIndex(of: "\\") {
            text += rest[..<at]
            let code = rest[at...].dropFirst(2).prefix(2)
            guard rest[at...].hasPrefix("\\x"), let number = UInt8(code, radix: 16) else {
                text += String(rest[at])
                rest = rest[rest.index(after: at)...]
                continue
            }
            text.unicodeScalars.append(Unicode.Scalar(number))
            rest = rest[at...].dropFirst(4)
        }
        return text + rest
    }
}
