/** The report page: results that were read back, as one HTML file that needs nothing else, and its plots as files of their own. */
@NullMarked
package io.vmq.tools.page;

import org.jspecify.annotations.NullMarked;
