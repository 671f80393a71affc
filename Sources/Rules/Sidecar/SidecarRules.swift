/// Rules about lists of checksums beside the image.
public enum SidecarRules {
    public static let all: [any Rule.Type] = [
        SidecarsMatch.self,
        SidecarsAreSigned.self,
        SidecarsAreUnderstood.self,
    ]
}
