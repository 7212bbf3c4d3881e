package io.vmq.dispatch.ring;

/** All fields of a descriptor, computed from its number so that a mixed-up field is seen. */
record TestDescriptor(long dueNs, long frame, int lateNs, int lengthBytes, int queue, int flow, int sequence) {

    /** The fields of the {@code n}-th descriptor of a test; over some numbers every field takes its extremes. */
    static TestDescriptor number(long n) {
        long mixed = (n + 1) * 0x9E37_79B9_7F4A_7C15L;
        return new TestDescriptor(mixed, (mixed >>> 11) & (DescriptorTable.FRAME_LIMIT - 1), (int) (mixed >>> 7),
                (int) (mixed >>> 13) & DescriptorTable.MAX_FIELD, (int) (mixed >>> 31) & DescriptorTable.MAX_FIELD,
                (int) (mixed >>> 29), (int) n);
    }

    static TestDescriptor readFrom(DescriptorTable table, int slot) {
        return new TestDescriptor(table.dueNs(slot), table.frame(slot), table.lateNs(slot), table.lengthBytes(slot),
                table.queue(slot), table.flow(slot), table.sequence(slot));
    }

    void writeTo(DescriptorTable table, int slot) {
        table.write(slot, dueNs, frame, lateNs, lengthBytes, queue, flow, sequence);
    }

    /** Whether the table holds these fields; makes no garbage. */
    boolean isIn(DescriptorTable table, int slot) {
        return table.dueNs(slot) == dueNs && table.frame(slot) == frame && table.lateNs(slot) == lateNs
                && table.lengthBytes(slot) == lengthBytes && table.queue(slot) == queue && table.flow(slot) == flow
                && table.sequence(slot) == sequence;
    }
}
