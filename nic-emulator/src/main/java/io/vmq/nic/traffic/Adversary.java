package io.vmq.nic.traffic;

import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who chooses the clients of the IPv4 flows of VMs, and to what end; the flows of IPv6 are left alone. Immutable. */
public sealed interface Adversary {

    /** As {@link #parse} reads it. */
    String text();

    /**
     * Reads {@code none}, {@code rss-collide}, {@code rss-collide:KEY} with a key as {@link RssKey#parse} reads it, or
     * {@code xor-collide}, in any case.
     *
     * @throws IllegalArgumentException
     *             for anything else, with the text and what was expected
     */
    static Adversary parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith(RssCollide.PREFIX)) {
            return new RssCollide(RssKey.parse(lower.substring(RssCollide.PREFIX.length())));
        }
        return switch (lower) {
            case None.TEXT -> new None();
            case RssCollide.TEXT -> new RssCollide(null);
            case XorCollide.TEXT -> new XorCollide();
            default -> throw new IllegalArgumentException("'" + text + "' is not an adversary (expected "
                    + "none, rss-collide, rss-collide:KEY with an RSS key, or xor-collide)");
        };
    }

    /** Nobody: clients look drawn at random. */
    record None() implements Adversary {

        private static final String TEXT = "none";

        @Override
        public String text() {
            return TEXT;
        }
    }

    /**
     * Knows or guesses the RSS key, and puts every flow of every VM into one entry of the indirection table. Which
     * entry that is follows from the seed. Fragments, which are hashed by addresses alone, scatter all the same.
     *
     * @param key
     *            the key that the adversary believes in; null for the one in use
     */
    record RssCollide(@Nullable RssKey key) implements Adversary {

        private static final String TEXT = "rss-collide";
        private static final String PREFIX = TEXT + ":";

        RssKey believedKey(RssSettings rss) {
            return key == null ? rss.key() : key;
        }

        @Override
        public String text() {
            return key == null ? TEXT : PREFIX + key;
        }
    }

    /**
     * Knows no key, but keeps the XOR of the six 16-bit words of the tuple constant over all flows and VMs: under any
     * key with a period of 16 bits, such as {@link RssKey#SYMMETRIC}, all have one and the same hash. A VM has 65,536
     * such clients.
     */
    record XorCollide() implements Adversary {

        private static final String TEXT = "xor-collide";

        @Override
        public String text() {
            return TEXT;
        }
    }
}
