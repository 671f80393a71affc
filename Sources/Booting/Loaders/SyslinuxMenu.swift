import Bytes
import DiscModel

/// Reads the configuration of ISOLINUX and SYSLINUX (Syslinux, doc/syslinux.txt).
struct SyslinuxMenu {
    private let volume: BootVolume
    /// The folder that names without "/" count from: that of the first file.
    private var folder: String
    private(set) var menu = LoaderMenu()
    private var labels: [Label] = []
    private var defaultLabel: (name: String, place: String, start: UInt64?)?
    /// The module that shows the menu.
    private var interface: (name: String, place: String, start: UInt64?)?
    /// What is started instead of the default when the time is up, and whether there is a time and somebody who waits for it.
    private var timedLabel: String?
    private var (waits, prompts) = (false, false)
    private var depth = 0
    /// Whether a text for people is being read.
    private var isText = false
    /// Where the file that is read begins.
    private var start: UInt64?
    /// Folders in which modules seek the others that they need, besides those of the loader and of themselves.
    private var libraries: [String] = []

    private struct Label {
        var name: String
        var place: String
        var start: UInt64?
        var kernel: String?
        var kind = "kernel"
        var kernelSite: BootEntry.Site?
        var append = ""
        var appendSite: BootEntry.Site?
        var initrds: [(path: String, site: BootEntry.Site)] = []
        var isDefault = false
        /// Whether it goes on with what the BIOS would start next.
        var isLocal = false
        /// A word that is none of SYSLINUX's and stands where a kernel would be named, with what is meant.
        var slip: (words: String, path: String, site: BootEntry.Site)?
    }

    /// Words that name what a label starts.
    private static let starters = ["kernel", "linux", "com32", "boot"]

    private static let fileLimit = 64
    private static let labelLimit = 500
    private static let initrdLimit = 32
    private static let depthLimit = 16

    /// Where ISOLINUX looks for its configuration after the folder that it stands in (core/isolinux.asm, core/fs/iso9660).
    private static let places = [
        "/boot/isolinux/", "/isolinux/", "/boot/syslinux/", "/syslinux/", "/",
    ]

    /// - Parameter loader: the folder that the loader itself stands in, ending with "/".
    init(_ volume: BootVolume, loader: String?, names: [String] = ["isolinux.cfg", "syslinux.cfg"]) {
        self.volume = volume
        folder = loader ?? "/"
        // The folder of the loader comes first only where it was told; the usual ones are searched in their order.
        let folders = [loader].compactMap(\.self) + Self.places
        let found = folders.lazy.flatMap { folder in names.map { (folder, folder + $0) } }
            .first { volume.file(at: $0.1) != nil }
        guard let found else {
            menu.missing.append("\(names[0]) in \(folders.prefix(3).joined(separator: ", ")) or \(places)")
            return
        }
        libraries = folders
        folder = found.0
        read(found.1)
        settle()
    }

    private var places: String { "elsewhere on \(volume.title)" }

    private func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : folder + path }

    private mutating func read(_ path: String, namedAt place: String? = nil) {
        guard let file = volume.file(at: path), !file.isDirectory, let text = volume.text(of: file) else {
            menu.missing.append(path + (place.map { " (\($0))" } ?? ""))
            return
        }
        let shown = file.path.escaped
        guard !menu.files.contains(shown), menu.files.count < Self.fileLimit, depth < Self.depthLimit else {
            return
        }
        menu.files.append(shown)
        depth += 1
        let before = start
        start = file.start
        menu.check(text, of: "SYSLINUX", shown, start: start)
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            read(line: line, at: "\(shown), line \(number + 1)")
        }
        start = before
        depth -= 1
    }

    private mutating func read(line: Substring, at place: String) {
        var words = line.split(whereSeparator: \.isWhitespace)
        guard var command = words.first?.lowercased(), !command.hasPrefix("#") else { return }
        words.removeFirst()
        if command == "menu", let next = words.first?.lowercased() {
            if next == "default", !labels.isEmpty { labels[labels.count - 1].isDefault = true }
            guard next == "include" else { return }
            command = next
            words.removeFirst()
        }
        let rest = words.joined(separator: " ")
        let site = BootEntry.Site(place: place, start: start)
        // What stands between is shown to people.
        if isText {
            isText = command != "endtext"
            return
        }
        switch command {
        case "text": isText = true
        case "include":
            if let path = words.first { read(absolute(String(path)), namedAt: place) }
        case "default":
            defaultLabel = (rest, place, start)
        case "ontimeout": timedLabel = rest
        case "timeout", "totaltimeout": waits = waits || Int(words.first ?? "") ?? 0 > 0
        case "prompt": prompts = words.first != "0"
        case "localboot":
            if !labels.isEmpty { labels[labels.count - 1].isLocal = true }
        case "ui":
            interface = words.first.map { (String($0), place, start) }
        case "label":
            labels.append(Label(name: rest, place: place, start: start))
        case "kernel", "linux", "com32", "boot", "bss", "pxe", "fdimage", "comboot":
            if !labels.isEmpty {
                labels[labels.count - 1].kernel = String(words.first ?? "")
                labels[labels.count - 1].kind = command
                labels[labels.count - 1].kernelSite = site
            }
        case "config":
            if let path = words.first { read(absolute(String(path)), namedAt: place) }
        case "append":
            if !labels.isEmpty {
                labels[labels.count - 1].append = rest
                labels[labels.count - 1].appendSite = site
            }
        case "path":
            libraries += rest.split(separator: ":").prefix(Self.depthLimit).map {
                absolute(String($0)) + ($0.hasSuffix("/") ? "" : "/")
            }
        case "initrd":
            if !labels.isEmpty, let list = words.first {
                labels[labels.count - 1].initrds += list.split(separator: ",").map { (String($0), site) }
            }
        default: stumble(over: command, words.first.map(String.init), at: site)
        }
    }

    /// Words that may stand first in a line (Syslinux, doc/syslinux.txt and doc/menu.txt), but for short ones, of which every other
    /// short word is a slip.
    private static let known = [
        "menu", "text", "endtext", "include", "append", "initrd", "default", "display", "font", "implicit",
        "ipappend", "sysappend", "kbdmap", "kernel", "linux", "boot", "fdimage", "comboot", "com32", "config",
        "label", "localboot", "prompt", "timeout", "totaltimeout", "ontimeout", "onerror", "allowoptions",
        "noescape", "nocomplete", "nohalt", "serial", "console", "path", "sendcookies",
    ]

    /// Notes a word that is nearly one of SYSLINUX's: nearly one that names a kernel, with the path of a file behind it, or another.
    private mutating func stumble(over command: String, _ path: String?, at site: BootEntry.Site) {
        guard command.count > 3, !command.unicodeScalars.contains("\u{FEFF}"), !Self.known.contains(command)
        else { return }
        func words(_ meant: String) -> String {
            let shown = DisplayName(command.uppercased()).escaped
            return "SYSLINUX knows no word \"\(shown)\"; \"\(meant.uppercased())\" may be meant"
        }
        if let path, let label = labels.last, label.kernel == nil, label.slip == nil,
            let meant = Slips.nearest(to: command, among: Self.starters),
            path.hasPrefix("/") || volume.file(at: absolute(path)) != nil
        {
            labels[labels.count - 1].slip = (words(meant), path, site)
        } else if let meant = Slips.nearest(to: command, among: Self.known) {
            menu.slip(words(meant), at: site)
        }
    }

    /// Whether a name is that of a kernel: some endings are those of boot sectors and programs for DOS.
    private static func isKernel(_ name: String) -> Bool {
        ![".bin", ".bs", ".bss", ".com", ".cbt", ".img", ".0"].contains { name.lowercased().hasSuffix($0) }
    }

    private mutating func settle() {
        let wanted = wantedLabel
        var chosen: BootEntry?
        for label in labels.prefix(Self.labelLimit) {
            guard let entry = entry(label) else { continue }
            menu.entries.append(entry)
            if label.place == wanted?.place { chosen = entry }
        }
        menu.chosen = unnamed ?? chosen ?? menu.entries.first
        let isChain = wanted?.kernel?.lowercased().hasSuffix("chain.c32") ?? false
        if chosen == nil, let wanted, wanted.isLocal || isChain { menu.idle = wanted.name }
    }

    /// The label that is started when nobody chooses. A menu takes the marked one, unless UI named it, in which case DEFAULT counts
    /// (Syslinux, doc/menu.txt); when the time is up ONTIMEOUT comes first.
    private var wantedLabel: Label? {
        let told = defaultLabel.flatMap { label(named: $0.name) }
        let isMenu = interface != nil || told == nil
        if waits, isMenu || prompts, let timed = timedLabel.flatMap(label(named:)) { return timed }
        return told ?? labels.last { $0.isDefault }
    }

    /// A label, by a line that may give it arguments.
    private func label(named line: String) -> Label? {
        let word = line.split(separator: " ").first.map(String.init)
        return labels.first { $0.name == line } ?? labels.first { $0.name == word }
    }

    /// What comes before any choice: a module for the menu that is not there, or a default that is no label, which is taken for the
    /// name of a kernel.
    private var unnamed: BootEntry? {
        guard let first = interface ?? defaultLabel else { return nil }
        let name = first.name.split(separator: " ").first.map(String.init) ?? ""
        let isModule = name.lowercased().hasSuffix(".c32")
        guard isModule || interface == nil && label(named: first.name) == nil else { return nil }
        var item = BootEntry.Item(path: absolute(name), in: volume)
        if isModule, let library = library(missingTo: item.path) { item.state = .needs(library) }
        switch item.state {
        case .missing, .needs: break
        default: return nil
        }
        return BootEntry(
            title: first.name, place: first.place, start: first.start, kernel: item, initrds: [],
            arguments: "",
            isLinux: false)
    }

    /// What a label starts; nil for menus and modules, which start nothing of themselves.
    private func entry(_ label: Label) -> BootEntry? {
        if label.kernel == nil, let slip = label.slip {
            return BootEntry(
                title: label.name, place: slip.site.place, start: slip.site.start,
                kernel: .init(path: absolute(slip.path), in: volume, isKernel: Self.isKernel(slip.path)),
                initrds: [], arguments: label.append, isLinux: true, fault: slip.words)
        }
        guard let kernel = label.kernel, !kernel.isEmpty else { return nil }
        if let entry = entry(ofModule: kernel, label) { return entry }
        let isModule = [".c32", ".0", ".bss", ".bs"].contains { kernel.lowercased().hasSuffix($0) }
        guard !isModule, label.kind == "kernel" || label.kind == "linux" else { return nil }
        let told = label.append.split(separator: " ").first { $0.lowercased().hasPrefix("initrd=") }
        let initrds =
            label.initrds
            + (told.map { $0.dropFirst(7).split(separator: ",").map { (String($0), label.appendSite) } } ?? [])
        return BootEntry(
            title: label.name, place: label.place, start: label.start,
            kernel: .init(
                path: absolute(kernel), in: volume, isKernel: Self.isKernel(kernel), at: label.kernelSite),
            initrds: initrds.prefix(Self.initrdLimit).map {
                .init(path: absolute($0.0), in: volume, at: $0.1)
            },
            arguments: label.append, isLinux: true, argumentsSite: label.appendSite)
    }

    // MARK: Modules

    /// A choice that starts a module, where this needs another that is not there.
    private func entry(ofModule name: String, _ label: Label) -> BootEntry? {
        guard name.lowercased().hasSuffix(".c32"), let library = library(missingTo: absolute(name)) else {
            return nil
        }
        var item = BootEntry.Item(path: absolute(name), in: volume, at: label.kernelSite)
        item.state = .needs(library)
        return BootEntry(
            title: label.name, place: label.place, start: label.start, kernel: item, initrds: [],
            arguments: "", isLinux: false)
    }

    /// The first module that one needs, or that those need which it does, and that is not found.
    private func library(missingTo path: String) -> String? {
        let own = String(path[...(path.lastIndex(of: "/") ?? path.startIndex)])
        let folders = [own, folder] + libraries
        var (waiting, seen): ([String], Set<String>) = ([path], [])
        while let next = waiting.popLast(), seen.count < Self.fileLimit {
            guard let file = volume.file(at: next), !file.isDirectory,
                let bytes = volume.bytes(of: file, limit: COM32Module.limit)
            else { continue }
            for name in COM32Module.needed(by: Record(bytes)) where seen.insert(name).inserted {
                let found = folders.lazy.map { $0 + name }.first { volume.file(at: $0) != nil }
                guard let found else { return DisplayName(name).escaped }
                waiting.append(found)
            }
        }
        return nil
    }
}
