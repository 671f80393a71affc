/// Rules about the image as a whole: size, completeness, identification.
public enum ImageRules {
    public static let all: [any Rule.Type] = [
        ImageTruncated.self,
        ImageUnseen.self,
    ]
}
