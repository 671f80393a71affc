/* libxml2 can be built upon ICU, and its headers then bring ICU's, which define the same names as the ICU that Foundation
   carries: a file that sees both does not compile. Nothing here speaks to ICU, so its headers stay out. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/* Version of the library that runs, such as "20914". In some versions of libxml2 xmlParserVersion is a macro that Swift
   cannot see, in others a variable. */
static inline const char *isocheck_libxml2_version(void) { return xmlParserVersion; }

/* What libxml2 says on standard error where it asks no handler, as XPath does that takes too long. */
static inline void isocheck_xml_say_nothing(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}
static inline void isocheck_xml_silence(void) { xmlSetGenericErrorFunc(NULL, isocheck_xml_say_nothing); }

/* xmlFree is a variable that holds a function, which Swift takes for shared state. */
static inline void isocheck_xml_free(void *memory) { xmlFree(memory); }
