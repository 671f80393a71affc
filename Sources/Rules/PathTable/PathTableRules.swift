/// Rules about the path tables: each by itself, against one another, and against the directories they list.
enum PathTableRules {
    static let all: [any Rule.Type] = [
        PathTablesLieInTheVolume.self,
        PathTablesLieApart.self,
        PathTablesAgree.self,
        OptionalPathTablesAgree.self,
        PathTablesFillTheirSize.self,
        PathTableRecordsAreWhole.self,
        RootComesFirst.self,
        ParentsComeBefore.self,
        PathTablesAreSorted.self,
        PathTableNamesNoOther.self,
        PathTableListsEveryDirectory.self,
        PathTableNamesAgree.self,
        PathTableExtentsAgree.self,
        PathTableHoldsAllParents.self,
        PathTablesEndInZeros.self,
    ]
}
