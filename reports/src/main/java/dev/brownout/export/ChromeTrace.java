package dev.brownout.export;

import static dev.brownout.export.ResultJson.map;

import dev.brownout.result.RunResult;
import dev.brownout.result.Trace;
import dev.brownout.result.Trace.Call;
import dev.brownout.result.Trace.Stretch;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Traces of single requests in the Trace Event Format, which Perfetto and Chromium's tracing page show. Each request is
 * a process and each of its calls a thread, with the phases of the call. Overlapping phases have threads of their own.
 * Times are microseconds since the start of the run.
 */
public final class ChromeTrace {
    private static final double MICRO = 1e3;

    private final List<Object> events = new ArrayList<>();
    private int processes;
    private int threads;

    private ChromeTrace() {}

    /** Writes all traces of a result, in UTF-8. */
    public static byte[] write(RunResult result) {
        ChromeTrace file = new ChromeTrace();
        for (VariantResult variant : result.variants()) {
            variant.tracing().traces().forEach(trace -> file.trace(variant, trace));
        }
        return ResultJson.document(map("displayTimeUnit", "ns", "traceEvents", file.events));
    }

    private void trace(VariantResult variant, Trace trace) {
        processes++;
        threads = 0;
        name("process_name", variant.name() + ": " + trace.chosen() + " " + trace.request() + " " + trace.id());
        for (Call call : trace.calls()) {
            threads++;
            String machine = call.component() + (call.node().isEmpty() ? "" : "/" + call.node());
            String name = call.parent() < 0 ? trace.request() : machine;
            name("thread_name", name);
            long end = Math.max(OtlpJson.lastOf(call), call.heardAtNanos());
            Map<String, Object> responses = map("outcome", call.outcome(), "attempt", call.attempt());
            if (call.heardAtNanos() != Trace.NEVER) {
                responses.put("heard_after_us", (call.heardAtNanos() - call.sentAtNanos()) / MICRO);
            }
            event(name, "call", call.sentAtNanos(), end, threads, responses);
            phases(name, call);
        }
    }

    /** Adds each phase on the first thread of its call without an overlapping phase. */
    private void phases(String name, Call call) {
        List<Long> ends = new ArrayList<>(List.of(0L));
        int first = threads;
        for (Stretch stretch : call.phases()) {
            int lane = 0;
            while (lane < ends.size() && ends.get(lane) > stretch.fromNanos()) {
                lane++;
            }
            if (lane == ends.size()) {
                ends.add(0L);
                threads++;
                name("thread_name", name + " (concurrent)");
            }
            ends.set(lane, stretch.toNanos());
            Map<String, Object> counts = map("counts", stretch.counts());
            event(stretch.phase(), "phase", stretch.fromNanos(), stretch.toNanos(), first + lane, counts);
        }
    }

    private void name(String description, String name) {
        events.add(map("name", description, "ph", "M", "pid", processes, "tid", threads, "args", map("name", name)));
    }

    private void event(String name, String category, long from, long to, int thread, Map<String, Object> args) {
        Map<String, Object> event = map("name", name, "cat", category, "ph", "X");
        event.put("ts", from / MICRO);
        event.put("dur", (to - from) / MICRO);
        event.put("pid", processes);
        event.put("tid", thread);
        event.put("args", args);
        events.add(event);
    }
}
