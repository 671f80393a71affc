import DiscModel

/// Reads the configuration of systemd-boot (The Boot Loader Specification, type 1 and 2; loader.conf(5)), which knows no
/// other file system than the FAT it was started from.
enum SystemdBootMenu {
    private static let fileLimit = 256

    static func read(_ volume: BootVolume) -> LoaderMenu {
        var menu = LoaderMenu()
        var pattern: String?
        if let file = volume.file(at: "/loader/loader.conf"), let text = volume.text(of: file) {
            menu.files.append(file.path.escaped)
            pattern = lines(of: text).last { $0.key == "default" }?.value
        }
        var named: [(name: String, entry: BootEntry)] = []
        for name in volume.fileNames(in: "/loader/entries").filter({ $0.lowercased().hasSuffix(".conf") })
            .sorted().prefix(
                fileLimit)
        {
            let path = "/loader/entries/\(name)"
            guard let file = volume.file(at: path), let text = volume.text(of: file) else { continue }
            menu.files.append(file.path.escaped)
            if let entry = entry(lines(of: text), path, file.start, volume) { named.append((name, entry)) }
        }
        for name in volume.fileNames(in: "/EFI/Linux").filter({ $0.lowercased().hasSuffix(".efi") }).sorted()
            .prefix(
                fileLimit)
        {
            let path = "/EFI/Linux/\(name)"
            named.append(
                (
                    name,
                    BootEntry(
                        title: name, place: path, start: nil, kernel: .init(path: path, in: volume),
                        initrds: [],
                        arguments: "", isLinux: false)
                ))
        }
        menu.entries = named.map(\.entry)
        // An entry whose kernel is not there is not shown.
        let shown = named.filter { !$0.entry.kernel.isMissing }
        let wanted = pattern.map { $0.hasSuffix("*") ? String($0.dropLast()) : $0 }
        menu.chosen =
            shown.first { item in wanted.map { item.name.hasPrefix($0) } ?? false }?.entry ?? shown.first?
            .entry
            ?? named.first?.entry
        if named.isEmpty { menu.missing.append("/loader/entries/*.conf on \(volume.title)") }
        return menu
    }

    private static func entry(
        _ lines: [(key: String, value: String)], _ path: String, _ start: UInt64?, _ volume: BootVolume
    )
        -> BootEntry?
    {
        func values(_ key: String) -> [String] { lines.filter { $0.key == key }.map(\.value) }
        guard let kernel = values("linux").first ?? values("efi").first else { return nil }
        return BootEntry(
            title: values("title").first ?? path, place: path, start: start,
            kernel: .init(path: kernel, in: volume, isKernel: true),
            initrds: values("initrd").map { .init(path: $0, in: volume) },
            arguments: values("options").joined(separator: " "), isLinux: values("efi").isEmpty)
    }

    private static func lines(of text: String) -> [(key: String, value: String)] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard parts.count == 2, !parts[0].hasPrefix("#") else { return nil }
            var value = parts[1][...]
            while value.last?.isWhitespace ?? false { value.removeLast() }
            return (String(parts[0]), String(value.drop(while: \.isWhitespace)))
        }
    }
}
