package io.vmq.dispatch.team;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.host.VirtualMachine;
import java.util.List;
import java.util.stream.IntStream;

/** Teams and VMs for tests. */
final class TestTeam {

    static final String NAME = "Microsoft Network Adapter Multiplexor Driver #2";
    static final String SWITCH = "Production Logical Switch";

    private TestTeam() {}

    static Team ofQueues(TeamMode mode, LoadDistribution distribution, int... queues) {
        return new Team(NAME, SWITCH, mode, distribution, IntStream.range(0, queues.length)
                .mapToObj(i -> new TeamMember("nic" + i, queues[i], ProcessorSetting.UNSET)).toList());
    }

    static Team ofSettings(TeamMode mode, LoadDistribution distribution, List<ProcessorSetting> settings) {
        return new Team(NAME, SWITCH, mode, distribution, IntStream.range(0, settings.size())
                .mapToObj(i -> new TeamMember("nic" + i, 8, settings.get(i))).toList());
    }

    static VirtualMachine vm(int index) {
        return new VirtualMachine("vm" + (index + 1), MacAddress.parse("00:15:5d:00:00:01").plus(index), 0);
    }
}
