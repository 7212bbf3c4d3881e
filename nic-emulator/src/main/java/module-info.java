/** Traffic, captures, emulated and real ports, and the one place that makes system calls. */
module io.vmq.nic {
    requires static org.jspecify;
    requires transitive io.vmq.dispatch;
    requires java.management;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;

    exports io.vmq.nic.adapter;
    exports io.vmq.nic.arrival;
    exports io.vmq.nic.backend;
    exports io.vmq.nic.capture;
    exports io.vmq.nic.linux;
    exports io.vmq.nic.machine;
    exports io.vmq.nic.notation;
    exports io.vmq.nic.packet;
    exports io.vmq.nic.port;
    exports io.vmq.nic.load;
    exports io.vmq.nic.traffic;
    exports io.vmq.nic.vxlan;
    exports io.vmq.nic.xdp;
}
