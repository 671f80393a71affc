import Containers
import DiscModel
import Surveys

/// The lines of the text report on a container that packs its content in blocks: whether it is whole, which is not to say that the content
/// is what was put in, and that no digest tells the latter where none is stored.
enum ContainerLines {
    /// Label and text of each line.
    static func lines(_ disc: Disc) -> [(String, String)] {
        guard let container = disc.facts(ContainerFacts.self), let payload = container.payload else {
            return []
        }
        var lines = [("container", state(container, payload, disc.facts(PackedBlockFacts.self)))]
        if let segments = container.ewf?.segments, segments.count > 1 {
            let missing = (container.ewf?.missing.count ?? 0) + (container.ewf?.isOpen == true ? 1 : 0)
            let all = missing > 0 ? " of at least \(grouped(segments.count + missing))" : ""
            lines.append(
                (
                    "segments",
                    "\(grouped(segments.count))\(all), \(name(segments.first)) to \(name(segments.last))"
                ))
        }
        if let parent = container.chd?.parentName {
            lines.append(("parent", "\(DisplayName(parent).told), found by the digest that names it"))
        }
        if payload.recorded.isEmpty {
            let evidence = container.ewf
            let why =
                evidence?.hasDamagedDigest == true
                ? "damaged"
                : evidence.map { !$0.missing.isEmpty || $0.isOpen } == true
                    ? "none in the segments that are there" : "none"
            lines.append(
                ("stored digest", "\(why), so nothing tells whether the content is as it was stored"))
        }
        return lines
    }

    private static func name(_ segment: EWFFacts.Segment?) -> String { DisplayName(segment?.name ?? "").told }

    private static func state(
        _ container: ContainerFacts, _ payload: StoredPayload, _ measured: PackedBlockFacts?
    ) -> String {
        let blocks = counted(payload.blocks.blockCount, "block")
        let codecs =
            payload.codecs.isEmpty ? "not packed" : "packed by \(payload.codecs.joined(separator: ", "))"
        let trouble = trouble(container.structure)
        let told = trouble.map { "; \($0)" } ?? ""
        guard let damaged = measured?.damaged else { return "\(blocks), \(codecs), not unpacked\(told)" }
        if damaged > 0 {
            let word = if case .incomplete = container.structure { "INCOMPLETE" } else { "DAMAGED" }
            return "\(word): \(grouped(damaged)) of \(blocks) cannot be unpacked\(told)"
        }
        let sums = payload.hasSums ? "each with its sum" : "without sums of their own"
        if let trouble { return "\(trouble), as told below; \(blocks), \(codecs), all unpacked" }
        return "intact: \(blocks), \(codecs), \(sums)"
    }

    private static func trouble(_ structure: ContainerFacts.Structure) -> String? {
        switch structure {
        case .sound: nil
        case .incomplete(let why): why
        case .damaged: "its own structure is damaged"
        }
    }
}
