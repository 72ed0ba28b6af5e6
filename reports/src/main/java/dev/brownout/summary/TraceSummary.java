package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.Trace;
import dev.brownout.result.Trace.Call;
import dev.brownout.result.Trace.Stretch;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Title;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Traces of single requests, as a waterfall of their calls. */
final class TraceSummary {
    private static final int WIDE = 30;
    private static final int LONGEST = 40;
    private static final Map<String, Character> INK =
            Map.of("network", '-', "waiting", '.', "work", '#', "others", '~', "backoff", '_');

    private final Trace trace;
    private final long endNanos;

    private TraceSummary(Trace trace) {
        this.trace = trace;
        this.endNanos =
                trace.calls().stream().mapToLong(TraceSummary::end).max().orElse(trace.bornAtNanos());
    }

    static Part part(RunResult result) {
        Part part = Part.of("Traced requests");
        boolean any = false;
        for (VariantResult variant : result.variants()) {
            for (Trace trace : variant.tracing().traces()) {
                any = true;
                String named = result.variants().size() == 1 ? "" : variant.name() + ", ";
                part = new TraceSummary(trace).into(part, VariantItem.number(result, variant), named);
            }
        }
        return any
                ? part.with(
                        Note.of("- network  . waiting  # work  ~ other calls or no response  _ backoff  | response"),
                        TERMINAL)
                : part;
    }

    private Part into(Part part, String number, String named) {
        List<Integer> rows = IntStream.range(0, Math.min(LONGEST, trace.calls().size()))
                .boxed()
                .toList();
        Table table = Table.of(rows)
                .text(
                        Column.text("call"),
                        i -> "  ".repeat(depth(i)) + name(trace.calls().get(i)))
                .column(
                        Column.number("sent after").withBrief("sent"),
                        i -> Cell.nanos(trace.calls().get(i).sentAtNanos() - trace.bornAtNanos()))
                .column(Column.number("took"), i -> durationCell(trace.calls().get(i)))
                .text(
                        Column.text("outcome").in(HTML),
                        i -> trace.calls().get(i).outcome().replace('_', ' '))
                .text(Column.text("").in(TERMINAL).whole(), this::bar)
                .table();
        String title = trace.chosen() + ": " + trace.request() + " " + trace.id() + ", "
                + QuantityFormat.format(trace.latencyNanos(), "ns") + ", "
                + trace.outcome().replace('_', ' ') + ", issued at " + SimulatedTimeFormat.at(trace.bornAtNanos());
        Part more = part.with(new Title(named + title), HTML)
                .with(new Title(number + title), TERMINAL)
                .with(table, HTML, TERMINAL);
        int left = trace.calls().size() - rows.size();
        return left == 0
                ? more
                : more.with(Note.of("and " + QuantityFormat.count(left) + " more calls"), HTML, TERMINAL);
    }

    private static String name(Call call) {
        String machine = call.component() + (call.node().isEmpty() ? "" : "/" + call.node());
        return call.attempt() == 0 ? machine : machine + " try " + (call.attempt() + 1);
    }

    private static Cell durationCell(Call call) {
        return call.heardAtNanos() == Trace.NEVER ? Cell.of("-") : Cell.nanos(call.heardAtNanos() - call.sentAtNanos());
    }

    private int depth(int call) {
        int parent = trace.calls().get(call).parent();
        return parent < 0 ? 0 : 1 + depth(parent);
    }

    /** Returns the end of the last activity of a call, in ns. */
    private static long end(Call call) {
        long end = Math.max(call.sentAtNanos(), Math.max(call.leftAtNanos(), call.heardAtNanos()));
        for (Stretch stretch : call.phases()) {
            end = Math.max(end, stretch.toNanos());
        }
        return end;
    }

    /**
     * Returns a waterfall bar with the phases of a call. Its scale is from the creation of the request to the end of
     * the last call.
     */
    private String bar(int number) {
        Call call = trace.calls().get(number);
        char[] line = " ".repeat(WIDE + 1).toCharArray();
        for (Stretch stretch : call.phases()) {
            int to = Math.max(place(stretch.fromNanos()) + 1, place(stretch.toNanos()));
            for (int i = place(stretch.fromNanos()); i < to; i++) {
                line[i] = INK.get(stretch.phase());
            }
        }
        if (number == 0) {
            line[place(trace.bornAtNanos() + trace.latencyNanos())] = '|';
        }
        return new String(line).stripTrailing();
    }

    private int place(long nanos) {
        return endNanos == trace.bornAtNanos()
                ? 0
                : (int) ((double) (nanos - trace.bornAtNanos()) / (endNanos - trace.bornAtNanos()) * WIDE);
    }
}
