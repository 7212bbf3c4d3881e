/** Results as people and programs read them: tables, the JSON document, interval logs, a CSV summary, and a progress bar. */
@NullMarked
package io.vmq.tools.report;

import org.jspecify.annotations.NullMarked;
