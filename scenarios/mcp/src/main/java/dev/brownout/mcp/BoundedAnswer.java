package dev.brownout.mcp;

import dev.brownout.chart.draw.Chart;
import dev.brownout.page.PageJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Answer of a tool: a JSON object of limited size. Texts are cut at the end of a line, lists at the end of an item; the
 * answer then states the size of the omitted part and how to get it. Sizes are in bytes as a JSON string of a message,
 * in which each quote of the answer takes two bytes more. A picture of a chart and a link to a page are beside the
 * object, each with a limit of its own.
 */
final class BoundedAnswer {
    /** Maximum size of an answer. */
    static final int MOST_BYTES = 20_000;
    /** Maximum size of the picture, in bytes. */
    static final int MOST_PICTURE_BYTES = 100_000;
    /** Widths of a picture in pixels, the preferred one first. */
    private static final int[] PICTURE_WIDTHS = {960, 800, 640};
    /** Size that the notes on omitted parts may have. */
    private static final int NOTES = 1_000;

    private static final int MOST_LINE = 500;
    private static final String LEFT_OUT = "left_out";

    private final boolean error;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final List<Object> notes = new ArrayList<>();

    private Optional<byte[]> picture = Optional.empty();
    private Optional<String> link = Optional.empty();

    private BoundedAnswer(boolean error) {
        this.error = error;
    }

    /** Creates the answer of a successful call. */
    static BoundedAnswer result() {
        return new BoundedAnswer(false);
    }

    /** Creates the answer of a failed call. */
    static BoundedAnswer error() {
        return new BoundedAnswer(true);
    }

    /** Creates the answer of a failed call with a message of one line. */
    static BoundedAnswer error(String message) {
        return error().field("error", shorten(message));
    }

    /** Returns whether the call has failed. */
    boolean isError() {
        return error;
    }

    /** Adds a value: a number, a truth value, or a short text. A long text is shortened. */
    BoundedAnswer field(String name, Object value) {
        fields.put(name, value instanceof String text ? shorten(text) : value);
        return this;
    }

    private static String shorten(String text) {
        int most = 2 * MOST_LINE;
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    /** Adds the first lines of a text. */
    BoundedAnswer text(String name, String text, int mostBytes, String advice) {
        return text(name, text, 0, mostBytes, advice);
    }

    /**
     * Adds lines of a text. A line of more than 500 characters is shortened.
     *
     * @param firstLine number of the first line to add, from 0
     * @param mostBytes maximum size of the added text
     * @param advice how to get the rest; {@code %d} stands for the number of the next line
     */
    BoundedAnswer text(String name, String text, int firstLine, int mostBytes, String advice) {
        List<String> lines = text.lines().toList();
        StringBuilder added = new StringBuilder();
        int next = Math.min(firstLine, lines.size());
        int capacity = remainingBytes(mostBytes);
        int bytes = 0;
        while (next < lines.size()) {
            String line = brief(lines.get(next)) + "\n";
            bytes += size(line);
            if (bytes > capacity) {
                break;
            }
            added.append(line);
            next++;
        }
        fields.put(name, added.toString());
        note(name, lines.size() - next, "lines", advice.replace("%d", Integer.toString(next)));
        return this;
    }

    private static String brief(String line) {
        return line.codePointCount(0, line.length()) <= MOST_LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST_LINE)) + "…";
    }

    /** Adds the first items of a list of plain data. */
    BoundedAnswer list(String name, List<?> items, int mostBytes, String advice) {
        return list(name, items, 0, mostBytes, advice);
    }

    /**
     * Adds items of a list of plain data.
     *
     * @param firstItem number of the first item to add, from 0
     * @param mostBytes maximum size of the added items
     * @param advice how to get the rest; {@code %d} stands for the number of the next item
     */
    BoundedAnswer list(String name, List<?> items, int firstItem, int mostBytes, String advice) {
        List<Object> added = new ArrayList<>();
        int next = Math.min(firstItem, items.size());
        int capacity = remainingBytes(mostBytes);
        int bytes = 0;
        while (next < items.size()) {
            bytes += size(items.get(next));
            if (bytes > capacity) {
                break;
            }
            added.add(items.get(next));
            next++;
        }
        fields.put(name, added);
        note(name, items.size() - next, "items", advice.replace("%d", Integer.toString(next)));
        return this;
    }

    /** Adds the picture of a chart as PNG; none if it is too large in each width. */
    BoundedAnswer picture(Chart chart) {
        picture = IntStream.of(PICTURE_WIDTHS)
                .mapToObj(chart::png)
                .filter(png -> png.length <= MOST_PICTURE_BYTES)
                .findFirst();
        return this;
    }

    /** Returns the picture as PNG; empty if there is none. */
    Optional<byte[]> picture() {
        return picture;
    }

    /** Adds the link to a page with the scenario. */
    BoundedAnswer link(String address) {
        link = Optional.of(address);
        return this;
    }

    /** Returns the link to a page with the scenario; empty if there is none. */
    Optional<String> link() {
        return link;
    }

    private void note(String name, int count, String unit, String advice) {
        if (count > 0) {
            notes.add(PageJson.object("of", name, unit, count, "advice", advice));
            fields.remove(LEFT_OUT);
            fields.put(LEFT_OUT, notes);
        }
    }

    private int remainingBytes(int mostBytes) {
        return Math.min(mostBytes, MOST_BYTES - NOTES - size(fields));
    }

    /** Returns the size of plain data in a JSON string of a message. */
    private static int size(Object data) {
        return quote(PageJson.text(data)).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String quote(String json) {
        return PageJson.text(json);
    }

    /** Returns the answer as JSON. */
    String json() {
        String json = PageJson.text(fields);
        if (quote(json).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalStateException("an answer of " + json.length() + " characters");
        }
        return json;
    }
}
