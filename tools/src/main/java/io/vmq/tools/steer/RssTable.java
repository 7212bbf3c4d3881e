package io.vmq.tools.steer;

import io.vmq.dispatch.steering.IndirectionTable;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssKey;
import java.util.List;

/**
 * How a real NIC spreads flows, as far as it hashes by Toeplitz.
 *
 * @param table
 *            entry to queue
 * @param queueCount
 *            receive queues of the NIC; the table names no other
 * @param key
 *            the bytes of the key that addresses and ports meet, which are its first 40
 * @param transform
 *            what becomes of addresses and ports before they are hashed
 * @param notes
 *            what the user should know beside the rows, a sentence each
 */
public record RssTable(IndirectionTable table, int queueCount, RssKey key, InputTransform transform,
        List<String> notes) {

    public RssTable {
        notes = List.copyOf(notes);
    }
}
