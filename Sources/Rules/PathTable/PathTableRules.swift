/// Rules about path tables: against themselves, against each other, and against the directories.
public enum PathTableRules {
    public static let all: [any Rule.Type] = []
}
