/** Frames, rings, steering, the host model, cores, balancing, the engines and measurement. */
module io.vmq.dispatch {
    requires static transitive org.jspecify;
    requires org.jctools.core.jdk11;
    requires transitive HdrHistogram;

    exports io.vmq.dispatch.memory;
    exports io.vmq.dispatch.fault;
    exports io.vmq.dispatch.frame;
    exports io.vmq.dispatch.ring;
    exports io.vmq.dispatch.steering;
    exports io.vmq.dispatch.ndis;
    exports io.vmq.dispatch.host;
    exports io.vmq.dispatch.team;
    exports io.vmq.dispatch.core;
    exports io.vmq.dispatch.balance;
    exports io.vmq.dispatch.measure;
    exports io.vmq.dispatch.engine;

    uses io.vmq.dispatch.steering.SteeringProvider;

    provides io.vmq.dispatch.steering.SteeringProvider with
            io.vmq.dispatch.steering.SingleProvider,
            io.vmq.dispatch.steering.RssProvider,
            io.vmq.dispatch.steering.VmqProvider,
            io.vmq.dispatch.steering.VmmqProvider,
            io.vmq.dispatch.steering.VrssProvider;
}
