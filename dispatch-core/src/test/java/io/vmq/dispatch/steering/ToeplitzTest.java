package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vmq.dispatch.memory.Memory;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ToeplitzTest {

    private static final int RANDOM_TUPLES = 4_000;

    private final Toeplitz toeplitz = new Toeplitz(RssKey.DEFAULT);
    private final Toeplitz symmetric = new Toeplitz(RssKey.SYMMETRIC);

    static List<RssVector> vectors() {
        return RssVector.ALL;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldMatchThePublishedVectors(RssVector vector) {
        FlowTuple flow = vector.flow(IpProtocol.TCP);

        assertThat(toeplitz.hash(ReferenceToeplitz.input(flow, false))).isEqualTo(vector.addresses());
        assertThat(toeplitz.hash(ReferenceToeplitz.input(flow, true))).isEqualTo(vector.tcp());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldMatchThePublishedVectorsWhenReadFromMemory(RssVector vector) {
        byte[] input = ReferenceToeplitz.input(vector.flow(IpProtocol.TCP), true);
        Memory memory = Memory.copyOf(input);
        int addressBytes = input.length - 4;

        assertThat(toeplitz.hash(memory, 0, addressBytes, Toeplitz.NO_PORTS)).isEqualTo(vector.addresses());
        assertThat(toeplitz.hash(memory, 0, addressBytes, addressBytes)).isEqualTo(vector.tcp());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldHashTheOtherDirectionDifferentlyWithTheDefaultKey(RssVector vector) {
        FlowTuple swapped = vector.swapped(IpProtocol.TCP);

        assertThat(toeplitz.hash(ReferenceToeplitz.input(swapped, false))).isEqualTo(vector.swappedAddresses());
        assertThat(toeplitz.hash(ReferenceToeplitz.input(swapped, true))).isEqualTo(vector.swappedTcp());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldHashBothDirectionsAlikeWithTheSymmetricKey(RssVector vector) {
        for (FlowTuple flow : List.of(vector.flow(IpProtocol.TCP), vector.swapped(IpProtocol.TCP))) {
            assertThat(symmetric.hash(ReferenceToeplitz.input(flow, false))).isEqualTo(vector.symmetricAddresses());
            assertThat(symmetric.hash(ReferenceToeplitz.input(flow, true))).isEqualTo(vector.symmetricTcp());
        }
    }

    static Stream<Arguments> keysAndLengths() {
        RssKey random = RssKey.of(randomBytes(new Random(11), RssKey.BYTES));
        return Stream.of(RssKey.DEFAULT, RssKey.SYMMETRIC, random)
                .flatMap(key -> Stream.of(Arguments.of(key, 8, 1L), Arguments.of(key, 32, 2L)));
    }

    @ParameterizedTest(name = "key {0}, {1} address bytes, seed {2}")
    @MethodSource("keysAndLengths")
    void shouldAgreeWithTheDefinitionOnRandomTuples(RssKey key, int addressBytes, long seed) {
        Random random = new Random(seed);
        Toeplitz table = new Toeplitz(key);
        ReferenceToeplitz reference = new ReferenceToeplitz(key);
        for (int i = 0; i < RANDOM_TUPLES; i++) {
            byte[] addresses = randomBytes(random, addressBytes);
            byte[] ports = randomBytes(random, 4);
            byte[] input = Packets.join(addresses, ports);
            Memory memory = Memory.copyOf(Packets.join(ports, addresses));

            assertThat(table.hash(memory, 4, addressBytes, Toeplitz.NO_PORTS)).as("tuple %d", i)
                    .isEqualTo(table.hash(addresses)).isEqualTo(reference.hash(addresses));
            assertThat(table.hash(memory, 4, addressBytes, 0)).as("tuple %d", i)
                    .isEqualTo(table.hash(input)).isEqualTo(reference.hash(input));
        }
    }

    @Test
    void shouldHashAddressesThatStandApartLikeAddressesInARow() {
        long seed = 3;
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM_TUPLES; i++) {
            byte[] source = randomBytes(random, 16);
            byte[] destination = randomBytes(random, 16);
            byte[] ports = randomBytes(random, 4);
            Memory memory = Memory.copyOf(Packets.join(destination, ports, source));

            assertThat(toeplitz.hashIpv6(memory, 20, 0, 16)).as("seed %d, tuple %d", seed, i)
                    .isEqualTo(toeplitz.hash(Packets.join(source, destination, ports)));
            assertThat(toeplitz.hashIpv6(memory, 20, 0, Toeplitz.NO_PORTS)).as("seed %d, tuple %d", seed, i)
                    .isEqualTo(toeplitz.hash(Packets.join(source, destination)));
        }
    }

    @Test
    void shouldGiveTheKeyWindowForEverySingleBit() {
        ReferenceToeplitz reference = new ReferenceToeplitz(RssKey.DEFAULT);
        for (int bit = 0; bit < Toeplitz.MAX_INPUT_BYTES * 8; bit++) {
            byte[] input = new byte[Toeplitz.MAX_INPUT_BYTES];
            input[bit / 8] = (byte) (0x80 >>> bit % 8);
            assertThat(toeplitz.hash(input)).as("bit %d", bit).isEqualTo(reference.hash(input));
        }
    }

    @Test
    void shouldHashNothingToZero() {
        assertThat(toeplitz.hash(new byte[0])).isZero();
        assertThat(toeplitz.hash(new byte[36])).isZero();
    }

    @Test
    void shouldRefuseMoreBytesThanTheKeyCovers() {
        assertThatIllegalArgumentException().isThrownBy(() -> toeplitz.hash(new byte[37]))
                .withMessage("the input has 37 bytes, at most 36 expected");
    }

    private static byte[] randomBytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
