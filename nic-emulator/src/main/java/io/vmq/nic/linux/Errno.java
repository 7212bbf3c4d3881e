package io.vmq.nic.linux;

import java.util.Arrays;

/** The errors of Linux that a real port has to tell apart, as asm-generic/errno.h numbers them. */
public enum Errno {

    EPERM(1, "Operation not permitted"),
    ENOENT(2, "No such file or directory"),
    EINTR(4, "Interrupted system call"),
    ENXIO(6, "No such device or address"),
    E2BIG(7, "Argument list too long"),
    EAGAIN(11, "Resource temporarily unavailable"),
    ENOMEM(12, "Cannot allocate memory"),
    EACCES(13, "Permission denied"),
    EBUSY(16, "Device or resource busy"),
    EEXIST(17, "File exists"),
    ENODEV(19, "No such device"),
    EINVAL(22, "Invalid argument"),
    ENOSPC(28, "No space left on device"),
    ERANGE(34, "Numerical result out of range"),
    ENOSYS(38, "Function not implemented"),
    EMSGSIZE(90, "Message too long"),
    ENOPROTOOPT(92, "Protocol not available"),
    EOPNOTSUPP(95, "Operation not supported"),
    EAFNOSUPPORT(97, "Address family not supported"),
    EADDRINUSE(98, "Address already in use"),
    ENETDOWN(100, "Network is down"),
    ENOBUFS(105, "No buffer space available");

    private final int number;
    private final String text;

    Errno(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** Whether a system call answered this: the negative number. */
    public boolean is(long answer) {
        return answer == -number;
    }

    /** What a system call answers that has met this: the negative number. */
    public int answer() {
        return -number;
    }

    /** What the negative answer of a system call means, such as {@code EPERM, Operation not permitted}. */
    public static String describe(long answer) {
        return Arrays.stream(values()).filter(each -> each.is(answer)).findFirst()
                .map(each -> each.name() + ", " + each.text).orElse("errno " + -answer);
    }
}
