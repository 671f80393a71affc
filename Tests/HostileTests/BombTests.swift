import Testing

/// What was built to be endless ends, and costs little.
@Suite(.serialized) struct BombTests {
    @Test(.timeLimit(.minutes(2)), arguments: Bomb.all) func `a bomb is defused`(_ bomb: Bomb) {
        Ordeal.run(bomb.build(), bomb.name).report(bomb.name)
    }
}
