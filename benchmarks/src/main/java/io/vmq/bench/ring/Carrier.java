package io.vmq.bench.ring;

/** What travels through queues of objects, with the fields of a descriptor. One thread writes, then another reads. */
final class Carrier {

    long dueNs;
    int lateNs;
    int lengthBytes;
    int queue;
    int flow;
    int sequence;

    void write(long due, int late, int length, int toQueue, int ofFlow, int number) {
        dueNs = due;
        lateNs = late;
        lengthBytes = length;
        queue = toQueue;
        flow = ofFlow;
        sequence = number;
    }

    long sum() {
        return dueNs + lateNs + lengthBytes + queue + flow + sequence;
    }
}
