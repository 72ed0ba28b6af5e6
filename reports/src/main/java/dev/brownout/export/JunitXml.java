package dev.brownout.export;

import dev.brownout.format.LossText;
import dev.brownout.format.Overdue;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.TextSanitizer;
import dev.brownout.format.VerdictWording;
import dev.brownout.json.DoubleFormat;
import dev.brownout.result.LossResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.ScenarioAnswer;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writer of a result as JUnit XML, for build servers. The scenario is a test suite; each assertion in each variant is a
 * test case. A failure is both in the attribute and in the text, because some servers show only one of them. The
 * measurement of each assertion is in its properties for programs and in its output for readers, whether met or
 * violated. Losses are in the properties and the output of the suite, and in the output of each test case of their
 * variant, asserted or not.
 *
 * <p>Times are wall clock times, as consumers of the format expect. All assertions are evaluated on the same run. Each
 * test case has an equal share of its duration, so that their sum is the duration of the run.
 */
public final class JunitXml {
    private static final String INDENT = "\n      ";

    private final XMLStreamWriter xml;
    private final RunResult result;
    private final TestRun run;
    private final int tests;

    private JunitXml(XMLStreamWriter xml, RunResult result, TestRun run) {
        this.xml = xml;
        this.result = result;
        this.run = run;
        this.tests = result.variants().stream()
                .mapToInt(variant ->
                        variant.evaluation().sla().size() + (variant.run().complete() ? 0 : 1))
                .sum();
    }

    /** Writes a result in UTF-8. */
    public static byte[] write(RunResult result, TestRun run) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            new JunitXml(xml, result, run).document();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a result cannot be written as XML", e);
        }
        return bytes.toByteArray();
    }

    private void document() throws XMLStreamException {
        int failures = 0;
        int errors = 0;
        for (VariantResult variant : result.variants()) {
            errors += variant.run().complete() ? 0 : 1;
            failures += (int) variant.evaluation().sla().values().stream()
                    .filter(sla -> !sla.asExpected())
                    .count();
        }
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute("name", result.scenario());
        attribute("tests", Integer.toString(tests));
        attribute("failures", Integer.toString(failures));
        attribute("errors", Integer.toString(errors));
        attribute("skipped", "0");
        attribute("time", seconds(run.wallSeconds()));
        figures();
        for (VariantResult variant : result.variants()) {
            for (Map.Entry<String, SlaResult> entry : variant.evaluation().sla().entrySet()) {
                assertion(variant, entry.getKey(), entry.getValue());
            }
            if (!variant.run().complete()) {
                onStopped(variant);
            }
        }
        outputOfSuite();
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    /** Writes the losses, the requests without a response and the overdue messages as properties of the suite. */
    private void figures() throws XMLStreamException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            losses(variant, properties);
        }
        if (Overdue.any(result)) {
            for (VariantResult variant : result.variants()) {
                unanswered(variant, properties);
            }
        }
        for (VariantResult variant : result.variants()) {
            Overdue.messagesOf(variant)
                    .forEach((name, count) -> properties.put(
                            variant.name() + ": " + name + "." + Overdue.MESSAGES, Long.toString(count)));
        }
        if (!properties.isEmpty()) {
            properties("\n    ", properties);
        }
    }

    private static void losses(VariantResult variant, Map<String, String> properties) {
        for (LossResult loss : variant.accounting().losses()) {
            String name = variant.name() + ": " + loss.component() + "." + loss.metric();
            properties.put("loss: " + name, DoubleFormat.text(loss.measured()));
            if (loss.warmup() != 0) {
                properties.put("loss in the warm-up: " + name, DoubleFormat.text(loss.warmup()));
            }
        }
    }

    private static void unanswered(VariantResult variant, Map<String, String> properties) {
        variant.requests().forEach((name, request) -> {
            properties.put(variant.name() + ": " + name + ".unfinished", Long.toString(request.unfinished()));
            properties.put(variant.name() + ": " + name + ".overdue", Long.toString(request.overdue()));
        });
    }

    /** Writes the answer and the losses as readable output of the suite, even for a scenario without assertions. */
    private void outputOfSuite() throws XMLStreamException {
        Stream<String> losses = result.variants().stream()
                .filter(variant -> !variant.accounting().losses().isEmpty())
                .map(JunitXml::losses);
        String text = Stream.concat(ScenarioAnswer.of(result).map(ScenarioAnswer::text).stream(), losses)
                .collect(Collectors.joining("\n"));
        if (!text.isEmpty()) {
            element("\n    ", "system-out", text);
        }
    }

    private static String losses(VariantResult variant) {
        return "losses of " + variant.name() + ": "
                + LossText.text(variant.accounting().losses());
    }

    private void properties(String indent, Map<String, String> properties) throws XMLStreamException {
        xml.writeCharacters(indent);
        xml.writeStartElement("properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            xml.writeCharacters(indent + "  ");
            xml.writeEmptyElement("property");
            attribute("name", property.getKey());
            attribute("value", property.getValue());
        }
        xml.writeCharacters(indent);
        xml.writeEndElement();
    }

    private void assertion(VariantResult variant, String name, SlaResult sla) throws XMLStreamException {
        begin(variant, name);
        properties(INDENT, properties(sla));
        String measured = Double.isNaN(sla.value()) ? "" : ", measured " + VerdictWording.measuredValue(sla);
        String description = sla.expression() + ": " + VerdictWording.words(sla) + measured;
        if (!sla.asExpected()) {
            writeProblem("failure", VerdictWording.plainText(sla), description + VerdictWording.since(sla));
        }
        String distance = VerdictWording.distance(sla);
        String margin = distance.isEmpty() ? "" : ", " + distance;
        String window =
                ", from " + SimulatedTimeFormat.at(sla.fromNanos()) + " to " + SimulatedTimeFormat.at(sla.toNanos());
        String losses = variant.accounting().losses().isEmpty() ? "" : "\n" + losses(variant);
        element(INDENT, "system-out", description + margin + window + VerdictWording.since(sla) + losses);
        end();
    }

    private void onStopped(VariantResult variant) throws XMLStreamException {
        begin(variant, "reaches its end");
        String place = SimulatedTimeFormat.at(variant.run().stopped().atNanos()) + " of "
                + SimulatedTimeFormat.at(variant.run().durationNanos());
        writeProblem(
                "error",
                "stopped",
                "ended at " + place + ": " + variant.run().stopped().why());
        end();
    }

    /**
     * Returns the machine-readable properties of a verdict. Numbers have the form of {@code result.json}; times are
     * seconds of simulated time.
     */
    private static Map<String, String> properties(SlaResult sla) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("expression", sla.expression());
        properties.put("metric", sla.metric());
        properties.put("comparison", sla.comparison());
        properties.put("measured", DoubleFormat.text(sla.value()));
        if (sla.open() != null) {
            properties.put("measured_low", DoubleFormat.text(sla.open().low()));
            properties.put("measured_high", DoubleFormat.text(sla.open().high()));
        }
        properties.put("bound", DoubleFormat.text(sla.bound()));
        properties.put("unit", sla.unit());
        properties.put("margin", DoubleFormat.text(sla.margin()));
        properties.put("window_from_s", DoubleFormat.text(sla.fromNanos() / 1e9));
        properties.put("window_to_s", DoubleFormat.text(sla.toNanos() / 1e9));
        properties.put("verdict", sla.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        properties.put("expected", sla.breaks() ? "fail" : "pass");
        if (sla.firstViolatedAtNanos() >= 0) {
            properties.put("first_violated_s", DoubleFormat.text(sla.firstViolatedAtNanos() / 1e9));
        }
        properties.values().removeIf(String::isEmpty);
        return properties;
    }

    private void begin(VariantResult variant, String name) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("classname", run.className());
        attribute("name", variant.name() + ": " + name);
        attribute("time", seconds(run.wallSeconds() / tests));
        attribute("file", run.file());
        int line = run.line(variant.name(), name);
        if (line > 0) {
            attribute("line", Integer.toString(line));
        }
    }

    private void writeProblem(String element, String type, String message) throws XMLStreamException {
        xml.writeCharacters(INDENT);
        xml.writeStartElement(element);
        attribute("message", message);
        attribute("type", type);
        xml.writeCharacters(TextSanitizer.replace(message));
        xml.writeEndElement();
    }

    private void element(String indent, String name, String text) throws XMLStreamException {
        xml.writeCharacters(indent);
        xml.writeStartElement(name);
        xml.writeCharacters(TextSanitizer.replace(text));
        xml.writeEndElement();
    }

    private void end() throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, TextSanitizer.replace(value));
    }

    private static String seconds(double seconds) {
        return new BigDecimal(seconds).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    }
}
