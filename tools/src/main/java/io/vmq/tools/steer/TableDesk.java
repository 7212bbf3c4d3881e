package io.vmq.tools.steer;

import io.vmq.dispatch.steering.HashTypes;
import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers where frames go on a real NIC, whose RSS settings were read from it.
 *
 * @param table
 *            the NIC's indirection table and what belongs to it
 * @param hashTypes
 *            what it hashes
 * @param format
 *            how the rows are written
 */
public record TableDesk(RssTable table, HashTypes hashTypes, RowFormat format) implements Desk {

    @Override
    public Answer tuples(TupleReader flows) {
        Predictor predictor = Predictor.of(table, hashTypes);
        return format.answer(TuplePrediction.HEADER,
                rows -> TuplePredictions.forEach(flows, predictor, rows::write), notes());
    }

    /** Refused: a MAC address is nothing that RSS hashes. */
    @Override
    public Answer macs(MacReader macs) {
        throw new BadInputException(
                "--rss-table: a MAC address has no RSS hash, so that no table tells its queue (expected --tuples or --pcap)");
    }

    @Override
    public Answer capture(Path file) {
        return FramePredictions.answer(file, format, _ -> Predictor.of(table, hashTypes)).with(notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(table.notes());
        if (hashTypes.equals(HashTypes.ALL)) {
            notes.add(
                    "the NIC is taken to hash every type of packet, by addresses and ports; where it does not, --hash-types "
                            + "names what it hashes (Linux tells with ethtool -n IFACE rx-flow-hash udp4)");
        }
        return notes;
    }
}
