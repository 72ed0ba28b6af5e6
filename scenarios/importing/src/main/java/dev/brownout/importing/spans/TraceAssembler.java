package dev.brownout.importing.spans;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Spans in any order, put together by their traces. No more than so many are held: then the traces to which nothing has
 * come for longest are taken for whole. What comes for one of these afterwards is late, and counted as that.
 */
final class TraceAssembler {
    /** About 30 MB. */
    static final int MOST_HELD = 300_000;

    /** So many of the last traces that were closed early are remembered by their identity. */
    private static final int REMEMBERED = 1 << 20;

    private final Map<Long, List<ImportedSpan>> open = new LinkedHashMap<>(1 << 10, 0.75f, true);
    private final Consumer<List<ImportedSpan>> whole;
    private final int mostHeld;
    private long[] closed;
    private int held;
    private long late;

    /**
     * Collects traces.
     *
     * @param mostHeld how many spans are held at most
     * @param whole takes each of them
     */
    TraceAssembler(int mostHeld, Consumer<List<ImportedSpan>> whole) {
        this.mostHeld = mostHeld;
        this.whole = whole;
    }

    /** Takes a span. */
    void add(ImportedSpan span) {
        if (closed != null && closed[place(span.trace())] == span.trace()) {
            late++;
            return;
        }
        open.computeIfAbsent(span.trace(), id -> new ArrayList<>(8)).add(span);
        held++;
        while (held > mostHeld) {
            closed = closed == null ? new long[REMEMBERED] : closed;
            long eldest = open.keySet().iterator().next();
            closed[place(eldest)] = eldest;
            close(eldest);
        }
    }

    private static int place(long trace) {
        return (int) trace & REMEMBERED - 1;
    }

    private void close(long trace) {
        List<ImportedSpan> spans = open.remove(trace);
        held -= spans.size();
        whole.accept(spans);
    }

    /** Takes what is left for whole: nothing more comes. */
    void end() {
        while (!open.isEmpty()) {
            close(open.keySet().iterator().next());
        }
    }

    /** How many spans came after their trace had been taken for whole. */
    long late() {
        return late;
    }
}
