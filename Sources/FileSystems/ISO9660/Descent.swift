/// Which directories lie in which. Asking each for its ancestors would take as many steps as there are levels; numbers
/// that tell it at once are given to all directories together.
struct Descent {
    private var numbers: [Int]
    /// Directories in each, itself included.
    private var sizes: [Int]

    /// - Parameter directories: parents before their children, as the walk finds them.
    init(_ directories: [ISOTree.Directory]) {
        sizes = [Int](repeating: 1, count: directories.count)
        for index in directories.indices.reversed() where directories[index].parent >= 0 {
            sizes[Int(directories[index].parent)] += sizes[index]
        }
        numbers = [Int](repeating: 0, count: directories.count)
        var free = [Int](repeating: 1, count: directories.count)
        for index in directories.indices where directories[index].parent >= 0 {
            let parent = Int(directories[index].parent)
            numbers[index] = free[parent]
            free[parent] += sizes[index]
            free[index] = numbers[index] + 1
        }
    }

    /// Whether one directory is another or an ancestor of it.
    func holds(_ outer: Int, _ inner: Int) -> Bool {
        numbers[inner] >= numbers[outer] && numbers[inner] < numbers[outer] + sizes[outer]
    }
}
