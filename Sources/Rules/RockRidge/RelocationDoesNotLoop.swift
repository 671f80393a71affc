import Bytes
import DiscModel
import FileSystems
import Specimens

/// No CL leads to a directory that holds it (RRIP 1.12, 4.1.5.1).
enum RelocationDoesNotLoop: Rule {
    static let card = RuleCard(
        id: "rr-cl-loop",
        title: "No relocated directory contains its own placeholder",
        rationale: """
            A CL that leads to a directory above itself makes a tree without an end. Linux had to learn this in 2014: \
            following such a chain exhausted the kernel's stack. It happens by attack only.
            """,
        remedy: "Do not mount the image on an old system; it was made to harm its reader, or is damaged.",
        severity: .error,
        clause: .rrip("4.1.5.1"))

    static func weigh(_ tree: Relocations, in _: Disc, _ findings: inout Findings) {
        let climb = RelocatedTree(tree)
        for placeholder in tree.placeholders {
            guard let target = placeholder.target, climb.isAbove(target, placeholder.home) else { continue }
            findings.report(
                "the placeholder of a moved directory (CL) leads to a directory that contains it",
                at: tree.place(placeholder))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "the placeholder of a moved directory (CL) leads to its own directory", .relocation,
                at: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL"
            ) {
                $0.set(
                    SystemUseEntry.location, of: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL",
                    $0.block("dir:/DEEP/L3/L4/L5/L6/L7/L8"))
            },
            .fires(
                "the placeholder of a moved directory (CL) leads to the root", .relocation,
                at: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL"
            ) {
                $0.set(SystemUseEntry.location, of: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL", $0.block("dir:/"))
            },
            .passes("a relocated directory", .relocation),
        ]
    }
}

/// The directories of a tree as Rock Ridge hangs them: each below its parent, a relocated one below its placeholder.
private struct RelocatedTree {
    /// Numbers of a walk from the root: a directory holds all that are entered before it is left. -1 where no walk came.
    private var entered: [Int]
    private var left: [Int]
    /// Directories from which one climbs back to oneself.
    private var isCyclic: [Bool]

    init(_ relocations: Relocations) {
        let directories = relocations.tree.directories
        var up = directories.map { Int($0.parent) }
        var isHomed = [Bool](repeating: false, count: up.count)
        for placeholder in relocations.placeholders {
            guard let target = placeholder.target, !isHomed[target] else { continue }
            isHomed[target] = true
            up[target] = placeholder.home
        }
        isCyclic = Self.cycles(in: up)
        entered = [Int](repeating: -1, count: up.count)
        left = entered
        walk(up)
    }

    /// Whether `directory` holds `other`, or is it.
    func isAbove(_ directory: Int, _ other: Int) -> Bool {
        if isCyclic[directory], isCyclic[other] { return true }
        guard entered[directory] >= 0, entered[other] >= 0 else { return directory == other }
        return entered[directory] <= entered[other] && left[other] <= left[directory]
    }

    private static func cycles(in up: [Int]) -> [Bool] {
        var isCyclic = [Bool](repeating: false, count: up.count)
        // The number of the climb that passed here first.
        var passed = [Int](repeating: -1, count: up.count)
        for start in up.indices where passed[start] < 0 {
            var at = start
            while up.indices.contains(at), passed[at] < 0 {
                passed[at] = start
                at = up[at]
            }
            while up.indices.contains(at), passed[at] == start, !isCyclic[at] {
                isCyclic[at] = true
                at = up[at]
            }
        }
        return isCyclic
    }

    private mutating func walk(_ up: [Int]) {
        var below = [[Int]](repeating: [], count: up.count)
        for (index, parent) in up.enumerated() where up.indices.contains(parent) {
            below[parent].append(index)
        }
        var clock = 0
        var open = up.indices.filter { up[$0] < 0 }.map { (directory: $0, next: 0) }
        for root in open { entered[root.directory] = clock }
        while let (directory, next) = open.last {
            guard next < below[directory].count else {
                left[directory] = clock
                open.removeLast()
                continue
            }
            open[open.count - 1].next += 1
            clock += 1
            entered[below[directory][next]] = clock
            open.append((below[directory][next], 0))
        }
    }
}
