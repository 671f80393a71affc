import DiscModel

extension HFSVolume {
    /// Blocks that two forks have. `name` says whose a fork is.
    mutating func findOverlaps(_ name: (HFSForkID) -> DisplayName?) {
        var last: Use?
        for use in uses.sorted(by: { ($0.start, $0.count) < ($1.start, $1.count) }) {
            guard let before = last, before.start + before.count > use.start else {
                last = use
                continue
            }
            let isShared = before.start == use.start && before.count == use.count
            let other = name(before.fork).map { $0.text.isEmpty ? "the root folder" : $0.escaped }
            var place = Place(offset: use.place, length: 1, field: Self.word(use.fork))
            place.path = name(use.fork)
            report(
                isShared ? .shared : .overlap, place, "blocks \(use.start) to \(use.start + use.count - 1)",
                other ?? "the \(Self.word(before.fork))")
            if use.start + use.count > before.start + before.count { last = use }
        }
    }

    private static func word(_ fork: HFSForkID) -> String {
        if fork.attribute != nil { return "extended attribute" }
        return switch fork.file {
        case 0: "header of the volume"
        case 3: "extents overflow file"
        case 4: "catalog"
        case 5: "blocks that nothing is to use"
        case 6: "allocation file"
        case 7: "startup file"
        case 8: "attributes file"
        default: fork.isResource ? "resource fork" : "data fork"
        }
    }
}
