package io.vmq.tools.nic;

import io.vmq.nic.adapter.Adapter;
import java.util.List;

/** An interface, and what spoils a measurement on it. */
public record JudgedAdapter(Adapter adapter, List<Remark> remarks) {

    public JudgedAdapter {
        remarks = List.copyOf(remarks);
    }

    public static JudgedAdapter of(Adapter adapter, HostState host) {
        return new JudgedAdapter(adapter, AdapterJudge.remarks(adapter, host));
    }
}
