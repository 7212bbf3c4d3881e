package io.vmq.nic.linux;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The system calls that real ports are made of, as they are: what a call answers, or the negative errno. To be touched on
 * Linux only: loading the class looks all of them up.
 *
 * <p>
 * Any platform thread may call; network namespace and affinity are the calling thread's. Nothing is kept between calls
 * but a place for errno, one a thread.
 */
public final class SystemCalls {

    public static final int AF_INET = 2;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;
    public static final int AF_XDP = 44;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    /** Or-ed to the type of a socket: not handed on to programs that this one starts. */
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int MSG_DONTWAIT = 0x40;
    /** Of {@link #clockNs}: ns since 1970, as the clock of the system is set. */
    public static final int CLOCK_REALTIME = 0;
    /** Of {@link #clockNs}: ns since some moment, which no setting of the clock changes. */
    public static final int CLOCK_MONOTONIC = 1;
    public static final int MAP_SHARED = 0x01;
    public static final int MAP_PRIVATE = 0x02;
    public static final int MAP_ANONYMOUS = 0x20;
    public static final int MAP_POPULATE = 0x8000;
    public static final short POLLIN = 0x001;
    public static final short POLLOUT = 0x004;
    public static final short POLLERR = 0x008;

    private static final int PROT_READ_WRITE = 3;
    private static final long MAP_FAILED = -1;
    private static final long BPF_X86_64 = 321;
    private static final long BPF_AARCH64 = 280;
    private static final long BPF = System.getProperty("os.arch").equals("aarch64") ? BPF_AARCH64 : BPF_X86_64;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> STATE_OF_THREAD = ThreadLocal
            .withInitial(() -> Arena.ofAuto().allocate(STATE));
    /** struct timespec: seconds, nanoseconds. */
    private static final long TIMESPEC_BYTES = 2 * Long.BYTES;
    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final ThreadLocal<MemorySegment> TIME_OF_THREAD = ThreadLocal
            .withInitial(() -> Arena.ofAuto().allocate(TIMESPEC_BYTES, Long.BYTES));
    /** Not a variadic function. */
    private static final int FIXED = -1;

    private static final MethodHandle SOCKET = handle("socket", INT, FIXED, INT, INT, INT);
    private static final MethodHandle BIND = handle("bind", INT, FIXED, INT, POINTER, INT);
    private static final MethodHandle SETSOCKOPT = handle("setsockopt", INT, FIXED, INT, INT, INT, POINTER, INT);
    private static final MethodHandle GETSOCKOPT = handle("getsockopt", INT, FIXED, INT, INT, INT, POINTER, POINTER);
    private static final MethodHandle MMAP = handle("mmap", LONG, FIXED, LONG, LONG, INT, INT, INT, LONG);
    private static final MethodHandle MUNMAP = handle("munmap", INT, FIXED, POINTER, LONG);
    private static final MethodHandle POLL = handle("poll", INT, FIXED, POINTER, LONG, INT);
    private static final MethodHandle SENDTO = handle("sendto", LONG, FIXED, INT, POINTER, LONG, INT, POINTER, INT);
    private static final MethodHandle RECV = handle("recv", LONG, FIXED, INT, POINTER, LONG, INT);
    private static final MethodHandle SENDMMSG = handle("sendmmsg", INT, FIXED, INT, POINTER, INT, INT);
    private static final MethodHandle IOCTL = handle("ioctl", INT, 2, INT, LONG, POINTER);
    private static final MethodHandle CLOSE = handle("close", INT, FIXED, INT);
    private static final MethodHandle UNSHARE = handle("unshare", INT, FIXED, INT);
    private static final MethodHandle IF_NAMETOINDEX = handle("if_nametoindex", INT, FIXED, POINTER);
    private static final MethodHandle CLOCK_GETTIME = handle("clock_gettime", INT, FIXED, INT, POINTER);
    private static final MethodHandle SYSCALL = handle("syscall", LONG, 1, LONG, LONG, POINTER, LONG);

    private SystemCalls() {}

    /** A new socket's descriptor; it is not inherited by programs that are started. */
    public static int socket(int family, int type, int protocol) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((int) SOCKET.invokeExact(state, family, type | SOCK_CLOEXEC, protocol), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    public static int bind(int fd, MemorySegment address) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((int) BIND.invokeExact(state, fd, address, (int) address.byteSize()), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    public static int setSocketOption(int fd, int level, int name, MemorySegment value) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((int) SETSOCKOPT.invokeExact(state, fd, level, name, value, (int) value.byteSize()), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Sets an option that is one {@code int}. */
    public static int setSocketOption(int fd, int level, int name, int value) {
        try (Arena arena = Arena.ofConfined()) {
            return setSocketOption(fd, level, name, arena.allocateFrom(INT, value));
        }
    }

    /** Reads an option into {@code value}, which is as large as the option. */
    public static int getSocketOption(int fd, int level, int name, MemorySegment value) {
        MemorySegment state = STATE_OF_THREAD.get();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocateFrom(INT, (int) value.byteSize());
            return answer((int) GETSOCKOPT.invokeExact(state, fd, level, name, value, length), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Maps {@code bytes} bytes to read and write; whoever calls gives them back with {@link #munmap}.
     *
     * @return the address, or the negative errno
     */
    public static long mmap(long bytes, int flags, int fd, long offset) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            long address = (long) MMAP.invokeExact(state, 0L, bytes, PROT_READ_WRITE, flags, fd, offset);
            return address == MAP_FAILED ? -(int) ERRNO.get(state, 0L) : address;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The bytes that {@link #mmap} gave, until they are given back. */
    @SuppressWarnings("restricted")
    public static MemorySegment mapped(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /** The bytes that {@link #mmap} gave, until the arena is closed, which gives them back. */
    @SuppressWarnings("restricted")
    public static MemorySegment mapped(long address, long bytes, Arena arena) {
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, SystemCalls::munmap);
    }

    public static int munmap(MemorySegment mapped) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((int) MUNMAP.invokeExact(state, mapped, mapped.byteSize()), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Waits until one of the descriptors is ready.
     *
     * @param pollfds
     *            {@code count} times 8 bytes: descriptor, then events wanted and events found, 2 bytes each
     * @return how many are ready, 0 if the time is over
     */
    public static int poll(MemorySegment pollfds, int count, int timeoutMs) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((int) POLL.invokeExact(state, pollfds, (long) count, timeoutMs), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Sends the bytes to where the socket is bound, or, if there are none, only kicks the kernel. */
    public static long send(int fd, MemorySegment bytes, int flags) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((long) SENDTO.invokeExact(state, fd, bytes, bytes.byteSize(), flags, MemorySegment.NULL, 0),
                    state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Receives one message into {@code buffer}; returns its bytes. */
    public static long receive(int fd, MemorySegment buffer, int flags) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((long) RECV.invokeExact(state, fd, buffer, buffer.byteSize(), flags), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Sends up to {@code count} messages; returns how many were taken. */
    public static int sendmmsg(int fd, MemorySegment messages, int count, int flags) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((int) SENDMMSG.invokeExact(state, fd, messages, count, flags), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    public static int ioctl(int fd, long request, MemorySegment argument) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((int) IOCTL.invokeExact(state, fd, request, argument), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    public static int close(int fd) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((int) CLOSE.invokeExact(state, fd), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** bpf(2): carries out a command on its attributes. */
    public static long bpf(int command, MemorySegment attributes) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((long) SYSCALL.invokeExact(state, BPF, (long) command, attributes, attributes.byteSize()),
                    state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Moves the calling thread, and no other, into new namespaces. */
    public static int unshare(int flags) {
        MemorySegment state = STATE_OF_THREAD.get();
        try {
            return answer((int) UNSHARE.invokeExact(state, flags), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The number of an interface in the calling thread's network namespace; 0 if there is none of that name. */
    public static int interfaceIndex(String name) {
        MemorySegment state = STATE_OF_THREAD.get();
        try (Arena arena = Arena.ofConfined()) {
            return (int) IF_NAMETOINDEX.invokeExact(state, arena.allocateFrom(name));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** What a clock of the system says, ns. */
    public static long clockNs(int clock) {
        MemorySegment state = STATE_OF_THREAD.get();
        MemorySegment time = TIME_OF_THREAD.get();
        try {
            int result = (int) CLOCK_GETTIME.invokeExact(state, clock, time);
            assert result == 0 : "clock " + clock;
            return time.get(LONG, 0) * NS_PER_SECOND + time.get(LONG, Long.BYTES);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static int answer(int result, MemorySegment state) {
        return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    }

    private static long answer(long result, MemorySegment state) {
        return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    }

    private static AssertionError unexpected(Throwable e) {
        return new AssertionError("a system call that throws nothing threw", e);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, MemoryLayout result, int firstVariadic,
            MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        Linker.Option errno = Linker.Option.captureCallState("errno");
        Linker.Option[] options = firstVariadic == FIXED ? new Linker.Option[] {errno}
                : new Linker.Option[] {errno, Linker.Option.firstVariadicArg(firstVariadic)};
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, Arrays.copyOf(arguments, arguments.length)), options);
    }
}
