/// Rules about system use areas and the entries of SUSP itself.
public enum SystemUseRules {
    public static let all: [any Rule.Type] = []
}
