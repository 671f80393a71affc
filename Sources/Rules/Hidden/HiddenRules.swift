/// Rules about bytes that no structure owns or that should be blank.
public enum HiddenRules {
    public static let all: [any Rule.Type] = []
}
