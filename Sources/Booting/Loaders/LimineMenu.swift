import Bytes
import DiscModel

/// Reads the configuration of Limine (CONFIG.md of Limine 5 to 10): `limine.conf`, or `limine.cfg` of versions up to 7.
enum LimineMenu {
    /// Where it is sought on the volume that Limine was started from, in this order.
    private static let places = [
        "/limine.conf", "/limine/limine.conf", "/boot/limine.conf", "/boot/limine/limine.conf",
        "/EFI/BOOT/limine.conf", "/limine.cfg", "/limine/limine.cfg", "/boot/limine.cfg",
        "/boot/limine/limine.cfg", "/EFI/BOOT/limine.cfg",
    ]
    private static let entryLimit = 500
    private static let moduleLimit = 32

    /// The loader's second part, without which its first does nothing on a BIOS.
    static let biosParts = ["", "/limine", "/boot", "/boot/limine"].flatMap {
        ["\($0)/limine-bios.sys", "\($0)/limine.sys"]
    }

    /// Whether a program for UEFI, or the code that a BIOS starts, is Limine.
    static func isLimine(_ program: Record) -> Bool {
        ["limine.conf", "limine.cfg", "Limine "].contains { program.bytes.contains($0) }
    }

    private struct Entry {
        let title: String
        let place: String
        var lines: [(key: String, value: String, place: String)] = []

        func first(_ keys: String...) -> (value: String, place: String)? {
            lines.first { keys.contains($0.key) }.map { ($0.value, $0.place) }
        }
    }

    /// - Parameter volume: what Limine was started from.
    static func read(_ volume: BootVolume) -> LoaderMenu {
        var menu = LoaderMenu()
        guard let path = places.first(where: { volume.file(at: $0)?.isDirectory == false }),
            let file = volume.file(at: path), let text = volume.text(of: file)
        else {
            menu.missing.append("limine.conf in /, /limine, /boot or elsewhere on \(volume.title)")
            return menu
        }
        let shown = file.path.escaped
        menu.files.append(shown)
        let (entries, wanted) = entries(of: text, shown, isOld: path.hasSuffix(".cfg"))
        menu.entries = entries.compactMap { entry(of: $0, file.start, volume) }
        menu.chosen =
            menu.entries.indices.contains(wanted - 1) ? menu.entries[wanted - 1] : menu.entries.first
        return menu
    }

    /// The entries, and the number of the one that is started when nobody chooses, counted from 1.
    private static func entries(of text: String, _ file: String, isOld: Bool) -> ([Entry], Int) {
        var (entries, wanted): ([Entry], Int) = ([], 1)
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let line = line.drop(while: \.isWhitespace)
            let place = "\(file), line \(number + 1)"
            guard let first = line.first, first != "#", entries.count < entryLimit else { continue }
            if first == (isOld ? ":" : "/") {
                let title = line.drop { $0 == first || $0 == "+" }.drop(while: \.isWhitespace)
                entries.append(Entry(title: String(title), place: place))
                continue
            }
            let parts = line.split(separator: isOld ? "=" : ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let key = parts[0].lowercased().filter { !$0.isWhitespace }
            var value = parts[1].drop(while: \.isWhitespace)
            while value.last?.isWhitespace ?? false { value.removeLast() }
            if key == "default_entry" { wanted = Int(value) ?? 1 }
            if !entries.isEmpty { entries[entries.count - 1].lines.append((key, String(value), place)) }
        }
        return (entries, wanted)
    }

    /// What an entry starts; nil for one that only holds others.
    private static func entry(of entry: Entry, _ start: UInt64?, _ volume: BootVolume) -> BootEntry? {
        guard let path = entry.first("path", "kernel_path", "image_path") else { return nil }
        let isLinux = entry.first("protocol")?.value.lowercased() == "linux"
        let modules = entry.lines.filter { $0.key == "module_path" }.prefix(moduleLimit)
        return BootEntry(
            title: entry.title, place: path.place, start: start,
            kernel: item(path.value, volume, isKernel: isLinux),
            initrds: modules.map { item($0.value, volume) },
            arguments: entry.first("cmdline", "kernel_cmdline")?.value ?? "", isLinux: isLinux)
    }

    /// A file by its path with the resource before it: "boot():/vmlinuz", "boot:///vmlinuz"; a digest may follow behind "#".
    private static func item(_ path: String, _ volume: BootVolume, isKernel: Bool = false) -> BootEntry.Item {
        let plain = path.hasPrefix("$") ? path.dropFirst() : path[...]
        let cut = plain.lastIndex(of: "#").map { plain[..<$0] } ?? plain
        for resource in ["boot():", "boot://"] where cut.hasPrefix(resource) {
            let name = String(cut.dropFirst(resource.count))
            if name.hasPrefix("/") { return BootEntry.Item(path: name, in: volume, isKernel: isKernel) }
        }
        return BootEntry.Item(path: String(cut), in: nil, isKernel: isKernel)
    }
}
