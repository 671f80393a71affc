import CLibXML2
import Glibc

/// The library behind this module. This file is the only one that speaks to it.
public enum LibXML {
    private static let started: Void = {
        xmlInitParser()
        isocheck_xml_silence()
    }()

    /// Version of the library, such as "2.9.14".
    public static var version: String {
        guard let text = unsafe isocheck_libxml2_version(),
            let number = Int(unsafe String(cString: text).prefix { $0.isNumber })
        else { return LIBXML_DOTTED_VERSION }
        return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
    }

    static func initialise() { _ = started }

    /// Never the network, never a word on standard error; entities stay unexpanded and limits in force by default.
    fileprivate static let options = Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
}

/// Collects what libxml2 has to complain about.
private final class Complaints {
    /// More than these help nobody, and a flood of them is slow.
    static let limit = 100
    private(set) var problems: [XMLProblem] = []

    func add(_ message: String, line: Int) {
        guard problems.count < Self.limit else { return }
        let trimmed = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        problems.append(XMLProblem(line: line, message: trimmed))
    }

    /// Hands out a pointer to this object for a callback; valid only inside `body`.
    func whileListening<R>(_ body: (UnsafeMutableRawPointer) -> R) -> R {
        withExtendedLifetime(self) { unsafe body(Unmanaged.passUnretained(self).toOpaque()) }
    }

    /// The callback; its context is the pointer that `whileListening` hands out.
    static var listener: xmlStructuredErrorFunc {
        { context, error in
            guard let context = unsafe context, let error = unsafe error?.pointee else { return }
            let message = unsafe error.message.map { unsafe String(cString: $0) } ?? "error \(error.code)"
            unsafe Unmanaged<Complaints>.fromOpaque(context).takeUnretainedValue().add(
                message, line: Int(error.line))
        }
    }
}

// MARK: Writing

/// Writes one XML document from its first element to its last, indented by two spaces.
///
/// A character that XML 1.0 forbids cannot be written in any way (2.2); such a value makes `finish` fail.
@safe public final class XMLWriter {
    private let buffer: xmlBufferPtr
    private let writer: xmlTextWriterPtr
    private var failure: String?

    public init() throws(XMLProblem) {
        LibXML.initialise()
        guard let buffer = unsafe xmlBufferCreate() else {
            throw XMLProblem(line: 0, message: "out of memory")
        }
        guard let writer = unsafe xmlNewTextWriterMemory(buffer, 0) else {
            unsafe xmlBufferFree(buffer)
            throw XMLProblem(line: 0, message: "out of memory")
        }
        unsafe self.buffer = buffer
        unsafe self.writer = writer
        check(unsafe xmlTextWriterSetIndent(writer, 1), "indent")
        check(unsafe xmlTextWriterSetIndentString(writer, "  "), "indent")
        check(unsafe xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil), "start")
    }

    deinit {
        unsafe xmlFreeTextWriter(writer)
        unsafe xmlBufferFree(buffer)
    }

    /// Opens an element; a namespace becomes the default one for it and what it holds.
    public func startElement(_ name: String, namespace: String? = nil) {
        if let namespace {
            check(unsafe xmlTextWriterStartElementNS(writer, nil, name, namespace), name)
        } else {
            check(unsafe xmlTextWriterStartElement(writer, name), name)
        }
    }

    /// Adds an attribute to the element that was opened last.
    public func attribute(_ name: String, _ value: String) {
        if value.unicodeScalars.contains(where: Self.isForbidden) {
            failure = "\(name): a forbidden character"
        }
        check(unsafe xmlTextWriterWriteAttribute(writer, name, value), name)
    }

    /// Adds text to the element that was opened last.
    public func text(_ text: String) {
        if text.unicodeScalars.contains(where: Self.isForbidden) { failure = "a forbidden character" }
        check(unsafe xmlTextWriterWriteString(writer, text), "text")
    }

    /// Closes the element that was opened last.
    public func end() { check(unsafe xmlTextWriterEndElement(writer), "end") }

    /// Closes what is open and returns the whole document.
    public func finish() throws(XMLProblem) -> String {
        check(unsafe xmlTextWriterEndDocument(writer), "end")
        if let failure { throw XMLProblem(line: 0, message: failure) }
        let bytes = unsafe UnsafeBufferPointer(
            start: xmlBufferContent(buffer), count: Int(xmlBufferLength(buffer)))
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    private func check(_ result: Int32, _ what: String) {
        if result < 0, failure == nil { failure = "cannot write \(what)" }
    }

    /// Production [2] of XML 1.0: no control characters but tab and line ends, and no U+FFFE and U+FFFF.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}

// MARK: Reading

extension XMLElement {
    /// Reads a document into the tree below its root element.
    public init(parsing text: String) throws(XMLProblem) {
        var open: [XMLElement] = []
        var root: XMLElement?
        let problems = unsafe XMLReading.read(text) { reader in
            switch unsafe xmlTextReaderNodeType(reader) {
            case Int32(XML_READER_TYPE_ELEMENT.rawValue):
                let isEmpty = unsafe xmlTextReaderIsEmptyElement(reader) == 1
                open.append(unsafe XMLReading.element(reader))
                if isEmpty { close() }
            case Int32(XML_READER_TYPE_END_ELEMENT.rawValue): close()
            case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue):
                if !open.isEmpty {
                    open[open.count - 1].text += unsafe XMLReading.string(xmlTextReaderConstValue(reader))
                }
            default: break
            }
        }
        func close() {
            guard let last = open.popLast() else { return }
            if open.isEmpty { root = last } else { open[open.count - 1].children.append(last) }
        }
        if let first = problems.first { throw first }
        guard let root else { throw XMLProblem(line: 0, message: "no element") }
        self = root
    }
}

/// The pull reader of libxml2.
private enum XMLReading {
    /// Reads to the end of a document, node by node, and returns what is wrong with it.
    static func read(
        _ text: String, schema: xmlSchemaPtr? = nil, _ visit: (xmlTextReaderPtr) -> Void = { _ in }
    ) -> [XMLProblem] {
        LibXML.initialise()
        let complaints = Complaints()
        var text = text
        text.withUTF8 { bytes in
            guard let count = Int32(exactly: bytes.count) else { return complaints.add("too long", line: 0) }
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                guard
                    let reader = unsafe xmlReaderForMemory(
                        characters.baseAddress, count, nil, "UTF-8", LibXML.options)
                else { return complaints.add("no reader", line: 0) }
                defer { unsafe xmlFreeTextReader(reader) }
                unsafe complaints.whileListening { context in
                    unsafe xmlTextReaderSetStructuredErrorHandler(reader, Complaints.listener, context)
                    if let schema = unsafe schema { _ = unsafe xmlTextReaderSetSchema(reader, schema) }
                    while true {
                        let result = unsafe xmlTextReaderRead(reader)
                        if result == 1 {
                            unsafe visit(reader)
                        } else {
                            if result < 0 { complaints.add("cannot be read on", line: 0) }
                            return
                        }
                    }
                }
            }
        }
        return complaints.problems
    }

    /// The whole of a sound document, to be freed by whoever asked for it.
    static func document(_ text: String) throws(XMLProblem) -> xmlDocPtr {
        if let wrong = unsafe read(text).first { throw wrong }
        var text = text
        let parsed = text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe xmlReadMemory(
                    characters.baseAddress, Int32(clamping: characters.count), nil, "UTF-8", LibXML.options)
            }
        }
        guard let document = unsafe parsed else { throw XMLProblem(line: 0, message: "no document") }
        return unsafe document
    }

    /// The element that the reader stands on, with its attributes; namespace declarations are none.
    static func element(_ reader: xmlTextReaderPtr) -> XMLElement {
        var element = unsafe XMLElement(
            name: string(xmlTextReaderConstLocalName(reader)),
            namespace: string(xmlTextReaderConstNamespaceUri(reader)))
        while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1 {
            if unsafe xmlTextReaderIsNamespaceDecl(reader) == 1 { continue }
            element.attributes.append(
                unsafe XMLElement.Attribute(
                    name: string(xmlTextReaderConstLocalName(reader)),
                    value: string(xmlTextReaderConstValue(reader))))
        }
        return element
    }

    static func string(_ text: UnsafePointer<xmlChar>?) -> String {
        unsafe text.map { unsafe String(cString: $0) } ?? ""
    }
}

// MARK: Validating

/// An XML Schema (XSD 1.0).
@safe public final class XMLSchema {
    private let document: xmlDocPtr
    private let schema: xmlSchemaPtr

    /// Compiles a schema; its own mistakes are thrown.
    public init(_ text: String) throws(XMLProblem) {
        let document = unsafe try XMLReading.document(text)
        let complaints = Complaints()
        guard let schema = unsafe Self.compile(document, complaints) else {
            unsafe xmlFreeDoc(document)
            throw complaints.problems.first ?? XMLProblem(line: 0, message: "no schema")
        }
        unsafe self.document = document
        unsafe self.schema = schema
    }

    deinit {
        unsafe xmlSchemaFree(schema)
        unsafe xmlFreeDoc(document)
    }

    private static func compile(_ document: xmlDocPtr, _ complaints: Complaints) -> xmlSchemaPtr? {
        guard let parser = unsafe xmlSchemaNewDocParserCtxt(document) else { return nil }
        defer { unsafe xmlSchemaFreeParserCtxt(parser) }
        return unsafe complaints.whileListening { context in
            unsafe xmlSchemaSetParserStructuredErrors(parser, Complaints.listener, context)
            return unsafe xmlSchemaParse(parser)
        }
    }

    /// What keeps a document from being valid, at most a hundred problems; empty when it is valid.
    public func problems(in text: String) -> [XMLProblem] { unsafe XMLReading.read(text, schema: schema) }
}

// MARK: Asking

/// A document of which questions are asked in XPath 1.0. Names stand in it without their namespace, so that questions need none.
@safe public final class XMLDocument {
    /// Steps that all questions together may take, some seconds' worth: an expression of a line can ask for billions.
    public static let usualSteps: UInt = 50_000_000

    private let document: xmlDocPtr
    private let context: xmlXPathContextPtr
    private let complaints = Complaints()

    /// A node of the document, while that lives.
    @safe public struct Node {
        fileprivate let pointer: xmlNodePtr
        fileprivate let document: XMLDocument
    }

    /// - Parameter namespace: that of the root element.
    public init(parsing text: String, namespace: String, steps: UInt = usualSteps) throws(XMLProblem) {
        let document = unsafe try XMLReading.document(text)
        guard let root = unsafe xmlDocGetRootElement(document), let found = unsafe root.pointee.ns,
            unsafe XMLReading.string(found.pointee.href) == namespace,
            let context = unsafe xmlXPathNewContext(document)
        else {
            unsafe xmlFreeDoc(document)
            throw XMLProblem(line: 0, message: "its first element does not belong to \(namespace)")
        }
        unsafe self.document = document
        unsafe self.context = context
        unsafe Self.dropNamespaces(context)
        unsafe context.pointee.opLimit = steps
        unsafe XPathFunctions.register(in: context)
    }

    deinit {
        unsafe xmlXPathFreeContext(context)
        unsafe xmlFreeDoc(document)
    }

    private static func dropNamespaces(_ context: xmlXPathContextPtr) {
        guard let all = unsafe xmlXPathEvalExpression("//*", context) else { return }
        defer { unsafe xmlXPathFreeObject(all) }
        guard let set = unsafe all.pointee.nodesetval else { return }
        for index in 0..<Int(unsafe set.pointee.nodeNr) {
            unsafe set.pointee.nodeTab[index]?.pointee.ns = nil
        }
    }

    /// Whether an expression is one that XPath understands.
    public static func understands(_ expression: String) -> Bool {
        guard let context = unsafe xmlXPathNewContext(nil) else { return false }
        defer { unsafe xmlXPathFreeContext(context) }
        // Whatever it complains of is not said.
        unsafe context.pointee.error = { _, _ in }
        guard let compiled = unsafe xmlXPathCtxtCompile(context, expression) else { return false }
        unsafe xmlXPathFreeCompExpr(compiled)
        return true
    }

    /// Gives a name to a value, for `$name` in questions.
    public func define(_ name: String, _ value: XPathValue) {
        let object: xmlXPathObjectPtr? =
            switch value {
            case .text(let text): unsafe xmlXPathNewCString(text)
            case .number(let number): unsafe xmlXPathNewFloat(number)
            case .truth(let truth): unsafe xmlXPathNewBoolean(truth ? 1 : 0)
            }
        unsafe xmlXPathRegisterVariable(context, name, object)
    }

    /// The nodes that an expression selects, below the root or a node.
    public func select(_ expression: String, at node: Node? = nil) throws(XMLProblem) -> [Node] {
        let object = unsafe try result(expression, node)
        defer { unsafe xmlXPathFreeObject(object) }
        guard unsafe object.pointee.type == XPATH_NODESET else {
            throw XMLProblem(line: 0, message: "\(expression) selects no nodes")
        }
        guard let set = unsafe object.pointee.nodesetval else { return [] }
        return unsafe (0..<Int(set.pointee.nodeNr)).compactMap { index in
            unsafe set.pointee.nodeTab[index].map { unsafe Node(pointer: $0, document: self) }
        }
    }

    /// Whether an expression is true at a node.
    public func holds(_ expression: String, at node: Node?) throws(XMLProblem) -> Bool {
        let object = unsafe try result(expression, node)
        defer { unsafe xmlXPathFreeObject(object) }
        return unsafe xmlXPathCastToBoolean(object) == 1
    }

    /// What an expression comes to at a node, as text.
    public func text(_ expression: String, at node: Node?) throws(XMLProblem) -> String {
        let object = unsafe try result(expression, node)
        defer { unsafe xmlXPathFreeObject(object) }
        guard let text = unsafe xmlXPathCastToString(object) else { return "" }
        defer { unsafe isocheck_xml_free(text) }
        return unsafe XMLReading.string(text)
    }

    private func result(_ expression: String, _ node: Node?) throws(XMLProblem) -> xmlXPathObjectPtr {
        let before = complaints.problems.count
        unsafe context.pointee.node = node?.pointer ?? xmlDocGetRootElement(document)?.pointee.parent
        let object = unsafe complaints.whileListening { listener in
            unsafe context.pointee.userData = listener
            unsafe context.pointee.error = Complaints.listener
            return unsafe xmlXPathEvalExpression(expression, context)
        }
        if let object = unsafe object { return unsafe object }
        let last = complaints.problems.count > before ? complaints.problems.last : nil
        throw XMLProblem(line: 0, message: last?.message ?? "it cannot be evaluated")
    }
}

/// What questions can use besides the functions of XPath 1.0.
private enum XPathFunctions {
    /// glob(text, pattern): whether a text is as a pattern of the shell has it.
    static func register(in context: xmlXPathContextPtr) {
        unsafe xmlXPathRegisterFunc(context, "glob") { parser, count in
            guard count == 2, let pattern = unsafe xmlXPathPopString(parser) else {
                return unsafe xmlXPathErr(parser, Int32(XPATH_INVALID_ARITY.rawValue))
            }
            defer { unsafe isocheck_xml_free(pattern) }
            guard let text = unsafe xmlXPathPopString(parser) else { return }
            defer { unsafe isocheck_xml_free(text) }
            let isSo = unsafe fnmatch(XMLReading.string(pattern), XMLReading.string(text), 0) == 0
            unsafe valuePush(parser, xmlXPathNewBoolean(isSo ? 1 : 0))
        }
    }
}
