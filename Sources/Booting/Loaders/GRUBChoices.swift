/// What GRUB's menu offers, as `default` counts it: what starts nothing from the image is counted as well (GRUB 2.12,
/// grub-core/normal/menu.c).
struct GRUBChoices {
    struct Choice {
        let title: String
        let identifier: String
        /// Its number among the entries that start something from the image; nil for none.
        let entry: Int?
        /// What is to choose behind it: a submenu, or another configuration.
        let inner: GRUBChoices
    }

    private var all: [Choice] = []
    /// The `default` that a submenu or another configuration sets for itself.
    var wanted: String?

    mutating func add(_ title: String, _ identifier: String, _ entry: Int?, _ inner: GRUBChoices) {
        all.append(Choice(title: title, identifier: identifier, entry: entry, inner: inner))
    }

    /// The choice that is started when nobody makes one: by its number, its title or its id, and behind ">" the one of the submenu
    /// that it leads to. Where there is none such, GRUB takes the first.
    func chosen(_ wanted: String) -> Choice? {
        let (name, rest) = Self.split(wanted)
        let numbered = Int(name).flatMap { all.indices.contains($0) ? all[$0] : nil }
        guard
            let choice = numbered ?? all.first(where: { $0.title == name || $0.identifier == name })
                ?? all.first
        else { return nil }
        guard choice.entry == nil else { return choice }
        return choice.inner.chosen(choice.inner.wanted ?? rest) ?? choice
    }

    /// The name before the first ">", in which ">>" stands for the sign itself, and what is behind it.
    private static func split(_ wanted: String) -> (name: String, rest: String) {
        var (name, rest) = ("", wanted[...])
        while let sign = rest.popFirst() {
            guard sign == ">" else {
                name.append(sign)
                continue
            }
            guard rest.first == ">" else { return (name, String(rest)) }
            name.append(rest.removeFirst())
        }
        return (name, "")
    }

    /// Options of menuentry and submenu whose value is a word of its own.
    private static let valued: Set<String> = ["--class", "--users", "--hotkey", "--source", "--id"]

    /// The title of a statement that makes a choice, and its id: a second word where the option for it is in a variable, or the title.
    static func names(_ words: [String]) -> (title: String, identifier: String) {
        var (names, identifier): ([String], String?) = ([], nil)
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            if word.hasPrefix("--id=") {
                identifier = String(word.dropFirst(5))
            } else if Self.valued.contains(word) {
                let value = rest.popFirst()
                if word == "--id" { identifier = value }
            } else if !word.hasPrefix("-"), !word.isEmpty {
                names.append(word)
            }
        }
        let title = names.first ?? ""
        return (title, identifier ?? (names.count > 1 ? names[1] : title))
    }
}
