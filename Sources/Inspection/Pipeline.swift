import Bytes
import DiscModel
import Readers
import Sectors
import Surveys

/// Asks readers stage by stage, and gathers what they learn. A reader is asked when what it looks at is in the scope.
struct Pipeline {
    /// Windows inside windows, and windows of one image, that are looked at.
    private static let depth = 4
    private static let windowLimit = 256

    private let readers: [any Reader]
    private let volume: Volume
    private let scope: Scope
    private let limits: Limits
    private let goesOn: @Sendable (WorkProgress) -> Bool
    private var builder: DiscBuilder
    private var scan = Scan.Outcome()

    /// - Parameter readers: in the order in which they are asked.
    init(
        _ readers: [any Reader], on volume: Volume, scope: Scope, limits: Limits,
        goesOn: @escaping @Sendable (WorkProgress) -> Bool
    ) {
        self.readers = readers.filter { scope.contains(type(of: $0).scope) }
        self.volume = volume
        self.scope = scope
        self.limits = limits
        self.goesOn = goesOn
        builder = DiscBuilder(.init(offset: 0, length: volume.size), startOffset: volume.start.offset)
    }

    /// Everything known by now.
    var disc: Disc {
        mutating get { builder.frozen() }
    }

    mutating func add(_ facts: [any Facts]) {
        for one in facts { builder.add(one) }
    }

    // MARK: Structure

    mutating func readStructure() {
        var structure = structure
        structure.read(Window(.disc, on: volume, start: volume.start.offset), limits, into: &builder)
    }

    private var structure: Structure {
        Structure(readers: readers.compactMap { $0 as? any WindowReader }, windowsLeft: Self.windowLimit)
    }

    /// One reading of a window and of those in it.
    private struct Structure: Sendable {
        let readers: [any WindowReader]
        var windowsLeft: Int

        mutating func read(
            _ window: Window, _ limits: Limits, into builder: inout DiscBuilder, depth: Int = 1
        ) {
            var inner: [InnerWindow] = []
            for reader in readers where type(of: reader).roles.contains(window.role) {
                let context = WindowContext(window, known: builder, limits: limits)
                guard let facts = reader.read(context) else { continue }
                builder.add(facts)
                inner += facts.windows
            }
            guard depth < Pipeline.depth else { return }
            var seen: Set<DiscMap.Run> = []
            for found in inner where seen.insert(found.run).inserted {
                guard let part = window.window(found), part.run != window.run, windowsLeft > 0,
                    readers.contains(where: { type(of: $0).roles.contains(found.role) })
                else { continue }
                windowsLeft -= 1
                var nested = DiscBuilder(part.run)
                read(part, limits, into: &nested, depth: depth + 1)
                guard !nested.facts.isEmpty else { continue }
                builder.add(NestedVolume(window: found, disc: nested.frozen()))
            }
        }
    }

    // MARK: Content

    /// - Parameter memory: what earlier runs measured of the image, and where to put what this one measures.
    mutating func passOverContent(_ memory: ImageMemory?) {
        let before = context
        let parts = readers.compactMap { $0 as? any PassReader }
            .map { (reader: $0, surveys: $0.surveys(before)) }.filter { !$0.surveys.isEmpty }
        guard !parts.isEmpty else { return }
        if let memory, recall(memory, for: parts.map(\.reader), before) { return }
        scan = Scan(goesOn: goesOn).run(parts.flatMap(\.surveys), over: volume)
        var measured = scan.facts[...]
        let after = context
        var found: [any Facts] = []
        for (reader, surveys) in parts {
            if let facts = reader.found(Array(measured.prefix(surveys.count)), after) { found.append(facts) }
            measured = measured.dropFirst(surveys.count)
        }
        add(found)
        builder.add(ScanFacts(isComplete: scan.isComplete, done: scan.done, gaps: scan.gaps))
        if let memory, scan.isComplete, scan.gaps.isEmpty, let measured = Measured(found, done: scan.done) {
            memory.keep(measured)
        }
    }

    /// Takes what an earlier run measured in the place of a pass; false where that does not answer everything.
    private mutating func recall(
        _ memory: ImageMemory, for readers: [any PassReader], _ context: DiscContext
    ) -> Bool {
        guard let (measured, since) = memory.recall() else { return false }
        let facts = readers.compactMap { $0.accepted(among: measured.facts, context) }
        guard facts.count == readers.count else { return false }
        add(facts)
        scan.done = measured.done
        builder.add(ScanFacts(isComplete: true, done: scan.done, gaps: [], since: since))
        return true
    }

    // MARK: After the pass

    mutating func conclude() {
        for reader in readers.compactMap({ $0 as? any LastReader }) {
            if let facts = reader.read(context) { builder.add(facts) }
        }
    }

    /// What readers have before them who see the whole disc.
    private var context: DiscContext {
        mutating get {
            let progress = WorkProgress(done: scan.done, total: scan.done)
            return DiscContext(
                disc: builder.frozen(), volume: volume, scope: scope, limits: limits,
                isComplete: scan.isComplete, goesOn: { [goesOn] in goesOn(progress) },
                structure: { [structure] window, limits in
                    var structure = structure
                    var nested = DiscBuilder(window.run, startOffset: window.start)
                    structure.read(window, limits, into: &nested)
                    return nested.facts.isEmpty ? nil : nested.frozen()
                })
        }
    }
}

extension PassReader {
    /// What an earlier pass found for it, if that answers all that it asks.
    fileprivate func accepted(among facts: [any Facts], _ context: DiscContext) -> (any Facts)? {
        facts.lazy.compactMap { $0 as? Found }.first { accepts($0, context) }
    }
}
