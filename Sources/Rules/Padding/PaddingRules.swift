/// Rules about what fills the end of an image, and about further sessions.
public enum PaddingRules {
    public static let all: [any Rule.Type] = []
}
