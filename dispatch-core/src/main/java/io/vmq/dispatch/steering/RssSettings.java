package io.vmq.dispatch.steering;

/**
 * How a NIC is told to spread flows.
 *
 * @param key
 *            40 secret bytes
 * @param hashTypes
 *            which headers are hashed
 * @param tableEntries
 *            entries of the indirection table: a power of two, 1 to 65,536 (NDIS native RSS: up to 128, some NICs 512)
 */
public record RssSettings(RssKey key, HashTypes hashTypes, int tableEntries) {

    /** NDIS allows 128 entries in native RSS, and that is what most hardware has (Windows driver docs, RSSv2). */
    public static final int DEFAULT_TABLE_ENTRIES = 128;
    public static final int MAX_TABLE_ENTRIES = 65_536;

    public static final RssSettings DEFAULT = new RssSettings(RssKey.DEFAULT, HashTypes.ALL, DEFAULT_TABLE_ENTRIES);

    public RssSettings {
        if (Integer.bitCount(tableEntries) != 1 || tableEntries < 1 || tableEntries > MAX_TABLE_ENTRIES) {
            throw new IllegalArgumentException("tableEntries=" + tableEntries + ": a power of two from 1 to "
                    + MAX_TABLE_ENTRIES + " expected");
        }
    }
}
