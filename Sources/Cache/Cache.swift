import Digests
import Foundation
import GRDB

/// What earlier runs measured, in a file of SQLite, for later ones that ask the same of the same bytes.
///
/// Several programs and threads may use a file at once: whoever finds it taken waits. What cannot be read back is not used.
public final class Cache: Sendable {
    /// Why the file cannot be used, as a sentence that begins with its name.
    public struct Problem: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// What a row is found by, and what tells whether it still holds.
    public struct Key: Sendable {
        /// Which image.
        public let subject: String
        /// What was asked of it.
        public let question: String
        /// What tells the bytes of the image from what they were; not the same, not used.
        public let state: String
        /// The program that measured; not the same, not used.
        public let program: String

        public init(subject: String, question: String, state: String, program: String) {
            self.subject = subject
            self.question = question
            self.state = state
            self.program = program
        }
    }

    public enum Found<Measured: Sendable>: Sendable {
        case nothing
        /// With the day on which it was measured.
        case measured(Measured, since: String)
        /// A row that is not as it was written.
        case damaged
    }

    private let path: String
    private let queue: DatabaseQueue

    /// Opens a file, or makes one. One that is something else is left as it is.
    public init(path: String) throws(Problem) {
        self.path = path
        do {
            var configuration = Configuration()
            // Whoever writes takes milliseconds.
            configuration.busyMode = .timeout(30)
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try Self.prepare(queue)
        } catch {
            throw Self.problem(path, "cannot be opened as a cache", error)
        }
    }

    /// Looks for what was measured.
    public func find<Measured: Codable & Sendable>(_ kind: Measured.Type, _ key: Key) throws(Problem)
        -> Found<
            Measured
        >
    {
        let row: Row?
        do {
            row = try queue.read { database in
                try Row.fetchOne(
                    database,
                    sql: """
                        SELECT since, measured, digest FROM content
                        WHERE subject = ? AND question = ? AND state = ? AND program = ?
                        """, arguments: [key.subject, key.question, key.state, key.program])
            }
        } catch {
            throw Self.problem(path, "the cache cannot be read", error)
        }
        guard let row else { return .nothing }
        guard let since = String.fromDatabaseValue(row["since"]),
            let measured = Data.fromDatabaseValue(row["measured"]),
            Data.fromDatabaseValue(row["digest"]) == Self.digest(key, since, measured),
            let value = try? JSONDecoder().decode(kind, from: measured)
        else { return .damaged }
        return .measured(value, since: since)
    }

    /// Keeps what was measured in the place of what was known before.
    public func keep(_ measured: some Codable & Sendable, _ key: Key, since: String) throws(Problem) {
        do {
            let data = try JSONEncoder().encode(measured)
            try queue.write { database in
                try database.execute(
                    sql: "INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        key.subject, key.question, key.state, key.program, since, data,
                        Self.digest(key, since, data),
                    ])
            }
        } catch {
            throw Self.problem(path, "the cache cannot be written", error)
        }
    }

    /// Ends its use, and puts everything into the one file.
    public func close() { try? queue.close() }

    // MARK: The file

    /// "isoc" in the header tells that a file is ours (https://www.sqlite.org/pragma.html#pragma_application_id).
    private static let application: Int32 = 0x6973_6F63
    private static let version: Int32 = 1

    private struct Foreign: Error, CustomStringConvertible { let description: String }

    private static func prepare(_ queue: DatabaseQueue) throws {
        if try queue.read(isOurs) == false {
            // Whoever else had the same idea may have been faster.
            try queue.inDatabase { database in
                try database.inTransaction(.immediate) {
                    if try isOurs(database) == false {
                        try database.execute(
                            sql: """
                                CREATE TABLE content (
                                    subject TEXT NOT NULL, question TEXT NOT NULL, state TEXT NOT NULL,
                                    program TEXT NOT NULL, since TEXT NOT NULL, measured BLOB NOT NULL,
                                    digest BLOB NOT NULL, PRIMARY KEY (subject, question))
                                """)
                        try database.execute(sql: "PRAGMA application_id = \(application)")
                        try database.execute(sql: "PRAGMA user_version = \(version)")
                    }
                    return .commit
                }
            }
        }
        try queue.inDatabase { database in
            // Where others use it just now it stays as it is, and works all the same.
            _ = try? String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
            // A power failure may cost the last rows; no row is half written.
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
    }

    /// Whether a file is a cache; false for an empty one.
    private static func isOurs(_ database: Database) throws -> Bool {
        let mark = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        if mark == application {
            let found = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            guard found == version else {
                throw Foreign(
                    description:
                        "it is a cache of another version of isocheck; name another file, or delete it")
            }
            return true
        }
        guard mark == 0, try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0 else {
            throw Foreign(description: "it is a database of another program, and stays as it is")
        }
        return false
    }

    private static func digest(_ key: Key, _ since: String, _ measured: Data) -> Data {
        let head = [key.subject, key.question, key.state, key.program, since].joined(separator: "\u{0}")
        return Data(RunningDigest.digest(.sha256, of: [UInt8](head.utf8) + [0] + [UInt8](measured)).bytes)
    }

    private static func problem(_ path: String, _ what: String, _ error: any Error) -> Problem {
        let why: String
        switch error {
        case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB:
            why = "it is no cache of isocheck, and stays as it is"
        case let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT:
            why = "it is damaged; delete it"
        case let error as DatabaseError: why = error.message ?? "\(error.resultCode)"
        default: why = "\(error)"
        }
        return Problem(description: "\(path): \(what): \(why)")
    }
}
