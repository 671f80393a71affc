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
        let why = capability.why.map { HTMLText.element("p", $0.told) } ?? .empty
        return .element("h3", "\(capability.name): \(capability.value.rawValue), \(capability.level.inWords)")
            + .element("ol", ["class": "chain"], .joined(steps)) + why
    }
}
