/// Rules about the program that made the image.
public enum AuthoringRules {
    public static let all: [any Rule.Type] = [
        ToolIsUnknown.self,
        ToolsAgree.self,
    ]
}
