extension RandomAccessCollection where Index == Int {
    /// The first index whose element fulfils `condition`, or else the end, by halving.
    ///
    /// - Parameter condition: false for some first elements, and true for all that follow.
    @inlinable
    public func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
