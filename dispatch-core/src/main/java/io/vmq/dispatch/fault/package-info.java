/** What is broken on purpose during a trial, and when: cores and sources that stand still, links that are down. */
@NullMarked
package io.vmq.dispatch.fault;

import org.jspecify.annotations.NullMarked;
