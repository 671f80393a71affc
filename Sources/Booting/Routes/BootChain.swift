import Bytes
import DiscModel

/// One way through firmware, loader and configuration, as far as it was followed.
struct BootChain {
    private(set) var steps: [String] = []
    private(set) var level = BootCapability.Level.none
    private(set) var end: (value: BootCapability.Value, why: String)?
    private(set) var obstacle: BootObstacle?
    /// What stands in the way of choices that nobody makes unasked.
    private(set) var others: [BootObstacle] = []
    private var vain: [BootObstacle] = []
    private var slips: [BootObstacle] = []
    /// A choice that starts where that which is made unasked does not.
    private var alternative: String?
    private var hasKernel = false
    private var namesKernel = false
    private(set) var stages: [BootStage] = []

    mutating func stage(_ stage: BootStage?) {
        if let stage { stages.append(stage) }
    }

    mutating func step(_ words: String) { steps.append(words) }

    mutating func reach(_ level: BootCapability.Level) { self.level = max(self.level, level) }

    mutating func fail(
        _ why: String, _ kind: BootObstacle.Kind = .program, start: UInt64? = nil, isBlank: Bool = false
    ) {
        fail(BootObstacle(kind, why, start: start, isBlank: isBlank))
    }

    private mutating func fail(_ obstacle: BootObstacle) {
        guard end == nil else { return }
        let rest = alternative.map { "; the choice \($0) of the menu does" } ?? ""
        end = (.no, obstacle.words + (obstacle.place.map { " (\($0))" } ?? "") + rest)
        self.obstacle = obstacle
    }

    mutating func lose(_ why: String) { end = end ?? (.unknown, why) }

    /// Nothing more can be told of something that was started.
    mutating func rest(_ why: String) { end = end ?? (.yes, why) }

    func capability(_ route: BootCapability.Route, _ architecture: Architecture? = nil) -> BootCapability {
        BootCapability(
            route: route, architecture: architecture, value: end?.value ?? .yes, level: level, why: end?.why,
            chain: steps, obstacle: obstacle, others: others,
            alternative: obstacle == nil ? nil : alternative, vain: vain, slips: slips,
            hasKernel: hasKernel || level >= .kernel, namesKernel: namesKernel || level >= .kernel,
            stages: stages)
    }

    /// Takes note that a configuration leads to a kernel, whether or not the loader comes so far.
    mutating func expect(_ menu: LoaderMenu) {
        hasKernel = hasKernel || menu.entries.contains { $0.isLinux && $0.kernel.isFile }
        namesKernel = hasKernel
    }

    /// Goes on with what a loader makes of its configuration.
    ///
    /// - Parameter programs: what Secure Boot looks at; nil to a BIOS.
    mutating func follow(_ menu: LoaderMenu, on volumes: BootVolumes, _ programs: SignedPrograms? = nil) {
        for file in menu.files.prefix(1) { step(file) }
        slips = menu.slips
        guard !menu.files.isEmpty || !menu.entries.isEmpty else {
            if let unknown = menu.unknown.first {
                return lose("the loader reads \(unknown), and which device that is only it knows")
            }
            let what = menu.vain.first ?? menu.missing.first ?? "its configuration"
            return fail("the loader does not find \(what)\(menu.prompt)", .configuration)
        }
        reach(.configuration)
        expect(menu)
        vain = menu.searches + (menu.chosen?.vain ?? [])
        guard let entry = menu.chosen else {
            if let fault = menu.fault { return fail(fault) }
            // What was sought in vain keeps no loader from going on; a configuration that is not there may hold the menu.
            if let lost = menu.missing.first {
                return fail("the loader does not find \(lost)", .configuration)
            }
            return lose("the configuration starts nothing that can be followed")
        }
        if let idle = menu.idle { step("\"\(idle)\", which starts nothing from the image; instead") }
        let rest = menu.entries.filter { $0 != entry }.map { ($0, Self.obstacle(to: $0, on: volumes)) }
        others = rest.compactMap(\.1)
        let sound = rest.first { $0.1 == nil && $0.0.isLinux && $0.0.kernel.state == .there }?.0
        alternative = sound.map { "\"\(DisplayName($0.title).escaped)\"" }
        start(entry, on: volumes, programs)
    }

    private mutating func start(
        _ entry: BootEntry, on volumes: BootVolumes, _ programs: SignedPrograms?
    ) {
        step("\"\(entry.title)\"")
        step(entry.kernel.path)
        let obstacle = Self.obstacle(to: entry, on: volumes)
        if let obstacle, obstacle.kind != .root { return fail(obstacle) }
        if entry.kernel.state == .unknown {
            return lose("\(entry.kernel.path) lies on \(entry.kernel.volume) (\(entry.place))")
        }
        reach(.kernel)
        stage(programs?.kernel(entry.kernel, on: volumes))
        if let obstacle { return fail(obstacle) }
        if entry.isLinux, case .found(let what) = RootSelector.verdict(entry.arguments, on: volumes) {
            step(what)
            reach(.root)
        }
    }

    /// What stands in the way of an entry.
    private static func obstacle(to entry: BootEntry, on volumes: BootVolumes) -> BootObstacle? {
        if let fault = entry.fault {
            return BootObstacle(.word, fault, at: entry.place, start: entry.start)
        }
        if let item = entry.missing.first {
            var isBeyond = false
            let words =
                switch item.state {
                case .otherCase(let path): "\(item.path) is not on \(item.volume), where only \(path) is"
                case .empty: "\(item.path) is empty"
                case .noKernel: "\(item.path) is no kernel"
                case .cut(let size, let length):
                    "\(item.path) has \(size) bytes, and its header tells of a kernel of \(length): it is cut"
                case .beyond(let lost): "\(lost) bytes of \(item.path) lie behind the end of the image"
                case .needs(let library): "\(item.path) needs \(library), which is not beside it"
                default: "\(item.path) is not on \(item.volume)"
                }
            if case .beyond = item.state { isBeyond = true }
            return BootObstacle(
                .file, words, at: item.site?.place ?? entry.place, start: item.site?.start ?? entry.start,
                isBeyond: isBeyond)
        }
        guard entry.isLinux,
            case .missing(let what, let has) = RootSelector.verdict(entry.arguments, on: volumes)
        else { return nil }
        return BootObstacle(
            .root, "the kernel seeks \(what), and the image has \(has)",
            at: entry.argumentsSite?.place ?? entry.place, start: entry.argumentsSite?.start ?? entry.start)
    }
}
