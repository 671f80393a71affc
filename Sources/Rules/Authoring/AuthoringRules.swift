/// Rules about the program that made the image.
enum AuthoringRules {
    static let all: [any Rule.Type] = [
        ToolIsUnknown.self,
        ToolsAgree.self,
    ]
}
