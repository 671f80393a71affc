import CLibXML2

/// The library behind this module. This file is the only one that speaks to it.
public enum LibXML {
    private static let started: Void = xmlInitParser()

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
        if let wrong = unsafe XMLReading.read(text).first { throw wrong }
        var text = text
        let parsed = text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe xmlReadMemory(
                    characters.baseAddress, Int32(clamping: characters.count), nil, "UTF-8", LibXML.options)
            }
        }
        guard let document = unsafe parsed else { throw XMLProblem(line: 0, message: "no document") }
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
