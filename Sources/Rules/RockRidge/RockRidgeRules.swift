/// Rules about the entries of Rock Ridge.
public enum RockRidgeRules {
    public static let all: [any Rule.Type] = []
}
