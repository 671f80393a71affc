/// Rules about lists of checksums beside the image.
enum SidecarRules {
    static let all: [any Rule.Type] = [
        SidecarsMatch.self,
        SidecarsAreSigned.self,
        SidecarsAreUnderstood.self,
    ]
}
