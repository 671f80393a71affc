import Bytes
import DiscModel

// How GRUB finds devices (GRUB manual, "search"), and what it remembers between starts ("load_env").

extension GRUBMenu {
    /// What is sought inside of GRUB itself, or only to know whether it is there, may be missing.
    private mutating func note(_ words: String, _ place: String) {
        guard let start, asking == 0, menu.searches.count + searches.count < Self.initrdLimit else { return }
        searches.append(BootObstacle(.search, words, at: place, start: start))
    }

    mutating func search(_ command: String, _ words: [String], _ place: String) -> Bool? {
        enum Kind { case file, label, identifier }
        var kind: Kind =
            switch command {
            case "search.fs_label": .label
            case "search.fs_uuid": .identifier
            default: .file
            }
        var variable = "root"
        var names: [String] = []
        var takesVariable = false
        for word in words {
            switch word {
            case "--file", "-f": kind = .file
            case "--label", "--fs-label", "-l": kind = .label
            case "--fs-uuid", "-u": kind = .identifier
            case "--set", "-s": takesVariable = true
            case _ where word.hasPrefix("--set="): variable = String(word.dropFirst(6))
            case _ where word.hasPrefix("-"): break
            case _ where takesVariable && words.last != word:
                (variable, takesVariable) = (word, false)
            default: names.append(word)
            }
        }
        if command.hasPrefix("search."), names.count > 1 { variable = names[1] }
        guard let name = names.first, !name.isEmpty else { return nil }
        let found = volumes.first { volume in
            switch kind {
            case .file: volume.file(at: name) != nil && volume.medium != .memdisk
            case .label: volume.label == name
            case .identifier: volume.identifier?.caseInsensitiveEquals(name) ?? false
            }
        }
        guard let found else {
            let what = kind == .file ? "the file" : kind == .label ? "the label" : "the UUID"
            menu.vain.append("\(what) \(name) (\(place))")
            note("GRUB seeks \(what) \(DisplayName(name).escaped), which is not on the image", place)
            return false
        }
        variables[variable] = device(of: found)
        return true
    }

    // MARK: Remembering

    /// Bytes of a block of variables (GRUB, include/grub/lib/envblk.h), which is longer in nobody's image.
    private static let environmentLimit = 1 << 14

    /// Reads variables that were saved, such as `saved_entry`: all of them, or those that are named.
    mutating func loadEnvironment(_ words: [String]) -> Bool? {
        var (path, names): (String, [String]) = ("\(variables["prefix"] ?? "")/grubenv", [])
        var takesPath = false
        for word in words {
            switch word {
            case "-f", "--file": takesPath = true
            case _ where word.hasPrefix("--file="): path = String(word.dropFirst(7))
            case _ where takesPath: (path, takesPath) = (word, false)
            case _ where word.hasPrefix("-"): break
            default: names.append(word)
            }
        }
        let (volume, name) = resolved(path)
        guard let volume else { return nil }
        guard let file = volume.file(at: name), !file.isDirectory,
            let bytes = volume.bytes(of: file, limit: Self.environmentLimit)
        else { return false }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard !line.hasPrefix("#"), let key = line.split(separator: "=").first.map(String.init),
                names.isEmpty || names.contains(key)
            else { continue }
            assign(String(line))
        }
        return true
    }
}

extension String {
    func caseInsensitiveEquals(_ other: String) -> Bool { lowercased() == other.lowercased() }
}
