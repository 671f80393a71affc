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
                let verdict = kind == .label ? label(value, volumes) : identifier(value, volumes)
                // Of a file system in a partition, what a kernel wants there is not known.
                let isElsewhere = volumes.fats.contains {
                    $0.label == value || $0.identifier?.caseInsensitiveEquals(value) ?? false
                }
                guard case .found = verdict, !isElsewhere else { return verdict }
                return lost(key, arguments, volumes) ?? verdict
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
        let folder = value(of: "live-media-path=", in: arguments).map { "/\($0)" } ?? usual
        guard !folder.contains("$") else { return .none }
        let isThere = volumes.disc.file(at: folder)?.isDirectory == true
        // An option without its value, such as an empty variable of GRUB, says nothing.
        let isElsewhere = words.contains { word in
            elsewhere.contains { word.hasPrefix($0) && (!$0.hasSuffix("=") || word.count > $0.count) }
        }
        guard !isElsewhere else { return isThere ? .found("the folder \(folder)") : .none }
        guard isThere else {
            return .missing("the folder \(DisplayName(folder).escaped)", has: "none of that name")
        }
        let names = volumes.disc.fileNames(in: folder) + volumes.disc.folderNames(in: folder)
        guard names.contains(where: { name in images.contains { name.lowercased().hasSuffix($0) } }) else {
            return .missing(
                "a root file system such as filesystem.squashfs in \(DisplayName(folder).escaped)",
                has: "none there")
        }
        return .found("the folder \(folder)")
    }

    // MARK: What is mounted as root once the medium is found

    /// What is sought on the medium, where that is the disc and does not have it. Of an image without the folder that it would lie in
    /// nothing is said: its kernel's first programs may be others than the arguments are usually for.
    private static func lost(_ key: String, _ arguments: String, _ volumes: BootVolumes) -> Verdict? {
        let sought: String? =
            if key.hasPrefix("root=live:") {
                dracut(arguments, volumes.disc)
            } else if key.hasPrefix("archiso") || key.hasPrefix("miso") {
                archiso(arguments, volumes.disc)
            } else {
                nil
            }
        return sought.map { .missing($0, has: "none there") }
    }

    /// An image of a name (dracut, dmsquash-live-root.sh).
    private static func dracut(_ arguments: String, _ disc: BootVolume) -> String? {
        let folder =
            value(of: "rd.live.dir=", in: arguments) ?? value(of: "live_dir=", in: arguments) ?? "LiveOS"
        let image = value(of: "rd.live.squashimg=", in: arguments) ?? "squashfs.img"
        guard !folder.contains("$"), !image.contains("$"), has(folder, disc) else { return nil }
        let isThere = [image, "rootfs.img", "ext3fs.img"].contains {
            disc.file(at: "\(folder)/\($0)")?.isDirectory == false
        }
        let path =
            folder.allSatisfy { $0 == "/" } ? "/\(image)" : "/\(folder)/\(image)".replacing("//", with: "/")
        return isThere ? nil : "its root file system in \(DisplayName(path).escaped)"
    }

    /// An image in a folder for the processor, or the list of older versions (archiso, and Manjaro's miso).
    private static func archiso(_ arguments: String, _ disc: BootVolume) -> String? {
        guard
            let told = value(of: "archisobasedir=", in: arguments)
                ?? value(of: "misobasedir=", in: arguments), !told.contains("$"),
            !arguments.contains("_srv="), !arguments.contains("img_loop="), has(told, disc)
        else { return nil }
        let endings = [".sfs", ".erofs", ".img"]
        let isThere = disc.folderNames(in: "/\(told)").contains { folder in
            disc.fileNames(in: "/\(told)/\(folder)").contains { name in
                endings.contains { name.lowercased().hasSuffix($0) }
            }
        }
        return isThere || disc.file(at: "/\(told)/aitab") != nil
            ? nil : "its root file system in a folder of \(DisplayName("/\(told)").escaped)"
    }

    private static func has(_ folder: String, _ disc: BootVolume) -> Bool {
        folder.allSatisfy { $0 == "/" } || disc.file(at: folder)?.isDirectory == true
    }

    /// What follows a word of the arguments that ends with "=".
    private static func value(of key: String, in arguments: String) -> String? {
        let word = arguments.split(separator: " ").last { $0.hasPrefix(key) && $0.count > key.count }
        return word.map { String($0.dropFirst(key.count)) }
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
