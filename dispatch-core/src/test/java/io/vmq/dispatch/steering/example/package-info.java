/** A plug-in as somebody else would write it: it uses nothing but the exported types. */
@NullMarked
package io.vmq.dispatch.steering.example;

import org.jspecify.annotations.NullMarked;
