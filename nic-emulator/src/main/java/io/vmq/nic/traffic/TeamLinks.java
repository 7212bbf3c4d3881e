package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.team.TeamRoutes;
import io.vmq.nic.load.Load;
import io.vmq.nic.port.LinkRate;
import java.util.List;

/**
 * The links through which a team is reached.
 *
 * @param links
 *            of the members, in the order of the team; at least one
 * @param routes
 *            on which of them the frames of each VM arrive
 * @param bufferBytes
 *            layer-1 bytes that the physical switch holds in front of each link; a frame that finds no room is lost
 */
public record TeamLinks(List<LinkRate> links, TeamRoutes routes, int bufferBytes) {

    public TeamLinks {
        links = List.copyOf(links);
        int most = EthernetLayout.MAX_FRAME_BYTES + EthernetLayout.WIRE_OVERHEAD_BYTES;
        if (bufferBytes < most) {
            throw new IllegalArgumentException(
                    "switch buffer of " + bufferBytes + " bytes: at least the largest frame, " + most + ", expected");
        }
    }

    /** What all links carry together. */
    public static LinkRate together(List<LinkRate> links) {
        return new LinkRate(links.stream().mapToLong(LinkRate::bps).sum());
    }

    /**
     * Checks that traffic can go through a team.
     *
     * @throws IllegalArgumentException
     *             if not, with what was expected
     */
    public void check(TrafficModel model) {
        if (model.load().ratePps() == Load.BACK_TO_BACK) {
            throw new IllegalArgumentException("rate max to a team: another rate expected, since the sender who fills a"
                    + " link does not know which member a frame goes to");
        }
        if (!model.frames().mix().isEmpty()) {
            throw new IllegalArgumentException("a mix of frames to a team: plain frames to VMs expected");
        }
        if (routes.phases().stream().anyMatch(phase -> phase.membersOfVm().size() != model.receivers().vms().size())) {
            throw new IllegalArgumentException("routes of a team for other VMs than those that receive");
        }
    }
}
