package io.vmq.dispatch.team;

import io.vmq.dispatch.host.ProcessorSetting;

/**
 * A NIC of a team.
 *
 * @param nic
 *            its name, unique within the team
 * @param queues
 *            queues beside the default queue, as {@code Get-NetAdapterVmq} counts them; from 0
 * @param setting
 *            the processors that it was told to use
 */
public record TeamMember(String nic, int queues, ProcessorSetting setting) {

    public TeamMember {
        if (queues < 0) {
            throw new IllegalArgumentException("member '" + nic + "' has " + queues + " queues; at least 0 expected");
        }
    }
}
