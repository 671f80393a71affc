import Booting
import DiscModel

/// What firmware and loaders do with the image, a chain for each way.
enum HTMLBoot {
    static func section(_ disc: Disc) -> HTMLText {
        let ways = disc.facts(BootFacts.self)?.capabilities.filter { !$0.chain.isEmpty } ?? []
        guard !ways.isEmpty else { return .empty }
        return .element("h2", "Boot") + .joined(ways.map(way))
    }

    private static func way(_ capability: BootCapability) -> HTMLText {
        let steps = capability.chain.map { HTMLText.element("li", $0.told) }
        let why =
            capability.why.map {
                HTMLText.element("p", ["class": capability.value == .no ? "fail" : "tool"], $0.told)
            } ?? .empty
        let value = capability.value
        let colour = value == .yes ? "pass" : value == .no ? "fail" : "open"
        let level = value == .yes ? capability.level.inWords : "so far \(capability.level.inWords)"
        return .element(
            "h3",
            HTMLText.element("span", ["class": "tag \(colour)"], value.rawValue)
                + HTMLText(" \(BootLines.name(of: capability)): \(level)"))
            + .element("ol", ["class": "chain"], .joined(steps)) + why
    }
}
