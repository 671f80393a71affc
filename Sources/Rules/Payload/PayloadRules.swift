/// Rules about the files of the image and what its own lists say of them.
enum PayloadRules {
    static let all: [any Rule.Type] = [
        ListedFilesMatch.self,
        ListedFilesExist.self,
        EveryFileIsListed.self,
        ListsAreUnderstood.self,
        ProgramsLookLikePrograms.self,
        NamesFitContents.self,
    ]
}
