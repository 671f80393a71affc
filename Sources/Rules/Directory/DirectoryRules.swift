/// Rules about directory records and the extents they name.
public enum DirectoryRules {
    public static let all: [any Rule.Type] = []
}
