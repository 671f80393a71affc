import Bytes

/// One way through firmware, loader and configuration, as far as it was followed.
struct BootChain {
    private(set) var steps: [String] = []
    private(set) var level = BootCapability.Level.none
    private(set) var end: (value: BootCapability.Value, why: String)?

    mutating func step(_ words: String) { steps.append(words) }

    mutating func reach(_ level: BootCapability.Level) { self.level = max(self.level, level) }

    mutating func fail(_ why: String) { end = end ?? (.no, why) }

    mutating func lose(_ why: String) { end = end ?? (.unknown, why) }

    /// Nothing more can be told of something that was started.
    mutating func rest(_ why: String) { end = end ?? (.yes, why) }

    func capability(_ route: BootCapability.Route, _ architecture: Architecture? = nil) -> BootCapability {
        BootCapability(
            route: route, architecture: architecture, value: end?.value ?? .yes, level: level, why: end?.why,
            chain: steps)
    }

    /// Goes on with what a loader makes of its configuration.
    mutating func follow(_ menu: LoaderMenu, on volumes: BootVolumes) {
        for file in menu.files.prefix(1) { step(file) }
        guard !menu.files.isEmpty || !menu.entries.isEmpty else {
            if let unknown = menu.unknown.first {
                return lose("the loader reads \(unknown), and which device that is only it knows")
            }
            let what = menu.vain.first ?? menu.missing.first ?? "its configuration"
            return fail("the loader does not find \(what)")
        }
        reach(.configuration)
        guard let entry = menu.chosen else {
            if let vain = menu.vain.first { return fail("the loader does not find \(vain)") }
            if let missing = menu.missing.first { return fail("the loader does not find \(missing)") }
            return lose("the configuration starts nothing that can be followed")
        }
        step("\"\(entry.title)\"")
        step(entry.kernel.path)
        if let item = entry.missing.first {
            let near: String
            if case .otherCase(let path) = item.state { near = ", where only \(path) is" } else { near = "" }
            return fail("\(item.path) is not on \(item.volume)\(near) (\(entry.place))")
        }
        if entry.kernel.state == .unknown {
            return lose("\(entry.kernel.path) lies on \(entry.kernel.volume) (\(entry.place))")
        }
        reach(.kernel)
        guard entry.isLinux else { return }
        switch RootSelector.verdict(entry.arguments, on: volumes) {
        case .none: break
        case .found(let what):
            step(what)
            reach(.root)
        case .missing(let what, let has):
            fail("the kernel seeks \(what), and the image has \(has) (\(entry.place))")
        }
    }
}
