package io.vmq.tools.report;

import io.vmq.tools.gate.Comparison;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateVerdict;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A gate as JUnit XML: a suite for each series, a case for each comparison.
 *
 * <p>
 * What regressed is a failure. What is inconclusive is skipped, with its sentence: Jenkins and GitLab count errors as failures, and a gate
 * that fails where it does not know is soon switched off; that it does not know is in the exit code. The sentence stands both in the
 * attribute, which Jenkins shows, and in the element, which GitLab shows.
 */
public final class GateJUnit {

    private static final String NO_TIME = "0";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private GateJUnit() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /** The document as indented text that ends with a line feed. */
    public static String text(GateResult result) {
        try {
            GateJUnit document = new GateJUnit();
            document.write(result);
            return document.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML in memory cannot be written", e);
        }
    }

    private void write(GateResult result) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start(0, "testsuites");
        xml.writeAttribute("name", "vmq gate");
        if (result.comparisons().isEmpty()) {
            nothing(result);
            return;
        }
        counts(result.comparisons());
        for (Map.Entry<String, List<Comparison>> series : bySeries(result).entrySet()) {
            suite(series.getKey(), series.getValue(), result);
        }
        close();
    }

    private void close() throws XMLStreamException {
        end(0);
        xml.writeEndDocument();
        text.append('\n');
    }

    /** A case of its own where there is none to show, so that whoever looks learns why. */
    private void nothing(GateResult result) throws XMLStreamException {
        oneSkipped();
        start(1, "testsuite");
        xml.writeAttribute("name", "vmq gate");
        oneSkipped();
        xml.writeAttribute("skipped", "1");
        start(2, "testcase");
        xml.writeAttribute("classname", "gate");
        xml.writeAttribute("name", "nothing was compared");
        xml.writeAttribute("time", NO_TIME);
        remark("skipped", result.verdict().label(), GateSentences.nothing(result));
        end(2);
        end(1);
        close();
    }

    private void oneSkipped() throws XMLStreamException {
        xml.writeAttribute("tests", "1");
        xml.writeAttribute("failures", "0");
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("time", NO_TIME);
    }

    private static Map<String, List<Comparison>> bySeries(GateResult result) {
        return result.comparisons().stream()
                .collect(Collectors.groupingBy(Comparison::series, LinkedHashMap::new, Collectors.toList()));
    }

    private void counts(List<Comparison> comparisons) throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(comparisons.size()));
        xml.writeAttribute("failures", count(comparisons, GateVerdict.REGRESSED));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("time", NO_TIME);
    }

    private static String count(List<Comparison> comparisons, GateVerdict verdict) {
        return Long.toString(comparisons.stream().filter(each -> each.verdict() == verdict).count());
    }

    private void suite(String series, List<Comparison> comparisons, GateResult result) throws XMLStreamException {
        start(1, "testsuite");
        attribute("name", series);
        counts(comparisons);
        xml.writeAttribute("skipped", count(comparisons, GateVerdict.INCONCLUSIVE));
        start(2, "properties");
        property("baseline", result.baseline());
        property("candidate", result.candidate());
        property("minEffect", Double.toString(result.rules().minEffect()));
        property("alpha", Double.toString(result.rules().alpha()));
        property("seed", Long.toString(result.rules().seed()));
        end(2);
        for (Comparison comparison : comparisons) {
            testCase(comparison);
        }
        end(1);
    }

    private void property(String name, String value) throws XMLStreamException {
        indent(3);
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        attribute("value", value);
    }

    private void testCase(Comparison comparison) throws XMLStreamException {
        start(2, "testcase");
        attribute("classname", "gate." + comparison.series());
        attribute("name", comparison.metric().name());
        xml.writeAttribute("time", NO_TIME);
        switch (comparison.verdict()) {
            case REGRESSED -> remark("failure", "regressed", GateSentences.of(comparison));
            case INCONCLUSIVE -> remark("skipped", "inconclusive", GateSentences.of(comparison));
            case IMPROVED, PASS -> output(comparison.verdict().label() + ": " + GateSentences.of(comparison));
        }
        end(2);
    }

    private void remark(String name, String type, String sentence) throws XMLStreamException {
        indent(3);
        xml.writeStartElement(name);
        xml.writeAttribute("type", type);
        attribute("message", sentence);
        xml.writeCharacters(PlainText.of(sentence));
        xml.writeEndElement();
    }

    private void output(String sentence) throws XMLStreamException {
        start(3, "system-out");
        xml.writeCharacters(PlainText.of(sentence));
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to write control characters; names that hold some are shown without. */
    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, PlainText.of(value));
    }

    private void start(int depth, String name) throws XMLStreamException {
        indent(depth);
        xml.writeStartElement(name);
    }

    private void end(int depth) throws XMLStreamException {
        indent(depth);
        xml.writeEndElement();
    }

    private void indent(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
