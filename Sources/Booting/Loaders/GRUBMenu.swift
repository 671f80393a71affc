import Bytes
import DiscModel

/// Follows a configuration of GRUB as GRUB would, and notes what it would start. Conditions that only a running GRUB can decide
/// are followed on both branches.
struct GRUBMenu {
    var menu = LoaderMenu()
    let volumes: [BootVolume]
    var variables: [String: String] = [:]
    private var reading: [String] = []
    private var work = 0
    /// Where the file that is read begins.
    private(set) var start: UInt64?
    /// What commands outside of an entry, or those of the entry at hand, have loaded.
    private var loaded: Loaded?
    private var initrds: [BootEntry.Item] = []
    /// A word that is none of GRUB's and stands where it would load something, with what is meant.
    private var slip: (words: String, path: String, site: BootEntry.Site)?
    /// What was sought in vain outside of an entry, or in the entry at hand.
    var searches: [BootObstacle] = []
    /// What is wrong with the statement at hand as a whole.
    private var fault: String?
    private(set) var asking = 0
    /// What is there to choose from, in the menu or submenu at hand.
    private var choices = GRUBChoices()
    /// What the configuration calls by names of its own.
    private(set) var functions: [String: Function] = [:]
    /// What the function at hand was called with.
    private var parameters: [String] = []
    private var calls = 0

    private struct Loaded {
        let kernel: BootEntry.Item
        let arguments: String
        let isLinux: Bool
        let site: BootEntry.Site
    }

    /// Commands under a name, with the file that they stand in.
    struct Function {
        let body: [GRUBScript.Statement]
        let file: String
        let start: UInt64?
    }

    /// Commands that are followed in all, and files inside files.
    private static let workLimit = 5_000
    private static let depthLimit = 16
    private static let fileLimit = 128
    /// Choices that are kept, and initrds of each.
    private static let entryLimit = 500
    static let initrdLimit = 32
    /// Words of a command, once the parameters of a function are in it.
    private static let wordCountLimit = 512
    /// Bytes of a word once its variables are in it: a variable can be made of itself, twice, again and again.
    private static let wordLimit = 4_096

    /// - Parameters:
    ///   - root: the volume that GRUB was started from.
    ///   - prefix: the folder of its files, on that volume unless it names another.
    init(_ volumes: [BootVolume], root: BootVolume, prefix: String, _ image: GRUBImage? = nil) {
        self.volumes = volumes + [image?.memdisk].compactMap(\.self)
        variables["root"] = device(of: root)
        variables["prefix"] =
            if prefix.hasPrefix("()") {
                // The whole disk that GRUB was started from, whatever partition it was in (kern/main.c), which is the disc.
                "(volume0)\(prefix.dropFirst(2))"
            } else if prefix.hasPrefix("(") {
                prefix
            } else {
                "(\(variables["root"] ?? ""))\(prefix)"
            }
        // Its root is the device of its files.
        if prefix.hasPrefix("()") { variables["root"] = "volume0" }
        variables["cmdpath"] = "(\(variables["root"] ?? ""))/EFI/BOOT"
        variables["grub_platform"] = image == nil ? "pc" : "efi"
        if let configuration = image?.configuration {
            run(GRUBScript(configuration).statements, "the configuration inside GRUB")
        }
        // Then the menu, unless the configuration inside has started something or read it.
        if menu.entries.isEmpty, loaded == nil, menu.files.isEmpty { load("$prefix/grub.cfg", nil) }
        finish(image?.prefix ?? "")
    }

    func device(of volume: BootVolume) -> String {
        switch volume.medium {
        case .memdisk: "memdisk"
        default: volumes.firstIndex { $0.medium == volume.medium }.map { "volume\($0)" } ?? "unknown"
        }
    }

    private func volume(_ device: String) -> BootVolume? {
        if device == "memdisk" { return volumes.first { $0.medium == .memdisk } }
        guard device.hasPrefix("volume"), let number = Int(device.dropFirst(6)),
            volumes.indices.contains(number)
        else { return nil }
        return volumes[number]
    }

    /// A path with the volume that it means.
    func resolved(_ path: String) -> (volume: BootVolume?, path: String) {
        guard path.hasPrefix("("), let close = path.firstIndex(of: ")") else {
            return (volume(variables["root"] ?? ""), path)
        }
        let device = String(path[path.index(after: path.startIndex)..<close])
        return (volume(device), String(path[path.index(after: close)...]))
    }

    private func expanded(_ word: GRUBScript.Word) -> String {
        var text = ""
        for piece in word.pieces where text.utf8.count < Self.wordLimit {
            switch piece {
            case .text(let more): text += more
            case .variable(let name): text += value(name)
            }
        }
        return text.utf8.count < Self.wordLimit ? text : String(text.prefix(Self.wordLimit))
    }

    private func value(_ name: String) -> String {
        if let number = Int(name) {
            return parameters.indices.contains(number - 1) ? parameters[number - 1] : ""
        }
        return switch name {
        case "@", "*": parameters.joined(separator: " ")
        case "#": String(parameters.count)
        default: variables[name] ?? ""
        }
    }

    /// The words of a command. All parameters of a function stay words of their own.
    private func expanded(_ words: [GRUBScript.Word]) -> [String] {
        var all: [String] = []
        for word in words where all.count < Self.wordCountLimit {
            if word.pieces.count == 1, case .variable("@")? = word.pieces.first {
                all += parameters
            } else {
                all.append(expanded(word))
            }
        }
        return Array(all.prefix(Self.wordCountLimit))
    }

    /// What is left to choose.
    private mutating func finish(_ builtIn: String) {
        if let loaded { add(loaded, title: "the configuration itself") }
        menu.searches = searches
        let choice = choices.chosen(variables["default"] ?? "")
        menu.chosen = choice?.entry.map { menu.entries[$0] } ?? menu.entries.first
        if choice?.entry == nil { menu.idle = choice?.title }
        if !builtIn.isEmpty, menu.files.isEmpty {
            let folder = builtIn.replacing("()", with: "")  // the medium that GRUB came from
            menu.prompt =
                "; the folder built into GRUB is \(DisplayName(folder).escaped), and it ends at its prompt"
        }
    }

    func site(_ place: String) -> BootEntry.Site { BootEntry.Site(place: place, start: start) }

    // MARK: Statements

    /// Runs a file. A statement that the end of the file leaves open is left out by GRUB; what it would start is kept with that.
    private mutating func run(_ script: GRUBScript, _ file: String) {
        guard let line = script.openQuote ?? script.unclosed, fault == nil else {
            return run(script.statements, file)
        }
        run(Array(script.statements.dropLast()), file)
        let before = menu.entries.count
        let (subject, rest) =
            script.openQuote == nil
            ? ("what begins", "is never closed, so GRUB leaves it out")
            : ("the quotation mark", "is never closed, so GRUB leaves out its command and all that follows")
        fault = "\(subject) in line \(line) of \(file) \(rest)"
        run(Array(script.statements.suffix(1)), file)
        fault = nil
        if menu.entries.count == before {
            menu.fail("\(subject) in this line \(rest)", at: site("\(file), line \(line)"))
        }
    }

    private mutating func run(_ statements: [GRUBScript.Statement], _ file: String) {
        for statement in statements where work < Self.workLimit {
            work += 1
            switch statement {
            case .command(let words, let line):
                _ = run(expanded(words), "\(file), line \(line)")
            case .block(let words, let body, let line):
                block(expanded(words), body, file, line)
            case .branches(let branches, let otherwise):
                follow(branches, otherwise, file)
            case .loop(let variable, let values, let body):
                for value in values.prefix(16) {
                    variables[variable] = expanded(value)
                    run(body, file)
                }
            }
        }
    }

    private mutating func block(
        _ words: [String], _ body: [GRUBScript.Statement], _ file: String, _ line: Int
    ) {
        switch words.first {
        case "menuentry":
            let before = (variables, loaded, initrds, slip, searches)
            (loaded, initrds, slip, searches) = (nil, [], nil, [])
            choose(words) { grub, title in
                grub.run(body, file)
                if let loaded = grub.loaded { return grub.add(loaded, title: title) }
                guard let slip = grub.slip else { return nil }
                return grub.add(
                    Loaded(kernel: grub.item(slip.path), arguments: "", isLinux: true, site: slip.site),
                    title: title, slip.words)
            }
            (variables, loaded, initrds, slip, searches) = before
        case "submenu":
            let before = variables
            choose(words) { grub, _ in
                grub.run(body, file)
                return nil
            }
            variables = before
        case "function":
            guard let name = words.dropFirst().first, functions.count < Self.entryLimit else { return }
            functions[name] = Function(body: body, file: file, start: start)
        default: stumble(overBlock: words.first ?? "", "\(file), line \(line)")
        }
    }

    /// Notes a choice of the menu, with what it starts by its number and what else is to choose behind it.
    private mutating func choose(_ words: [String], _ body: (inout GRUBMenu, String) -> Int?) {
        let (title, identifier) = GRUBChoices.names(words)
        var outer = choices
        choices = GRUBChoices()
        variables["default"] = nil
        let entry = body(&self, title)
        choices.wanted = variables["default"]
        outer.add(title, identifier, entry, choices)
        choices = outer
    }

    @discardableResult
    private mutating func add(
        _ loaded: Loaded, title: String, _ slip: String? = nil
    ) -> Int? {
        guard menu.entries.count < Self.entryLimit else { return nil }
        menu.entries.append(
            BootEntry(
                title: title, place: loaded.site.place, start: loaded.site.start, kernel: loaded.kernel,
                initrds: initrds, arguments: loaded.arguments, isLinux: loaded.isLinux, fault: fault ?? slip,
                vain: searches))
        return menu.entries.count - 1
    }

    private mutating func follow(
        _ branches: [(condition: [GRUBScript.Statement], body: [GRUBScript.Statement])],
        _ otherwise: [GRUBScript.Statement], _ file: String
    ) {
        for branch in branches {
            switch holds(branch.condition, file) {
            case true?: return run(branch.body, file)
            case false?: continue
            case nil: run(branch.body, file)
            }
        }
        run(otherwise, file)
    }

    /// Whether a condition holds; nil where only a running GRUB knows.
    private mutating func holds(_ condition: [GRUBScript.Statement], _ file: String) -> Bool? {
        var result: Bool?
        asking += 1
        defer { asking -= 1 }
        for statement in condition {
            guard case .command(let words, let line) = statement else { return nil }
            result = run(expanded(words), "\(file), line \(line)")
        }
        return result
    }

    // MARK: Commands

    /// Runs a command; whether it succeeds, where that can be told.
    private mutating func run(_ words: [String], _ place: String) -> Bool? {
        let negations = words.prefix { $0 == "!" }.count
        if negations > 0 {
            let result = run(Array(words.dropFirst(negations)), place)
            return negations % 2 == 0 ? result : result.map { !$0 }
        }
        guard let command = words.first else { return nil }
        let arguments = Array(words.dropFirst())
        switch command {
        case "[", "test": return test(arguments.filter { $0 != "]" })
        case "true": return true
        case "false": return false
        case "set", "export", "default":
            for assignment in arguments { assign(assignment) }
            return true
        case "search", "search.file", "search.fs_label", "search.fs_uuid":
            return search(command, arguments, place)
        case "load_env": return loadEnvironment(arguments)
        case "source", ".", "configfile", "normal", "extract_entries_configfile":
            guard let path = arguments.first ?? (command == "normal" ? "$prefix/grub.cfg" : nil) else {
                return nil
            }
            return load(path, place)
        case "linux", "linux16", "linuxefi", "multiboot", "multiboot2", "kernel", "chainloader",
            "xen_hypervisor":
            return start(command, arguments, place)
        case "initrd", "initrd16", "initrdefi":
            initrds = arguments.filter { !$0.hasPrefix("-") }.prefix(Self.initrdLimit).map {
                item($0, at: site(place))
            }
            return true
        default:
            if let function = functions[command] { return call(function, arguments) }
            if command.contains("="), !command.hasPrefix("=") { assign(command) }
            stumble(over: command, arguments, place)
            return nil
        }
    }

    /// Runs a function of the configuration; what it returns is not followed.
    private mutating func call(_ function: Function, _ arguments: [String]) -> Bool? {
        guard calls < Self.depthLimit else { return nil }
        let before = (parameters, start)
        (parameters, start) = (arguments, function.start)
        calls += 1
        run(function.body, function.file)
        calls -= 1
        (parameters, start) = before
        return nil
    }

    /// Notes a word that is nearly a command: one that loads something, with a path behind it, or another.
    private mutating func stumble(over command: String, _ arguments: [String], _ place: String) {
        let path = arguments.first.flatMap { $0.hasPrefix("/") || $0.hasPrefix("(") ? $0 : nil }
        if let path, slip == nil, let words = GRUBWords.slip(command, among: GRUBWords.starters) {
            slip = (words, path, site(place))
        } else if let words = GRUBWords.slip(command, among: GRUBWords.commands) {
            menu.slip(words, at: site(place))
        }
    }

    /// Notes a word before a block that is nearly one that makes a choice; GRUB runs nothing of such a block.
    private mutating func stumble(overBlock command: String, _ place: String) {
        if let words = GRUBWords.slip(command, among: GRUBWords.blocks) { menu.fail(words, at: site(place)) }
    }

    mutating func assign(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return }
        variables[String(parts[0])] = String(parts[1])
    }

    private func item(_ path: String, isKernel: Bool = false, at site: BootEntry.Site? = nil)
        -> BootEntry.Item
    {
        let (volume, path) = resolved(path)
        return BootEntry.Item(path: path, in: volume, isKernel: isKernel, at: site)
    }

    private mutating func start(_ command: String, _ words: [String], _ place: String) -> Bool? {
        guard let path = words.first(where: { !$0.hasPrefix("-") }) else { return nil }
        let arguments = words.drop { $0 != path }.dropFirst().joined(separator: " ")
        let isLinux = command.hasPrefix("linux")
        loaded = Loaded(
            kernel: item(path, isKernel: isLinux), arguments: arguments, isLinux: isLinux, site: site(place))
        return true
    }

    @discardableResult
    private mutating func load(_ path: String, _ place: String?) -> Bool? {
        let prefix = variables["prefix"] ?? ""
        let whole = path.hasPrefix("$prefix") ? prefix + path.dropFirst(7) : path
        let (volume, name) = resolved(whole)
        guard let volume else {
            menu.unknown.append(path)
            return nil
        }
        guard let file = volume.file(at: name), !file.isDirectory, let text = volume.text(of: file) else {
            menu.missing.append("\(name) on \(volume.title)" + (place.map { " (\($0))" } ?? ""))
            return false
        }
        let shown = file.path.escaped + (volume.medium == .disc ? "" : " on \(volume.title)")
        guard reading.count < Self.depthLimit, !reading.contains(shown), menu.files.count < Self.fileLimit
        else {
            return nil
        }
        if volume.medium != .memdisk { menu.files.append(shown) }
        reading.append(shown)
        let before = start
        start = volume.medium == .memdisk ? nil : file.start
        menu.check(text, of: "GRUB", shown, start: start)
        run(GRUBScript(text), shown)
        start = before
        reading.removeLast()
        return true
    }
}
