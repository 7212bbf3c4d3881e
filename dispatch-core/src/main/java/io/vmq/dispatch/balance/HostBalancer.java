package io.vmq.dispatch.balance;

import java.util.ArrayList;
import java.util.List;

/**
 * The balancers of a host's NICs as one: each moves the queues of its NIC between the cores of its NIC, and sees on these cores
 * what the queues of others ask of them, those included that were moved in the same decision before.
 */
public final class HostBalancer implements Balancer {

    private final List<NicShare> nics;

    /**
     * What belongs to one NIC.
     *
     * @param balancer
     *            numbers queues and cores from 0
     * @param firstQueue
     *            the host's number of its first queue
     * @param queueCount
     *            its queues, default queue included
     * @param cores
     *            the host's number of each of its cores
     */
    public record NicShare(Balancer balancer, int firstQueue, int queueCount, List<Integer> cores) {

        public NicShare {
            cores = List.copyOf(cores);
        }
    }

    /** NICs that have nothing to balance may be left out. */
    public HostBalancer(List<NicShare> nics) {
        this.nics = List.copyOf(nics);
    }

    @Override
    public List<Move> decide(QueueLoads loads) {
        List<Move> moves = new ArrayList<>();
        for (NicShare nic : nics) {
            for (Move move : nic.balancer().decide(loads.ofNic(nic.firstQueue(), nic.queueCount(), nic.cores()))) {
                Move ofHost = new Move(nic.firstQueue() + move.queue(), nic.cores().get(move.to()), move.reason());
                loads.move(ofHost.queue(), ofHost.to());
                moves.add(ofHost);
            }
        }
        return moves;
    }
}
