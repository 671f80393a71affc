import Testing
import XML

/// The wrapper of libxml2.
@Suite struct XMLTests {
    private static let schema = """
        <?xml version="1.0"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x" elementFormDefault="qualified">
          <xs:element name="a"><xs:complexType>
            <xs:sequence><xs:element name="b" maxOccurs="2"/></xs:sequence>
            <xs:attribute name="n" type="xs:unsignedByte"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """

    @Test func `what is written can be read`() throws {
        let writer = try XMLWriter()
        writer.startElement("a", namespace: "urn:x")
        writer.attribute("n", "7")
        writer.startElement("b")
        writer.attribute("t", "<&>\"'\t\n]]>ü\u{1F4BF}")
        writer.end()
        writer.end()
        let text = try writer.finish()
        let root = try XMLElement(parsing: text)
        #expect(root.name == "a" && root.namespace == "urn:x" && root.attribute("n") == "7")
        #expect(root.child("b")?.attribute("t") == "<&>\"'\t\n]]>ü\u{1F4BF}")
        #expect(try XMLSchema(Self.schema).problems(in: text).isEmpty)
    }

    @Test func `a forbidden character is refused`() throws {
        for bad in ["\0", "\u{1}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"] {
            let writer = try XMLWriter()
            writer.startElement("a")
            writer.attribute("n", bad)
            #expect(throws: XMLProblem.self) { try writer.finish() }
        }
    }

    @Test func `an invalid document is told with its line`() throws {
        let schema = try XMLSchema(Self.schema)
        let problems = schema.problems(in: "<a xmlns='urn:x' n='256'>\n<b/>\n<b/>\n<b/>\n</a>")
        #expect(problems.map(\.line) == [1, 4], "\(problems)")
        #expect(problems.first?.message.contains("256") == true)
    }

    @Test(arguments: ["", "<a", "<a></b>", "<a/><a/>", "text", "<a>&undefined;</a>"])
    func `a document that is not well-formed is told`(_ text: String) throws {
        #expect(throws: XMLProblem.self) { try XMLElement(parsing: text) }
        #expect(try !XMLSchema(Self.schema).problems(in: text).isEmpty)
    }

    @Test func `a schema that is none is told`() {
        #expect(throws: XMLProblem.self) { try XMLSchema("<a/>") }
        #expect(throws: XMLProblem.self) { try XMLSchema("no schema") }
        #expect(throws: XMLProblem.self) {
            try XMLSchema(Self.schema.replacing("xs:unsignedByte", with: "xs:nonsense"))
        }
    }

    @Test func `the library has a version`() {
        #expect(LibXML.version.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
    }
}
