import Foundation
import Testing

/// What was built to be endless ends, and costs little.
@Suite(.serialized) struct BombTests {
    @Test(arguments: Bomb.all) func `a bomb is defused`(_ bomb: Bomb) throws {
        let bytes = bomb.build()
        if let folder = Trial.bombs {
            let name = bomb.name.replacing("/", with: " ")
            try Data(bytes).write(to: URL(filePath: folder).appending(path: name + ".iso"))
        }
        Ordeal.run(bytes, bomb.name).report(bomb.name)
    }
}
