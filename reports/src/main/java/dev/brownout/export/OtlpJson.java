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
import java.util.TreeMap;

/**
 * Writer of traces of single requests as OpenTelemetry traces, in the JSON encoding of OTLP 1.x
 * (opentelemetry.io/docs/specs/otlp). In that encoding, identifiers are hexadecimal, names are in lowerCamelCase, and
 * 64-bit integers are strings. Each call has a client span of its caller and a server span of the host, with its phases
 * there as child spans. The run starts at the Unix epoch.
 */
public final class OtlpJson {
    private static final int INTERNAL = 1;
    private static final int SERVER = 2;
    private static final int CLIENT = 3;
    private static final int ERROR = 2;

    /** Spans by service, which is a tier of a variant. */
    private final Map<List<String>, List<Object>> services = new TreeMap<>((one, other) -> {
        int order = one.get(0).compareTo(other.get(0));
        return order != 0 ? order : one.get(1).compareTo(other.get(1));
    });

    private OtlpJson() {}

    /** Writes all traces of a result, in UTF-8. */
    public static byte[] write(RunResult result) {
        OtlpJson file = new OtlpJson();
        for (int i = 0; i < result.variants().size(); i++) {
            VariantResult variant = result.variants().get(i);
            for (Trace trace : variant.tracing().traces()) {
                file.new One(variant, trace, String.format("%016x", i + 1) + trace.id()).spans();
            }
        }
        List<Object> resources = new ArrayList<>();
        file.services.forEach((service, spans) -> resources.add(resource(result, service, spans)));
        return ResultJson.document(map("resourceSpans", resources));
    }

    private static Map<String, Object> resource(RunResult result, List<String> service, List<Object> spans) {
        List<Object> attributes = List.of(
                attribute("service.name", service.get(1)),
                attribute("service.namespace", result.name()),
                attribute("brownout.variant", service.get(0)));
        Map<String, Object> scope = map("scope", map("name", "brownout"), "spans", spans);
        return map("resource", map("attributes", attributes), "scopeSpans", List.of(scope));
    }

    /** Converter of a single trace. */
    private final class One {
        private final VariantResult variant;
        private final Trace trace;
        private final String id;
        private final String[] spanOfCall;
        private int count;

        One(VariantResult variant, Trace trace, String id) {
            this.variant = variant;
            this.trace = trace;
            this.id = id;
            this.spanOfCall = new String[trace.calls().size()];
        }

        void spans() {
            for (int i = 0; i < trace.calls().size(); i++) {
                Call call = trace.calls().get(i);
                if (call.parent() < 0) {
                    spanOfCall[i] = request(call);
                } else {
                    spanOfCall[i] = call(call);
                }
                for (Stretch stretch : call.phases()) {
                    if (!stretch.phase().equals("network")) {
                        phase(call, stretch, spanOfCall[i]);
                    }
                }
            }
        }

        private String request(Call call) {
            long end = trace.bornAtNanos() + trace.latencyNanos();
            Map<String, Object> span = span("", trace.request(), INTERNAL, trace.bornAtNanos(), end);
            outcome(span, trace.outcome());
            span.put("attributes", List.of(attribute("brownout.chosen", trace.chosen())));
            return add(call.component(), span);
        }

        /** Adds the client span and, within it, the server span. A call that never arrived has no server span. */
        private String call(Call call) {
            Call caller = trace.calls().get(call.parent());
            long responseAt = call.heardAtNanos() == Trace.NEVER ? lastOf(call) : call.heardAtNanos();
            Map<String, Object> span =
                    span(spanOfCall[call.parent()], "call " + call.component(), CLIENT, call.sentAtNanos(), responseAt);
            span.put("attributes", List.of(attribute("brownout.attempt", Integer.toString(call.attempt()))));
            outcome(span, call.outcome());
            String sent = add(caller.component(), span);
            if (call.arrivedAtNanos() == Trace.NEVER) {
                return sent;
            }
            long left = call.leftAtNanos() == Trace.NEVER
                    ? Math.max(responseAt, call.arrivedAtNanos())
                    : call.leftAtNanos();
            Map<String, Object> stay = span(sent, call.component(), SERVER, call.arrivedAtNanos(), left);
            stay.put("attributes", List.of(attribute("service.instance.id", call.node())));
            return add(call.component(), stay);
        }

        private void phase(Call call, Stretch stretch, String parent) {
            Map<String, Object> span = span(parent, stretch.phase(), INTERNAL, stretch.fromNanos(), stretch.toNanos());
            span.put("attributes", List.of(attribute("brownout.counts", Boolean.toString(stretch.counts()))));
            add(call.component(), span);
        }

        private Map<String, Object> span(String parent, String name, int kind, long from, long to) {
            Map<String, Object> span = map("traceId", id, "spanId", String.format("%016x", ++count), "name", name);
            if (!parent.isEmpty()) {
                span.put("parentSpanId", parent);
            }
            span.put("kind", kind);
            span.put("startTimeUnixNano", Long.toString(from));
            span.put("endTimeUnixNano", Long.toString(to));
            return span;
        }

        private String add(String component, Map<String, Object> span) {
            services.computeIfAbsent(List.of(variant.name(), component), service -> new ArrayList<>())
                    .add(span);
            return (String) span.get("spanId");
        }
    }

    private static void outcome(Map<String, Object> span, String outcome) {
        boolean good =
                List.of("ok", "stale", "not_found", "sold_out", "hold_expired").contains(outcome);
        span.put("status", good ? map() : map("code", ERROR, "message", outcome.isEmpty() ? "no response" : outcome));
    }

    /** Returns the end of the last known activity of a call, in ns. */
    static long lastOf(Call call) {
        long last = Math.max(call.sentAtNanos(), call.leftAtNanos());
        for (Stretch stretch : call.phases()) {
            last = Math.max(last, stretch.toNanos());
        }
        return last;
    }

    private static Map<String, Object> attribute(String key, String value) {
        return map("key", key, "value", map("stringValue", value));
    }
}
