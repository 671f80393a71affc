/// Stretches of the image without content where there should be some.
public enum BlankRules {
    public static let all: [any Rule.Type] = [
        PackedFilesHoldNoZeros.self,
        NoSectorIsAStandIn.self,
    ]
}
