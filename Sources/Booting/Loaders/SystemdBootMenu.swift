import Bytes
import DiscModel
import Glibc

/// Reads the configuration of systemd-boot (The Boot Loader Specification, type 1 and 2; loader.conf(5)), which knows no
/// other file system than the FAT it was started from.
enum SystemdBootMenu {
    private static let fileLimit = 256

    static func read(_ volume: BootVolume) -> LoaderMenu {
        var menu = LoaderMenu()
        var pattern: String?
        if let file = volume.file(at: "/loader/loader.conf"), let text = volume.text(of: file) {
            menu.files.append(file.path.escaped)
            let lines = lines(of: text)
            pattern = lines.last { $0.key == "default" }?.value
            note(lines, among: settings, file, &menu)
        }
        let named = (entries(on: volume, &menu) + unifiedKernels(on: volume)).sorted(by: isBefore)
        menu.entries = named.map(\.entry)
        // An entry whose kernel is not there is not shown.
        let shown = named.filter { !$0.entry.kernel.isMissing }
        let wanted = pattern.flatMap { pattern in shown.first { $0.matches(pattern) } }
        menu.chosen = (wanted ?? shown.first ?? named.first)?.entry
        if named.isEmpty { menu.missing.append("/loader/entries/*.conf on \(volume.title)") }
        return menu
    }

    /// An entry with what its place in the menu goes by.
    private struct Named {
        let name: String
        let entry: BootEntry
        var sortKey: String?
        var version = ""

        /// Whether a pattern means it: a name of a file with "*" and "?", to older versions one without ".conf"; the case of letters
        /// does not matter.
        func matches(_ pattern: String) -> Bool {
            let stem = name.lowercased().hasSuffix(".conf") ? String(name.dropLast(5)) : name
            return [name, stem].contains { unsafe fnmatch(pattern.lowercased(), $0.lowercased(), 0) == 0 }
        }
    }

    /// The first of the menu is started where the pattern means none (The Boot Loader Specification, "Sorting"): keys by the alphabet, those
    /// without a key behind them, the newest version first.
    private static func isBefore(_ one: Named, _ other: Named) -> Bool {
        switch (one.sortKey, other.sortKey) {
        case (let key?, let next?) where key != next: return key < next
        case (_?, nil): return true
        case (nil, _?): return false
        default: break
        }
        if one.version != other.version { return isNewer(one.version, other.version) }
        return one.name != other.name && isNewer(one.name.lowercased(), other.name.lowercased())
    }

    /// Whether a version is the higher one: digits count as numbers.
    private static func isNewer(_ one: String, _ other: String) -> Bool { padded(one) > padded(other) }

    /// A version whose numbers are filled up with zeros, so that they are in the order of their letters.
    private static func padded(_ version: String) -> String {
        var (text, digits) = ("", "")
        for sign in version + "." {
            if sign.isASCII, sign.isNumber {
                digits.append(sign)
                continue
            }
            if !digits.isEmpty { text += String(repeating: "0", count: max(0, 20 - digits.count)) + digits }
            digits = ""
            text.append(sign)
        }
        return text
    }

    private static func entries(on volume: BootVolume, _ menu: inout LoaderMenu) -> [Named] {
        let names = volume.fileNames(in: "/loader/entries").filter { $0.lowercased().hasSuffix(".conf") }
        return names.sorted().prefix(fileLimit).compactMap { name in
            let path = "/loader/entries/\(name)"
            guard let file = volume.file(at: path), let text = volume.text(of: file) else { return nil }
            menu.files.append(file.path.escaped)
            let lines = lines(of: text)
            note(lines, among: keys, file, &menu)
            guard let entry = entry(lines, path, file.start, volume) else { return nil }
            return Named(
                name: name, entry: entry, sortKey: lines.first { $0.key == "sort-key" }?.value,
                version: lines.first { $0.key == "version" }?.value ?? "")
        }
    }

    private static func unifiedKernels(on volume: BootVolume) -> [Named] {
        let names = volume.fileNames(in: "/EFI/Linux").filter { $0.lowercased().hasSuffix(".efi") }
        return names.sorted().prefix(fileLimit).map { name in
            let path = "/EFI/Linux/\(name)"
            return Named(
                name: name,
                entry: BootEntry(
                    title: name, place: path, start: nil, kernel: .init(path: path, in: volume), initrds: [],
                    arguments: "", isLinux: false))
        }
    }

    private static func entry(
        _ lines: [Line], _ path: String, _ start: UInt64?, _ volume: BootVolume
    ) -> BootEntry? {
        func values(_ key: String) -> [String] { lines.filter { $0.key == key }.map(\.value) }
        guard let kernel = values("linux").first ?? values("efi").first else { return nil }
        return BootEntry(
            title: values("title").first ?? path, place: path, start: start,
            kernel: .init(path: kernel, in: volume, isKernel: true),
            initrds: values("initrd").map { .init(path: $0, in: volume) },
            arguments: values("options").joined(separator: " "), isLinux: values("efi").isEmpty)
    }

    private typealias Line = (key: String, value: String, number: Int)

    /// Keys of loader.conf and of entries, but for short ones.
    private static let settings = [
        "default", "preferred", "timeout", "console-mode", "editor", "auto-entries", "auto-firmware",
        "auto-poweroff", "auto-reboot", "beep", "secure-boot-enroll", "secure-boot-enroll-action",
        "reboot-for-bitlocker", "random-seed-mode", "log-level",
    ]
    private static let keys = [
        "title", "version", "machine-id", "sort-key", "linux", "initrd", "options", "devicetree",
        "devicetree-overlay", "architecture", "profile", "extra", "uki-url",
    ]

    /// Notes keys that are nearly one that systemd-boot knows, which it passes over.
    private static func note(
        _ lines: [Line], among known: [String], _ file: BootVolume.File, _ menu: inout LoaderMenu
    ) {
        for line in lines where line.key.count > 3 && !known.contains(line.key) {
            guard let meant = Slips.nearest(to: line.key, among: known) else { continue }
            menu.slip(
                "systemd-boot knows no key \"\(DisplayName(line.key).escaped)\"; \"\(meant)\" may be meant",
                at: .init(place: "\(file.path.escaped), line \(line.number)", start: file.start))
        }
    }

    private static func lines(of text: String) -> [Line] {
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return all.enumerated().compactMap { number, line -> Line? in
            let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard parts.count == 2, !parts[0].hasPrefix("#") else { return nil }
            var value = parts[1][...]
            while value.last?.isWhitespace ?? false { value.removeLast() }
            return (String(parts[0]), String(value.drop(while: \.isWhitespace)), number + 1)
        }
    }
}
