package dev.brownout.importing.spans;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Groups spans in any order by trace, in bounded memory. When too many spans are held, the traces without new spans for
 * the longest time are treated as complete. Spans that arrive for such a trace afterwards are counted as late.
 */
final class TraceAssembler {
    /** Maximum number of spans held by default: about 30 MB. */
    static final int MOST_HELD = 300_000;

    /**
     * Number of slots for the ids of traces that were closed early. A newer id replaces an older one in the same slot.
     */
    private static final int CLOSED_SLOTS = 1 << 20;

    private final Map<Long, List<ImportedSpan>> open = new LinkedHashMap<>(1 << 10, 0.75f, true);
    private final Consumer<List<ImportedSpan>> completed;
    private final int mostHeld;
    private long[] closed;
    private int held;
    private long late;

    /**
     * Creates an assembler.
     *
     * @param mostHeld maximum number of spans that are held
     * @param completed consumer of each complete trace
     */
    TraceAssembler(int mostHeld, Consumer<List<ImportedSpan>> completed) {
        this.mostHeld = mostHeld;
        this.completed = completed;
    }

    /** Adds a span. */
    void add(ImportedSpan span) {
        if (closed != null && closed[slot(span.trace())] == span.trace()) {
            late++;
            return;
        }
        open.computeIfAbsent(span.trace(), id -> new ArrayList<>(8)).add(span);
        held++;
        while (held > mostHeld) {
            closed = closed == null ? new long[CLOSED_SLOTS] : closed;
            long eldest = open.keySet().iterator().next();
            closed[slot(eldest)] = eldest;
            close(eldest);
        }
    }

    private static int slot(long trace) {
        return (int) trace & CLOSED_SLOTS - 1;
    }

    private void close(long trace) {
        List<ImportedSpan> spans = open.remove(trace);
        held -= spans.size();
        completed.accept(spans);
    }

    /** Closes all remaining traces at the end of the input. */
    void end() {
        while (!open.isEmpty()) {
            close(open.keySet().iterator().next());
        }
    }

    /** Returns the number of spans that arrived after their trace was closed. */
    long lateSpans() {
        return late;
    }
}
