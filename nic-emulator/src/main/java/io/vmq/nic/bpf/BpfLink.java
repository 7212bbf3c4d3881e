package io.vmq.nic.bpf;

import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;

/**
 * A program that runs for every frame that arrives on an interface, until the link is closed. The kernel closes it when the
 * process ends, in whatever way, so nothing is left on the interface.
 */
public final class BpfLink implements AutoCloseable {

    private static final int ATTACH_XDP = 37;

    private final int fd;
    private final XdpMode mode;
    private final String remark;

    private BpfLink(int fd, XdpMode mode, String remark) {
        this.fd = fd;
        this.mode = mode;
        this.remark = remark;
    }

    /**
     * Attaches a program to an interface: in the driver, or, if the driver refuses, behind it.
     *
     * @param interfaceIndex
     *            of an interface in the calling thread's network namespace
     */
    public static BpfLink attach(BpfProgram program, int interfaceIndex) throws PortException {
        long answer = create(program, interfaceIndex, XdpMode.NATIVE);
        if (answer >= 0) {
            return new BpfLink((int) answer, XdpMode.NATIVE, "");
        }
        if (isFinal(answer)) {
            throw refusal(XdpMode.NATIVE, answer, "");
        }
        return attachGeneric(program, interfaceIndex, " (native: " + Errno.describe(answer) + ")");
    }

    /** As {@link #attach}, in this mode alone. */
    public static BpfLink attach(BpfProgram program, int interfaceIndex, XdpMode mode) throws PortException {
        if (mode == XdpMode.GENERIC) {
            return attachGeneric(program, interfaceIndex, "");
        }
        long answer = create(program, interfaceIndex, mode);
        if (answer < 0) {
            throw refusal(mode, answer, "");
        }
        return new BpfLink((int) answer, mode, "");
    }

    private static BpfLink attachGeneric(BpfProgram program, int interfaceIndex, String remark) throws PortException {
        long answer = create(program, interfaceIndex, XdpMode.GENERIC);
        if (answer < 0) {
            throw refusal(XdpMode.GENERIC, answer, remark);
        }
        return new BpfLink((int) answer, XdpMode.GENERIC, remark);
    }

    private static long create(BpfProgram program, int interfaceIndex, XdpMode mode) {
        try (BpfCommand command = new BpfCommand()) {
            return command.set(0, program.descriptor()).set(4, interfaceIndex).set(8, ATTACH_XDP).set(12, mode.flag())
                    .run(BpfCommand.LINK_CREATE);
        }
    }

    /** Whether the interface would refuse the other mode too, or must not be asked for it. */
    private static boolean isFinal(long answer) {
        return Errno.EPERM.is(answer) || Errno.EBUSY.is(answer) || Errno.EEXIST.is(answer)
                || Errno.ENODEV.is(answer);
    }

    private static PortException refusal(XdpMode mode, long answer, String remark) {
        String reason = Errno.EBUSY.is(answer) || Errno.EEXIST.is(answer)
                ? Errno.describe(answer) + "; another XDP program is attached, `ip link show` names it"
                : BpfCommand.describe(answer);
        return new PortException(
                "no XDP program can be attached, " + mode + ": the system answered " + reason + remark);
    }

    public XdpMode mode() {
        return mode;
    }

    /** The mode as reports name it, with the driver's answer if it refused to run the program itself. */
    public String modeText() {
        return mode + remark;
    }

    @Override
    public void close() {
        SystemCalls.close(fd);
    }
}
