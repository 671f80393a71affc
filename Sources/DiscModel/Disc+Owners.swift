extension Disc {
    /// What kind of thing owns a span, in the words of the reports.
    public func kind(of owner: DiscMap.Owner) -> Claim.Kind {
        switch owner {
        case .structure(let index): map.structures[Int(index)].kind
        case .file: .file
        }
    }

    /// A structure's label, or a file's path with its tree.
    public func name(of owner: DiscMap.Owner) -> DisplayName {
        switch owner {
        case .structure(let index): DisplayName(map.structures[Int(index)].label)
        case .file(let tree, let node): trees[Int(tree)].path(of: Int(node))
        }
    }

    public func tree(of owner: DiscMap.Owner) -> TreeKind? {
        switch owner {
        case .structure: nil
        case .file(let tree, _): trees[Int(tree)].kind
        }
    }
}
