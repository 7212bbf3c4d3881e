package io.vmq.tools.steer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteerCaptureTest {

    private static final String HEADER = "frame,dstMac,vlan,protocol,hashType,hash,entry,queue,dropReason\n";

    private static final String TO_A = "00155d00000a 02000000ffff ";
    private static final String TO_B = "00155d00000b 02000000ffff ";
    private static final String TO_C = "00155d00000c 02000000ffff ";
    private static final String TO_ALL = "ffffffffffff 02000000ffff ";

    /** 66.9.149.187 to 161.142.100.80, the first of the published vectors. */
    private static final String ADDRESSES = " 420995bb a18e6450 ";
    private static final String TCP_PORTS = "0aea 06e6 00000000 00000000 5000 0000 0000 0000";
    private static final String TCP = "45 00 0028 0000 0000 40 06 0000" + ADDRESSES + TCP_PORTS;
    private static final String FIRST_FRAGMENT = "45 00 0028 0000 2000 40 06 0000" + ADDRESSES + TCP_PORTS;
    private static final String LATER_FRAGMENT = "45 00 0028 0000 0003 40 11 0000" + ADDRESSES + TCP_PORTS;
    private static final String ICMP = "45 00 0028 0000 0000 40 01 0000" + ADDRESSES;
    private static final String ARP = "0806 0001 0800 06 04 0001";

    @TempDir
    private Path folder;

    private Path mixed() throws IOException {
        return new CaptureBytes(CaptureBytes.ETHERNET)
                .add(TO_A + "0800" + TCP)
                .add(TO_ALL + ARP)
                .add(TO_B + "8100 0064 0800" + TCP)
                .add(TO_B + "88a8 2007 8100 0005 0800" + TCP)
                .add(TO_A + "0800" + FIRST_FRAGMENT)
                .add(TO_A + "0800" + LATER_FRAGMENT)
                .add(TO_A + "0800" + ICMP)
                .add(TO_A, 13, 13)
                .add("00155d", 3, 3)
                .add(TO_C + "8100 0000 0800" + TCP, 9_213, 9_213)
                .add(TO_C + "0800" + TCP, 9_212, 9_212)
                .add(TO_C + "0800" + TCP, 60, 9_213)
                .add(TO_C + "8100", 14, 60)
                .add("01005e000001 02000000ffff 0800" + TCP)
                .writeTo(folder.resolve("mixed.pcap"));
    }

    @Test
    void shouldExplainEachFrameWithRss() throws IOException {
        SteerRun run = SteerRun.of("", "--mode", "rss", "--pcap", mixed().toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(HEADER + """
                1,00:15:5d:00:00:0a,,tcp,tcp-ipv4,0x51ccc178,120,0,
                2,ff:ff:ff:ff:ff:ff,,,none,,,0,
                3,00:15:5d:00:00:0b,100,tcp,tcp-ipv4,0x51ccc178,120,0,
                4,00:15:5d:00:00:0b,7,tcp,tcp-ipv4,0x51ccc178,120,0,
                5,00:15:5d:00:00:0a,,tcp,ipv4,0x323e8fc2,66,2,
                6,00:15:5d:00:00:0a,,udp,ipv4,0x323e8fc2,66,2,
                7,00:15:5d:00:00:0a,,other,ipv4,0x323e8fc2,66,2,
                8,00:15:5d:00:00:0a,,,,,,,runt
                9,,,,,,,,runt
                10,00:15:5d:00:00:0c,0,,,,,,oversize
                11,00:15:5d:00:00:0c,,tcp,tcp-ipv4,0x51ccc178,120,0,
                12,00:15:5d:00:00:0c,,,,,,,oversize
                13,00:15:5d:00:00:0c,,,none,,,0,
                14,01:00:5e:00:00:01,,tcp,tcp-ipv4,0x51ccc178,120,0,
                """);
    }

    @Test
    void shouldMakeTheDestinationsVmsUpToTheQueues() throws IOException {
        SteerRun run = SteerRun.of("", "--mode", "vmq", "--pcap", mixed().toString(), "--queues", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(HEADER + """
                1,00:15:5d:00:00:0a,,tcp,,,,1,
                2,ff:ff:ff:ff:ff:ff,,,,,,0,
                3,00:15:5d:00:00:0b,100,tcp,,,,2,
                4,00:15:5d:00:00:0b,7,tcp,,,,2,
                5,00:15:5d:00:00:0a,,tcp,,,,1,
                6,00:15:5d:00:00:0a,,udp,,,,1,
                7,00:15:5d:00:00:0a,,other,,,,1,
                8,00:15:5d:00:00:0a,,,,,,,runt
                9,,,,,,,,runt
                10,00:15:5d:00:00:0c,0,,,,,,oversize
                11,00:15:5d:00:00:0c,,tcp,,,,0,
                12,00:15:5d:00:00:0c,,,,,,,oversize
                13,00:15:5d:00:00:0c,,,,,,0,
                14,01:00:5e:00:00:01,,tcp,,,,0,
                """);
        assertThat(SteerRun.of("", "--mode", "vmq", "--pcap", mixed().toString()).rows())
                .contains("11,00:15:5d:00:00:0c,,tcp,,,,3,", "13,00:15:5d:00:00:0c,,,,,,3,");
    }

    @Test
    void shouldSendEveryFrameThatArrivesToTheOneQueueOfModeSingle() throws IOException {
        assertThat(SteerRun.of("", "--mode", "single", "--pcap", mixed().toString()).rows())
                .hasSize(14).contains("1,00:15:5d:00:00:0a,,tcp,,,,0,", "9,,,,,,,,runt");
    }

    @Test
    void shouldNotSteerWhatIsNotEthernet() throws IOException {
        Path file = new CaptureBytes(CaptureBytes.RAW_IP).add(TCP).writeTo(folder.resolve("raw.pcap"));

        assertThat(SteerRun.of("", "--pcap", file.toString()).rows()).containsExactly("1,,,,,,,,not-ethernet");
        assertThat(SteerRun.of("", "--pcap", file.toString(), "--format", "json").out()).isEqualTo("""
                [
                  {"frame": 1, "dstMac": null, "vlan": null, "protocol": null, "hashType": null, "hash": null, \
                "entry": null, "queue": null, "dropReason": "not-ethernet"}
                ]
                """);
    }

    @Test
    void shouldAnswerUpToTheCutAndSayWhereItIs() throws IOException {
        Path file = new CaptureBytes(CaptureBytes.ETHERNET).add(TO_A + "0800" + TCP).add(TO_ALL + ARP)
                .add(TO_B + "0800" + TCP).writeCut(folder.resolve("cut.pcap"), 10);

        SteerRun run = SteerRun.of("", "--pcap", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.rows()).containsExactly("1,00:15:5d:00:00:0a,,tcp,tcp-ipv4,0x51ccc178,120,0,",
                "2,ff:ff:ff:ff:ff:ff,,,none,,,0,");
        assertThat(run.err()).startsWith("vmq: " + file + ": cut in frame 3").endsWith("\n").hasLineCount(1);
    }

    @Test
    void shouldKeepTheOrderOverManyBatches() throws IOException {
        CaptureBytes many = new CaptureBytes(CaptureBytes.ETHERNET);
        for (int i = 0; i < 1_000; i++) {
            many = i % 3 == 0 ? many.add(TO_A, 13, 13) : many.add(TO_A + "0800" + TCP);
        }

        SteerRun run = SteerRun.of("", "--pcap", many.writeTo(folder.resolve("many.pcap")).toString());

        for (int i = 0; i < 1_000; i++) {
            assertThat(run.rows().get(i)).startsWith((i + 1) + ",").endsWith(i % 3 == 0 ? ",runt" : ",120,0,");
        }
    }
}
