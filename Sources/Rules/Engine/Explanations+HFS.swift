/// What follows from a fault in a volume of HFS or HFS+. It has no sums, so what is lost with a node of the catalog shows in its counts.
extension Explanations {
    private static let counts: [any Rule.Type] = [
        HFSFilesAreCounted.self, HFSFoldersAreCounted.self, HFSLeavesAreCounted.self, HFSLinksAgree.self,
        HFSFreeBlocksAreCounted.self,
    ]

    static let hfs: [Explanation] = {
        let losses: [any Rule.Type] = [
            HFSTreesHaveHeaders.self, HFSNodesAreWhole.self, HFSLinksLeadOn.self, HFSKeysAreInOrder.self,
            HFSRecordsAreKnown.self, HFSNumbersAreUnique.self, HFSFoldersLeadToTheRoot.self,
        ]
        return [
            Explanation(
                HFSHeaderIsUsable.self, .tree,
                losses + counts + [
                    HFSUsedBlocksAreMarked.self, HFSNextNumberIsFree.self, HFSAlternateAgrees.self,
                ])
        ]
            + losses.enumerated().map { index, cause in
                Explanation(
                    cause, .tree,
                    counts + [HFSForksAreCovered.self] + losses[(index + 1)...])
            } + [
                Explanation(
                    HFSExtentsLieInside.self, .tree,
                    [HFSForksAreCovered.self, HFSAlternateIsThere.self] + losses + counts),
                Explanation(HFSUsedBlocksAreMarked.self, .tree, [HFSFreeBlocksAreCounted.self]),
                Explanation(HFSForksAreCovered.self, .tree, losses + counts),
            ]
    }()
}
