package dev.brownout.displayed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Check of the numbers in a report for build servers. */
final class JunitCheck {
    private static final String PLACE = "JUnit";
    /** A number with thousands separators, and the text up to the next comma. */
    private static final String NUMBER = "[^,]*(?:,[0-9]{3}[^,]*)*";

    private static final Pattern OUTCOME = Pattern.compile(
            "(?:, measured (" + NUMBER + "))?(?:, ([0-9]" + NUMBER + "(?:bound|above|below)|at the bound))?(?:, .*)?",
            Pattern.DOTALL);

    private final ResultValues values;

    private JunitCheck(ResultValues values) {
        this.values = values;
    }

    static void check(byte[] xml, ResultValues values) {
        JunitCheck check = new JunitCheck(values);
        Map<String, Element> cases = new HashMap<>();
        try {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml));
            check.suite(properties(
                    (Element) document.getElementsByTagName("testsuite").item(0)));
            NodeList all = document.getElementsByTagName("testcase");
            for (int i = 0; i < all.getLength(); i++) {
                Element one = (Element) all.item(i);
                cases.put(one.getAttribute("name"), one);
            }
        } catch (IOException | SAXException | ParserConfigurationException unreadable) {
            throw new AssertionError(unreadable);
        }
        for (Map<String, Object> variant : values.variants()) {
            ResultValues.map(variant, "sla").forEach((name, sla) -> {
                Element one = cases.remove(variant.get("name") + ": " + name);
                values.expect(one != null, PLACE, "no test case", name);
                if (one != null) {
                    check.outcome(one, ResultValues.map(sla));
                }
            });
        }
        cases.keySet().removeIf(name -> name.endsWith(": reaches its end"));
        values.expect(cases.isEmpty(), PLACE, "unknown test cases", cases.keySet());
    }

    private static Map<String, String> properties(Element owner) {
        Map<String, String> properties = new HashMap<>();
        NodeList all = owner.getElementsByTagName("property");
        for (int i = 0; i < all.getLength(); i++) {
            Element property = (Element) all.item(i);
            properties.put(property.getAttribute("name"), property.getAttribute("value"));
        }
        return properties;
    }

    /** Checks the losses, and the requests without a response where the suite has them. */
    private void suite(Map<String, String> properties) {
        for (Map<String, Object> variant : values.variants()) {
            ResultValues.map(variant, "requests").forEach((name, request) -> {
                for (String count : List.of("unfinished", "overdue")) {
                    String key = variant.get("name") + ": " + name + "." + count;
                    if (properties.containsKey(key)) {
                        exact(properties, key, ResultValues.number(request, count), 1);
                    }
                }
            });
            for (Object loss : ResultValues.list(variant, "losses")) {
                String key = "loss: " + variant.get("name") + ": " + ResultValues.valueAt(loss, "component") + "."
                        + ResultValues.valueAt(loss, "metric");
                exact(properties, key, ResultValues.valueAt(loss, "measured"), 1);
            }
        }
    }

    private void outcome(Element one, Map<String, Object> sla) {
        Map<String, String> properties = properties(one);
        exact(properties, "measured", sla.get("value"), 1);
        exact(properties, "measured_low", ResultValues.valueAt(sla, "open", "low"), 1);
        exact(properties, "measured_high", ResultValues.valueAt(sla, "open", "high"), 1);
        exact(properties, "bound", sla.get("bound"), 1);
        exact(properties, "margin", sla.get("margin"), 1);
        exact(properties, "window_from_s", sla.get("from_ns"), 1e9);
        exact(properties, "window_to_s", sla.get("to_ns"), 1e9);
        double violated = ResultValues.number(sla, "first_violated_at_ns");
        exact(properties, "first_violated_s", violated < 0 ? null : violated, 1e9);
        for (String name : new String[] {"unit", "metric", "comparison", "verdict", "expression"}) {
            Object value = properties.getOrDefault(name, "");
            values.expect(value.equals(sla.get(name)), PLACE, name, value, sla.get("expression"));
        }
        NodeList failures = one.getElementsByTagName("failure");
        values.expect((failures.getLength() == 0) == ResultValues.isExpected(sla), PLACE, "failure", sla);
        text(one.getElementsByTagName("system-out").item(0).getTextContent(), sla);
        if (failures.getLength() > 0) {
            text(((Element) failures.item(0)).getAttribute("message"), sla);
            text(failures.item(0).getTextContent(), sla);
        }
    }

    private void exact(Map<String, String> properties, String name, Object value, double divisor) {
        String text = properties.get(name);
        boolean right = value == null
                ? text == null
                : text != null && Double.parseDouble(text) == ((Number) value).doubleValue() / divisor;
        values.expect(right, PLACE, name, properties, "is " + value);
    }

    /** Checks the expression, the verdict, the measurement and the distance in a sentence. */
    private void text(String text, Map<String, Object> sla) {
        String start = sla.get("expression") + ": " + ResultValues.words(sla);
        Matcher outcome = OUTCOME.matcher(text.substring(Math.min(text.length(), start.length())));
        boolean right = text.startsWith(start) && outcome.matches();
        values.expect(right, PLACE, "sentence", text);
        if (right) {
            boolean measured = outcome.group(1) != null;
            values.expect(measured == (sla.get("value") != null), PLACE, "measurement", text);
            if (measured) {
                values.measure(outcome.group(1), sla, PLACE);
            }
            if (outcome.group(2) != null) {
                values.distance(outcome.group(2), sla, PLACE);
            }
        }
    }
}
