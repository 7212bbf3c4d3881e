package io.vmq.tools.conformance;

/** What a probe shows: the part of the law of steering that decides its queue. */
public enum Rule {

    MAC_UNTAGGED("filter: MAC, no tag"),
    MAC_PRIORITY("filter: VLAN 0 counts as no tag"),
    MAC_VLAN("filter: MAC and VLAN"),
    MAC_ANY_VLAN("filter: MAC, any VLAN"),
    OTHER_VLAN("VLAN must match exactly"),
    TAG_NEEDED("VLAN filter needs its tag"),
    OUTER_TAG("outermost of two tags counts"),
    NOT_IP("filter: what is not IP"),
    FRAGMENT("filter: IPv4 fragments"),
    IPV6("filter: IPv6"),
    UNKNOWN_MAC("unknown MAC to default queue"),
    BROADCAST("broadcast to default queue"),
    MULTICAST("multicast to default queue"),

    RSS_TCP_IPV4("RSS: TCP over IPv4"),
    RSS_UDP_IPV4("RSS: UDP over IPv4"),
    RSS_TCP_IPV6("RSS: TCP over IPv6"),
    RSS_UDP_IPV6("RSS: UDP over IPv6"),
    RSS_BACK("RSS: the same flows, the other way"),
    RSS_FRAGMENT("RSS: IPv4 fragments by addresses"),
    RSS_OTHER("RSS: neither TCP nor UDP by addresses"),
    RSS_NOT_IP("RSS: not IP to queue 0");

    private final String label;

    Rule(String label) {
        this.label = label;
    }

    /** The name in reports. */
    public String label() {
        return label;
    }
}
