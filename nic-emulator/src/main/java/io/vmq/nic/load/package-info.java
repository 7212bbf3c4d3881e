/** How much traffic comes, and when: the rate over time, and how arrivals vary around it. */
@NullMarked
package io.vmq.nic.load;

import org.jspecify.annotations.NullMarked;
