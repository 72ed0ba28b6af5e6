package dev.brownout.importing.loadtest;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Results of JMeter in XML (user manual, "XML Log format 2.1"). The elements in a sample, such as assertions, headers
 * and the data of the response, may extend over many lines. They and the URL are not read. The samples in a sample are
 * parts of its time, such as redirects and embedded resources, and are no requests of their own. A sample that is a
 * transaction is none; those in it are.
 */
final class JmeterXml implements LoadTestFormat {
    private static final Pattern TAG = Pattern.compile("<(/?)(?:httpSample|sample)\\b([^>]*)(>?)");
    private static final Pattern OTHER = Pattern.compile("\\s*(?:<.*|[^<]*</.*|)");
    private static final Pattern BEGIN = Pattern.compile("\\s*<testResults\\b.*");
    private static final double MICROS_PER_MILLI = 1e3;
    private static final int LONGEST_TAG = 1 << 16;

    private final UserCount users = new UserCount();
    private final SampleRepetition repetition = new SampleRepetition();

    /** Flag for lines in the root element. Those without a tag are contents of elements. */
    private boolean hasBegun;

    /** Number of open samples, and of those that are transactions. */
    private int open;

    private int transactions;

    /** Beginning of a tag that continues on the next line. */
    private String pending = "";

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
        return repetition.loop();
    }

    @Override
    public int activeUsers() {
        return users.active();
    }

    @Override
    public List<String> leftOut() {
        return List.of(
                "the parts of a response time in JMeter's attributes (lt, ct), the size of requests (sby), pauses (it),"
                        + " and the elements in a sample",
                ResultTimes.CLIENT_ERRORS);
    }

    @Override
    public LoadTestRequest read(String line) {
        if (BEGIN.matcher(line).matches()) {
            hasBegun = true;
            open = 0;
            transactions = 0;
            pending = "";
        }
        String text = pending.isEmpty() ? line : pending + " " + line;
        pending = "";
        if (!hasBegun && !OTHER.matcher(text).matches()) {
            throw new IllegalArgumentException("it is no XML of JMeter");
        }
        LoadTestRequest found = null;
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            if (tag.group(3).isEmpty()) {
                pending = text.length() < LONGEST_TAG ? text.substring(tag.start()) : "";
                break;
            }
            if (!tag.group(1).isEmpty()) {
                open = Math.max(0, open - 1);
                transactions = Math.min(transactions, open);
                continue;
            }
            LoadTestRequest request = startRequest(tag.group(2));
            found = found == null ? request : found;
        }
        return found;
    }

    private LoadTestRequest startRequest(String attributes) {
        hasBegun = true;
        boolean empty = attributes.endsWith("/");
        boolean transaction = attribute("rm", attributes).startsWith("Number of samples in transaction");
        boolean part = open > transactions;
        users.set(attribute("na", attributes).isEmpty() ? attribute("ng", attributes) : attribute("na", attributes));
        if (!empty) {
            open++;
            transactions += transaction && !part ? 1 : 0;
        }
        return transaction || part ? null : request(attributes);
    }

    private LoadTestRequest request(String attributes) {
        repetition.add(attribute("tn", attributes), attribute("lb", attributes));
        String bytes = attribute("by", attributes);
        return new LoadTestRequest(
                ResultTimes.micros(attribute("ts", attributes)),
                "",
                "",
                attribute("lb", attributes),
                ResultTimes.status(
                        attribute("rc", attributes), !attribute("s", attributes).equals("false")),
                bytes.isEmpty() ? -1 : Math.round(ResultTimes.number(bytes)),
                Math.round(ResultTimes.number(attribute("t", attributes)) * MICROS_PER_MILLI));
    }

    private static String attribute(String name, String attributes) {
        int index = attributes.indexOf(" " + name + "=\"");
        int from = index + name.length() + 3;
        int end = index < 0 ? -1 : attributes.indexOf('"', from);
        return end < 0 ? "" : attributes.substring(from, end);
    }
}
