package io.vmq.dispatch.steering;

import io.vmq.dispatch.memory.Memory;

/**
 * Decides which of the enabled hash types applies to a frame, and where its hash input lies (Windows driver docs, "RSS
 * hashing types"). Immutable, for any thread; reads nothing but the stored bytes of the frame, whatever they say.
 *
 * <p>
 * Within a family the type of the packet's transport is taken if it is enabled and the ports can be read, else the type for
 * addresses alone, else there is no hash. The two IPv6 families may both be enabled; then the packet decides: one that carries
 * a home address or a type 2 route is tried with the extension types first, any other with the plain ones, and the other
 * family is tried if that gives no hash.
 */
final class RssClassifier {

    private static final int NONE = -1;
    private static final int IPV4 = HashType.IPV4.index();
    private static final int IPV6 = HashType.IPV6.index();
    private static final int IPV6_EX = HashType.IPV6_EX.index();

    /** The type to take, or none, at the first index of the packet's family plus the index of its protocol. */
    private final byte[] choices = new byte[HashType.values().length];

    RssClassifier(HashTypes types) {
        for (int protocol = 0; protocol < HashType.FAMILY_SIZE; protocol++) {
            int plain = choose(types, IPV6, protocol);
            int extended = choose(types, IPV6_EX, protocol);
            choices[IPV4 + protocol] = (byte) choose(types, IPV4, protocol);
            choices[IPV6 + protocol] = (byte) (plain == NONE ? extended : plain);
            choices[IPV6_EX + protocol] = (byte) (extended == NONE ? plain : extended);
        }
    }

    private static int choose(HashTypes types, int family, int protocol) {
        if (isEnabled(types, family + protocol)) {
            return family + protocol;
        }
        return isEnabled(types, family) ? family : NONE;
    }

    private static boolean isEnabled(HashTypes types, int index) {
        return (types.mask() >>> index & 1) != 0;
    }

    /** The {@link HashInput} of a frame, or {@link HashInput#NONE}. */
    long classify(Memory memory, long frame, int storedBytes) {
        long headers = IpHeaders.read(memory, frame, storedBytes);
        return headers == IpHeaders.NONE ? HashInput.NONE : inputOf(headers);
    }

    private long inputOf(long headers) {
        int ports = IpHeaders.ports(headers);
        int type = choices[family(headers) + (ports == 0 ? 0 : IpHeaders.protocol(headers))];
        if (type == NONE) {
            return HashInput.NONE;
        }
        boolean withPorts = type % HashType.FAMILY_SIZE != 0;
        return HashInput.of(type, source(type, headers), destination(type, headers), withPorts ? ports : 0);
    }

    /** The first index of the family of types that the packet is tried with first. */
    private static int family(long headers) {
        if (IpHeaders.family(headers) == IpHeaders.IPV4) {
            return IPV4;
        }
        return IpHeaders.isMobile(headers) ? IPV6_EX : IPV6;
    }

    private static int source(int type, long headers) {
        if (type >= IPV6_EX && IpHeaders.home(headers) != 0) {
            return IpHeaders.home(headers);
        }
        return IpHeaders.ip(headers) + (HashType.isIpv4(type) ? IpLayout.IPV4_SOURCE : IpLayout.IPV6_SOURCE);
    }

    private static int destination(int type, long headers) {
        if (type >= IPV6_EX && IpHeaders.route(headers) != 0) {
            return IpHeaders.route(headers);
        }
        return IpHeaders.ip(headers) + (HashType.isIpv4(type) ? IpLayout.IPV4_DESTINATION : IpLayout.IPV6_DESTINATION);
    }
}
