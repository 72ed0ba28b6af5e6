package dev.brownout.export;

import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Characters;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Verdicts;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A result as JUnit XML, which build servers show: the scenario is a test suite, each assertion in each variant a test
 * case. What failed stands in the attribute and in the text, because some servers show only one of them.
 */
public final class JunitXml {
    private final XMLStreamWriter xml;
    private final RunResult result;

    private JunitXml(XMLStreamWriter xml, RunResult result) {
        this.xml = xml;
        this.result = result;
    }

    /** Writes a result in UTF-8. */
    public static byte[] write(RunResult result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            new JunitXml(xml, result).document();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a result cannot be written as XML", e);
        }
        return bytes.toByteArray();
    }

    private void document() throws XMLStreamException {
        int tests = 0;
        int failures = 0;
        int errors = 0;
        for (VariantResult variant : result.variants()) {
            tests += variant.sla().size() + (variant.complete() ? 0 : 1);
            errors += variant.complete() ? 0 : 1;
            failures += (int) variant.sla().values().stream()
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
        for (VariantResult variant : result.variants()) {
            for (Map.Entry<String, SlaResult> entry : variant.sla().entrySet()) {
                assertion(variant, entry.getKey(), entry.getValue());
            }
            if (!variant.complete()) {
                String why =
                        "ended at " + Clock.at(variant.stopped().atNanos()) + " of " + Clock.at(variant.durationNanos())
                                + ": " + variant.stopped().why();
                testcase(variant, "reaches its end", "error", "stopped", why);
            }
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void assertion(VariantResult variant, String name, SlaResult sla) throws XMLStreamException {
        if (sla.asExpected()) {
            testcase(variant, name, "", "", "");
        } else {
            String since =
                    sla.firstViolatedAtNanos() < 0 ? "" : "; first violated at " + Clock.at(sla.firstViolatedAtNanos());
            String measured = Double.isNaN(sla.value()) ? "" : ", measured " + Verdicts.measured(sla);
            String how = sla.expression() + ": " + Verdicts.words(sla) + measured + since;
            testcase(variant, name, "failure", Verdicts.plain(sla), how);
        }
    }

    private void testcase(VariantResult variant, String name, String element, String type, String message)
            throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("classname", result.name());
        attribute("name", variant.name() + ": " + name);
        if (!element.isEmpty()) {
            xml.writeCharacters("\n      ");
            xml.writeStartElement(element);
            attribute("message", message);
            attribute("type", type);
            xml.writeCharacters(Characters.replaced(message));
            xml.writeEndElement();
            xml.writeCharacters("\n    ");
        }
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Characters.replaced(value));
    }
}
