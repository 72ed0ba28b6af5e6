package dev.brownout.importing.loadtest;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Results of JMeter in XML, one sample per line (user manual, "XML Log format 2.1"). The URL is in an element of its
 * own and not read. A sample with samples inside it is a transaction; its own time is not counted.
 */
final class JmeterXml implements LoadTestFormat {
    private static final Pattern SAMPLE = Pattern.compile("\\s*<(?:httpSample|sample)\\b([^>]*)>?.*");
    private static final Pattern OTHER = Pattern.compile("\\s*(?:<.*|[^<]*</.*|)");
    private static final double MICROS_PER_MILLI = 1e3;

    private final UserCount users = new UserCount();

    @Override
    public String name() {
        return "JMeter results in XML";
    }

    @Override
    public String tool() {
        return "JMeter";
    }

    @Override
    public LoopKind loop() {
        return LoopKind.CLOSED;
    }

    @Override
    public int activeUsers() {
        return users.active();
    }

    @Override
    public List<String> leftOut() {
        return List.of("the parts of a response time in JMeter's attributes (lt, ct), and the elements in a sample");
    }

    @Override
    public LoadTestRequest read(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            if (OTHER.matcher(line).matches()) {
                return null;
            }
            throw new IllegalArgumentException("it is no XML of JMeter");
        }
        String attributes = sample.group(1);
        users.set(of("na", attributes).isEmpty() ? of("ng", attributes) : of("na", attributes));
        if (of("rm", attributes).startsWith("Number of samples in transaction")) {
            return null;
        }
        String bytes = of("by", attributes);
        return new LoadTestRequest(
                ResultTimes.micros(of("ts", attributes)),
                "",
                "",
                of("lb", attributes),
                ResultTimes.status(of("rc", attributes), !of("s", attributes).equals("false")),
                bytes.isEmpty() ? -1 : Math.round(ResultTimes.number(bytes)),
                Math.round(ResultTimes.number(of("t", attributes)) * MICROS_PER_MILLI));
    }

    private static String of(String name, String attributes) {
        int at = attributes.indexOf(" " + name + "=\"");
        int from = at + name.length() + 3;
        int end = at < 0 ? -1 : attributes.indexOf('"', from);
        return end < 0 ? "" : attributes.substring(from, end);
    }
}
