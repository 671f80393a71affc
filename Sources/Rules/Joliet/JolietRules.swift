/// Rules about supplementary and enhanced descriptors, and about what the trees say of one another.
public enum JolietRules {
    public static let all: [any Rule.Type] = [
        SupplementaryHalvesAgree.self
    ]
}
