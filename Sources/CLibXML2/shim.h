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

/* xmlFree is a variable that holds a function, which Swift takes for shared state. */
static inline void isocheck_xml_free(void *memory) { xmlFree(memory); }
