package io.vmq.tools.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.HashType;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.IndirectionTable;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssDecision;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSteering;
import io.vmq.dispatch.steering.Steering;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RSS over a wire in memory: a NIC that does what its driver says conforms, each other way of hashing is found and named. */
class RssConformanceTest {

    private static final RssFacts.Reported FACTS = Checks.facts(128, 8);
    private static final HashTypes NO_UDP = HashTypes.of(HashType.IPV4, HashType.TCP_IPV4, HashType.IPV6,
            HashType.TCP_IPV6);
    private static final HashTypes NO_IPV6 = HashTypes.of(HashType.IPV4, HashType.TCP_IPV4, HashType.UDP_IPV4);

    private static Steering steering(RssKey key, HashTypes types, IndirectionTable table) {
        return new RssSteering(key, types, table);
    }

    /** What a law makes of each frame. */
    private static Steering steering(RssLaw law, ToIntFunction<RssDecision> queueOf) {
        return (FrameBatch in, int[] queueOut) -> {
            for (int i = 0; i < in.count(); i++) {
                queueOut[i] = queueOf.applyAsInt(law.decide(in.memory(), in.address(i), in.storedBytes(i)));
            }
        };
    }

    private static RssLaw law(InputTransform transform, boolean swapped) {
        return new RssLaw(FACTS.key(), FACTS.types(), FACTS.indirection(), transform, swapped);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 128, 512, 2_048})
    void shouldConformAndReachEveryEntryTwice(int entries) {
        RssFacts.Reported facts = Checks.facts(entries, 8);
        Check check = Checks.rss(3, facts, 8);
        Conformance conformance = Checks.judge(check,
                steering(facts.key(), facts.types(), facts.indirection()));

        assertThat(conformance.outcome()).isEqualTo(Outcome.CONFORMS);
        assertThat(conformance.notes()).contains(
                entries + " of the " + entries + " entries of the table were asked for",
                "no hash came with the frames, so that queues alone are compared");
        Predictions predictions = Predictions.of(check.subject(), ProbeSet.of(check));
        int[] reached = new int[entries];
        for (int i = 0; i < conformance.frames(); i++) {
            if (predictions.isHashed(i)) {
                reached[predictions.entry(i)]++;
            }
        }
        assertThat(IntStream.of(reached)).allMatch(times -> times >= RssProbes.TIMES);
    }

    @Test
    void shouldMeetEveryRule() {
        Conformance conformance = Checks.judge(Checks.rss(3, FACTS, 8),
                steering(FACTS.key(), FACTS.types(), FACTS.indirection()));

        assertThat(conformance.rules()).extracting(RuleCount::rule).containsExactly(Rule.RSS_TCP_IPV4,
                Rule.RSS_UDP_IPV4, Rule.RSS_TCP_IPV6, Rule.RSS_UDP_IPV6, Rule.RSS_BACK, Rule.RSS_FRAGMENT,
                Rule.RSS_OTHER, Rule.RSS_NOT_IP);
    }

    /** A key of zeros hashes everything to 0; the search for the other entries has to end. */
    @Test
    void shouldSayWhichEntriesNoFlowReaches() {
        RssFacts.Reported zeros = new RssFacts.Reported(FACTS.table(), RssKey.of(new byte[RssKey.BYTES]),
                HashFunction.TOEPLITZ, InputTransform.NONE, HashTypes.ALL);
        Conformance conformance = Checks.judge(Checks.rss(3, zeros, 8),
                steering(zeros.key(), zeros.types(), zeros.indirection()));

        assertThat(conformance.notes()).contains("1 of the 128 entries of the table were asked for");
        assertThat(conformance.frames()).isEqualTo(ProbeSet.fewest(new Subject.Rss(zeros)) + 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"symmetric-xor", "symmetric-or-xor"})
    void shouldPredictSymmetricTransforms(String name) {
        InputTransform transform = InputTransform.parse(name);
        RssFacts.Reported facts = new RssFacts.Reported(FACTS.table(), FACTS.key(), HashFunction.TOEPLITZ, transform,
                FACTS.types());
        Conformance conformance = Checks.judge(Checks.rss(3, facts, 8), symmetric(
                transform == InputTransform.SYMMETRIC_XOR ? (s, d) -> s ^ d : (s, d) -> s | d));

        assertThat(conformance.outcome()).isEqualTo(Outcome.CONFORMS);
    }

    /** A NIC that hashes what it makes of source and destination in place of the source, and their xor behind it. */
    private static Steering symmetric(IntBinaryOperator first) {
        Steering plain = steering(FACTS.key(), FACTS.types(), FACTS.indirection());
        return (FrameBatch in, int[] queueOut) -> {
            FrameBatch one = new FrameBatch(1);
            int[] queue = new int[1];
            for (int i = 0; i < in.count(); i++) {
                byte[] frame = new byte[in.storedBytes(i)];
                in.memory().get(in.address(i), frame, 0, frame.length);
                switch (ByteBuffer.wrap(frame).getChar(12)) {
                    case 0x0800 -> mix(frame, 26, 4, first);
                    case 0x86DD -> mix(frame, 22, 16, first);
                    default -> {
                        // It is not hashed.
                    }
                }
                one.begin(Memory.copyOf(frame));
                one.add(0, frame.length, in.lengthBytes(i), true, 0, 0, 0, 0);
                plain.steer(one, queue);
                queueOut[i] = queue[0];
            }
        };
    }

    /** Two addresses side by side, and two ports behind them. */
    private static void mix(byte[] frame, int source, int addressBytes, IntBinaryOperator first) {
        for (int i = 0; i < addressBytes; i++) {
            mixByte(frame, source + i, source + addressBytes + i, first);
        }
        int ports = source + 2 * addressBytes;
        mixByte(frame, ports, ports + 2, first);
        mixByte(frame, ports + 1, ports + 3, first);
    }

    private static void mixByte(byte[] frame, int source, int destination, IntBinaryOperator first) {
        byte s = frame[source];
        byte d = frame[destination];
        frame[source] = (byte) first.applyAsInt(s, d);
        frame[destination] = (byte) (s ^ d);
    }

    static Stream<Arguments> mistakes() {
        IndirectionTable table = FACTS.indirection();
        List<Integer> edited = new ArrayList<>(FACTS.table());
        edited.set(5, 7);
        edited.set(77, 0);
        int[] changed = edited.stream().mapToInt(Integer::intValue).toArray();
        return Stream.of(
                Arguments.of("the key is the default one", steering(RssKey.DEFAULT, HashTypes.ALL, table)),
                Arguments.of("the key is the symmetric one", steering(RssKey.SYMMETRIC, HashTypes.ALL, table)),
                Arguments.of("addresses and ports are hashed with the transformation symmetric-xor",
                        steering(law(InputTransform.SYMMETRIC_XOR, false), RssDecision::queue)),
                Arguments.of("addresses and ports are hashed with the transformation symmetric-or-xor",
                        steering(law(InputTransform.SYMMETRIC_OR_XOR, false), RssDecision::queue)),
                Arguments.of("the destination is hashed before the source",
                        steering(law(InputTransform.NONE, true), RssDecision::queue)),
                Arguments.of("UDP ports are not hashed", steering(FACTS.key(), NO_UDP, table)),
                Arguments.of("IPv6 is not hashed", steering(FACTS.key(), NO_IPV6, table)),
                Arguments.of("queue numbers are one too high",
                        steering(law(InputTransform.NONE, false), decision -> (decision.queue() + 1) % 8)),
                Arguments.of("the bytes of the hash are taken in the other order",
                        steering(law(InputTransform.NONE, false), decision -> decision.hashType() == null ? 0
                                : table.queueFor(Integer.reverseBytes(decision.hash())))),
                Arguments.of("only the first 32 entries of the table are used",
                        steering(law(InputTransform.NONE, false), decision -> decision.hashType() == null ? 0
                                : table.queueAt(decision.hash() & 31))),
                Arguments.of("the table is the usual one, entry i to queue i mod 8",
                        steering(FACTS.key(), HashTypes.ALL, IndirectionTable.roundRobin(128, 8))),
                Arguments.of("the table differs from the reported one in 2 entries",
                        steering(FACTS.key(), HashTypes.ALL, new IndirectionTable(changed))),
                Arguments.of("frames are not spread: all go to queue 0",
                        (Steering) (in, queueOut) -> java.util.Arrays.fill(queueOut, 0, in.count(), 0)));
    }

    /** Every difference has the reason, which explains all of its rule, but for frames that happen to be right either way. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void shouldNameTheMistake(String reason, Steering mistaken) {
        Conformance conformance = Checks.judge(Checks.rss(5, FACTS, 8), mistaken);

        assertThat(conformance.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(conformance.differences()).filteredOn(
                difference -> difference.rule() == Rule.RSS_UDP_IPV4 || difference.rule() == Rule.RSS_UDP_IPV6)
                .isNotEmpty().allSatisfy(difference -> assertThat(difference.likely()).startsWith(reason)
                        .matches(".*\\(explains (\\d+) of \\1\\)"));
        assertThat(Checks.reasons(conformance)).doesNotContain("nothing that was tried explains it");
    }

    @Test
    void shouldNotJudgeWhatCannotBePredicted() {
        RssFacts xor = new RssFacts.Reported(FACTS.table(), FACTS.key(), HashFunction.XOR, InputTransform.NONE,
                HashTypes.ALL);
        RssFacts odd = new RssFacts.Reported(FACTS.table().subList(0, 100), FACTS.key(), HashFunction.TOEPLITZ,
                InputTransform.NONE, HashTypes.ALL);

        assertNotValidated(Checks.rss(1, xor, 8, 1_000), "the NIC hashes by xor, and only toeplitz can be predicted");
        assertNotValidated(Checks.rss(1, odd, 8, 1_000),
                "the indirection table has 100 entries, and only powers of two can be predicted");
        assertNotValidated(Checks.rss(1, FACTS, 4, 1_000),
                "frames may arrive at queue 7, and only queues 0 to 3 are read");
        assertNotValidated(Checks.rss(1, new RssFacts.NotReported("eth1 gives no RSS table (EOPNOTSUPP)"), 8, 1_000),
                "eth1 gives no RSS table (EOPNOTSUPP)");
    }

    private static void assertNotValidated(Check check, String reason) {
        Conformance conformance = Conformance.of(new Recording(check, new Observations(0)));

        assertThat(conformance.outcome()).isEqualTo(Outcome.NOT_VALIDATED);
        assertThat(conformance.reason()).isEqualTo(reason);
        assertThat(conformance.frames()).isZero();
        assertThat(ProbeSet.of(check).count()).isZero();
    }
}
