/// Stretches of the image without content where there should be some.
enum BlankRules {
    static let all: [any Rule.Type] = [
        PackedFilesHoldNoZeros.self,
        NoSectorIsAStandIn.self,
    ]
}
