/// What follows from a fault in a volume of HFS or HFS+. It has no sums, so what is lost with a node of the catalog shows in its counts.
extension Explanations {
    /// What no longer fits where files or extents were lost.
    private static let counts: [any Rule.Type] = [
        HFSFilesAreCounted.self, HFSFoldersAreCounted.self, HFSLeavesAreCounted.self, HFSLinksAgree.self,
        HFSFreeBlocksAreCounted.self, HFSMarkedBlocksAreUsed.self, HFSThreadsAgree.self,
        HFSThreadsHaveRecords.self, HFSHardLinksHold.self, HFSAttributesHaveFiles.self,
        HFSOverflowHasFiles.self, HFSNextNumberIsFree.self, HFSNodeMapsAgree.self,
        HFSFreeNodesAreCounted.self, HFSIndexKeysAgree.self,
    ]
    /// What no longer fits in the extents of a file.
    private static let extents: [any Rule.Type] = [
        HFSForksAreCovered.self, HFSForksAreCounted.self, HFSOverflowFollowsOn.self,
    ]

    static let hfs: [Explanation] = {
        // In the order in which one explains the next.
        let losses: [any Rule.Type] = [
            HFSTreesHaveHeaders.self, HFSNodesAreWhole.self, HFSLevelsAreCounted.self, HFSLinksLeadOn.self,
            HFSLeavesAreIndexed.self, HFSRecordsAreKnown.self, HFSRootIsThere.self, HFSNumbersAreUnique.self,
            HFSFoldersLeadToTheRoot.self, HFSKeysAreInOrder.self,
        ]
        let blocks: [any Rule.Type] = [
            HFSForksDoNotOverlap.self, HFSForksAreTheirOwn.self, HFSUsedBlocksAreMarked.self,
        ]
        return [
            Explanation(
                HFSHeaderIsUsable.self, .tree,
                losses + counts + extents + blocks + [HFSAlternateAgrees.self, HFSWasUnmounted.self]),
            Explanation(
                HFSVolumesLieInside.self, .tree,
                [HFSExtentsLieInside.self, HFSAlternateIsThere.self, HFSAlternateAgrees.self] + losses
                    + counts
                    + extents + blocks),
            Explanation(
                HFSBitmapEndsBeforeBlocks.self, .tree,
                [HFSAlternateIsThere.self] + losses + counts + extents + blocks),
            Explanation(
                HFSExtentsLieInside.self, .tree,
                [HFSAlternateIsThere.self] + losses + counts + extents + blocks),
            Explanation(
                HFSForksDoNotOverlap.self, .tree,
                losses + counts + extents + blocks.dropFirst() + [
                    ExtentsDoNotOverlap.self, FilesAreNotDirectories.self,
                ]),
            Explanation(
                HFSOverflowHasFiles.self, .tree,
                extents + [HFSMarkedBlocksAreUsed.self, HFSKeysAreInOrder.self]),
            Explanation(HFSOverflowFollowsOn.self, .tree, [HFSKeysAreInOrder.self]),
            Explanation(
                HFSUsedBlocksAreMarked.self, .tree,
                [HFSFreeBlocksAreCounted.self, HFSMarkedBlocksAreUsed.self]),
            Explanation(HFSForksAreCovered.self, .tree, losses + counts),
            Explanation(HFSNodesAreCounted.self, .tree, [HFSFreeNodesAreCounted.self]),
            Explanation(HFSNodeMapsAgree.self, .tree, [HFSFreeNodesAreCounted.self]),
            Explanation(
                HFSAttributesHaveFiles.self, .tree, [HFSKeysAreInOrder.self, HFSIndexKeysAgree.self]),
            Explanation(HFSAlternateAgrees.self, .tree, [HFSAlternateIsThere.self]),
        ]
            + losses.enumerated().map { index, cause in
                Explanation(cause, .tree, counts + extents + blocks + losses[(index + 1)...])
            } + [
                Explanation(
                    HFSThreadsAgree.self, .tree,
                    [HFSFoldersLeadToTheRoot.self] + counts.filter { $0 != HFSThreadsAgree.self }),
                Explanation(HFSVolumesLieInside.self, .image, [SizeIsWholeSectors.self]),
                // An image that ends too early lacks what lies behind.
                Explanation(
                    ImageTruncated.self, .image,
                    [HFSVolumesLieInside.self, HFSExtentsLieInside.self, HFSAlternateIsThere.self]),
                Explanation(
                    EverythingIsInPlace.self, .image,
                    [HFSHeaderIsUsable.self, HFSVolumesLieInside.self, HFSExtentsLieInside.self] + losses
                        + counts + extents + blocks),
            ]
    }()
}
