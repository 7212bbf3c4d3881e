package io.vmq.tools.doctor.export;

import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.tools.doctor.export.Adapter.Rss;
import io.vmq.tools.doctor.export.Adapter.Vmq;
import io.vmq.tools.scenario.BadInputException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the network adapters of an export: what the sections NetAdapter, NetAdapterVmq, NetAdapterVmqQueue and NetAdapterRss say
 * of one name. What is not set has the default of the driver's keyword (WDD standardized-inf-keywords-for-rss): base 0:0, any
 * node. A MaxProcessors of 0 is not set.
 */
final class AdapterReader {

    private static final int MAX_NUMBER = Processor.GROUP_SIZE - 1;
    private static final int MAX_GROUP = 31;
    /** What {@code *NumaNodeId} has for any node. */
    private static final int ANY_NODE = 65_535;
    private static final int MAX_COUNT = 1_000_000;
    private static final Pattern PAIR = Pattern.compile("([0-9]{1,5}):([0-9]{1,5})");
    private static final Pattern SPEED = Pattern.compile("(?i)([0-9]+(?:[.,][0-9]+)?)\\s*([KMGT]?)(?:bps|bit/s|b/s)");
    private static final Map<String, Integer> EXPONENTS = Map.of("", 0, "K", 3, "M", 6, "G", 9, "T", 12);

    private final Sections sections;
    private final Map<String, Fields> general;
    private final Map<String, Fields> vmq;
    private final Map<String, Fields> rss;

    AdapterReader(Sections sections) {
        this.sections = sections;
        general = byName(sections.optional("NetAdapter"));
        vmq = byName(sections.required("NetAdapterVmq"));
        rss = byName(sections.optional("NetAdapterRss"));
    }

    private Map<String, Fields> byName(List<Fields> objects) {
        Map<String, Fields> byName = new LinkedHashMap<>();
        for (Fields object : objects) {
            String name = object.requiredText("Name");
            Fields earlier = byName.put(name, object);
            if (earlier != null) {
                throw new BadInputException(sections.file() + ": " + object.path() + ".Name: '" + name
                        + "' stands twice (first at " + earlier.path() + ", expected once)");
            }
        }
        return byName;
    }

    /** All adapters that any of the sections names. */
    List<Adapter> adapters() {
        Set<String> names = new LinkedHashSet<>(general.keySet());
        names.addAll(vmq.keySet());
        names.addAll(rss.keySet());
        return names.stream().map(this::adapter).toList();
    }

    private Adapter adapter(String name) {
        Fields all = general.get(name);
        Fields queues = vmq.get(name);
        Fields scaling = rss.get(name);
        return new Adapter(name, description(name, all, queues, scaling),
                Optional.ofNullable(all).flatMap(fields -> fields.text("InterfaceGuid")).map(AdapterReader::bare),
                all != null && all.flag("Virtual").orElse(false), all == null ? OptionalLong.empty() : speed(all),
                Optional.ofNullable(queues)
                        .map(fields -> new Vmq(fields.flag("Enabled").orElse(true), setting(fields, "BaseVmqProcessor"),
                                fields.whole("NumberOfReceiveQueues", MAX_COUNT))),
                Optional.ofNullable(scaling)
                        .map(fields -> new Rss(fields.flag("Enabled").orElse(true), setting(fields, "BaseProcessor"),
                                fields.whole("NumberOfReceiveQueues", MAX_COUNT))),
                queuesInUse(name));
    }

    private static String description(String name, @Nullable Fields... sources) {
        for (Fields source : sources) {
            Optional<String> description = source == null ? Optional.empty() : source.text("InterfaceDescription");
            if (description.isPresent()) {
                return description.get();
            }
        }
        return name;
    }

    /** A GUID without braces, in capital letters. */
    static String bare(String guid) {
        return guid.replace("{", "").replace("}", "").toUpperCase(Locale.ROOT);
    }

    /** Speed is a number, LinkSpeed a text such as {@code 10 Gbps}; 0 and the largest numbers stand for none. */
    private OptionalLong speed(Fields fields) {
        for (String name : List.of("Speed", "ReceiveLinkSpeed", "LinkSpeed")) {
            Optional<String> text = fields.text(name);
            if (text.isPresent()) {
                long bps = bps(text.get())
                        .orElseThrow(() -> fields.refusal(name, "a speed such as 10000000000 or 10 Gbps"));
                return bps == 0 ? OptionalLong.empty() : OptionalLong.of(bps);
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong bps(String text) {
        Matcher matcher = SPEED.matcher(text.matches("[0-9]{1,20}") ? text + "bps" : text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        BigDecimal bps = new BigDecimal(matcher.group(1).replace(',', '.'))
                .scaleByPowerOfTen(EXPONENTS.getOrDefault(matcher.group(2).toUpperCase(Locale.ROOT), 0));
        boolean known = bps.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
        return OptionalLong.of(known ? bps.longValue() : 0);
    }

    private int queuesInUse(String name) {
        return (int) sections.optional("NetAdapterVmqQueue").stream()
                .filter(queue -> queue.text("Name").filter(name::equals).isPresent())
                .filter(queue -> queue.whole("QueueID", Integer.MAX_VALUE).orElse(0) > 0).count();
    }

    private ProcessorSetting setting(Fields fields, String pairName) {
        Base base = base(fields, pairName);
        OptionalInt max = fields.whole("MaxProcessors", MAX_COUNT);
        OptionalInt node = fields.whole("NumaNode", ANY_NODE);
        return new ProcessorSetting(base.group(), base.number(), without(max, 0),
                fields.whole("MaxProcessorGroup", MAX_GROUP), fields.whole("MaxProcessorNumber", MAX_NUMBER),
                without(node, ANY_NODE));
    }

    private static OptionalInt without(OptionalInt value, int unset) {
        return value.isPresent() && value.getAsInt() == unset ? OptionalInt.empty() : value;
    }

    private record Base(int group, int number) {}

    private Base base(Fields fields, String pairName) {
        Optional<Base> pair = pair(fields, pairName);
        OptionalInt number = fields.whole("BaseProcessorNumber", MAX_NUMBER);
        if (number.isEmpty()) {
            return pair.orElse(new Base(0, 0));
        }
        Base base = new Base(fields.whole("BaseProcessorGroup", MAX_GROUP)
                .orElse(pair.map(Base::group).orElse(0)), number.getAsInt());
        if (pair.isPresent() && !pair.get().equals(base)) {
            throw fields.refusal(pairName,
                    "the same as BaseProcessorGroup and BaseProcessorNumber, " + base.group() + ":"
                            + base.number());
        }
        return base;
    }

    /** {@code "0:2"}, or an object with Group and Number. */
    private static Optional<Base> pair(Fields fields, String name) {
        if (!fields.has(name)) {
            return Optional.empty();
        }
        Optional<Fields> object = fields.object(name);
        if (object.isPresent()) {
            return Optional
                    .of(new Base(part(object.get(), "Group", MAX_GROUP), part(object.get(), "Number", MAX_NUMBER)));
        }
        Matcher matcher = PAIR.matcher(fields.text(name).orElse(""));
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > MAX_GROUP
                || Integer.parseInt(matcher.group(2)) > MAX_NUMBER) {
            throw fields.refusal(name, "group:number such as 0:2, or an object with Group and Number");
        }
        return Optional.of(new Base(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
    }

    /** {@code Number}, or {@code ProcessorNumber} as the class MSFT_NetAdapter_ProcessorNumber has it. */
    private static int part(Fields object, String name, int max) {
        String longer = "Processor" + name;
        return object.whole(object.has(longer) ? longer : name, max)
                .orElseThrow(() -> object.refusal(name, "a whole number from 0 to " + max));
    }
}
