package dev.brownout.result;

import dev.brownout.result.ComponentResult.Measure;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of one variant, run once.
 *
 * @param name the variant's name; {@code base} where the file has no variants
 * @param resolved every setting of the variant with its origin, by path
 * @param seed the seed of the run
 * @param replication which independent repetition of it, from 0
 * @param durationNanos simulated length, warm-up included
 * @param warmupNanos the part at the start that no result counts
 * @param stopped why the run ended early; {@code null} when it is complete
 * @param simulatedRequests requests issued by users, warm-up included
 * @param simulatedEvents events that the loop fired
 * @param requests per request class, in name order; the entry {@code all} holds all classes together
 * @param components per component, in name order
 * @param windows the same for each named fault's duration and each window that an assertion uses
 * @param series values over time
 * @param roles which node of a database held which role when
 * @param faults the faults of the variant, ordered by time
 * @param timeline everything that happened, in order
 * @param sla verdicts by name, in the file's order
 * @param predict predictions by name, in the file's order; empty but for the first variant
 * @param analysis arithmetic before the run, per station and stage of the load
 * @param data write ledgers per store
 * @param cost what the measured part of the run cost; {@link CostResult#NONE} where nothing has a price
 * @param audit each identity with its two integers
 * @param asked numbers of the measured part that were asked for beside all these, by their names in the language
 * @param edges who called whom: users first, each by the names of caller and callee
 * @param breakdown where the time of requests went, by class and then {@code mean}, {@code p50}, {@code p99} (those
 *     about that percentile) or {@code failed}; empty where it was not asked for
 * @param traces requests that were looked at one by one; empty where none was asked for
 * @param losses of components that are not 0, ordered by the name of the component and of the measure
 */
public record VariantResult(
        String name,
        List<Setting> resolved,
        long seed,
        int replication,
        long durationNanos,
        long warmupNanos,
        EarlyStop stopped,
        long simulatedRequests,
        long simulatedEvents,
        Map<String, RequestResult> requests,
        Map<String, ComponentResult> components,
        Map<String, WindowResult> windows,
        Series series,
        List<RoleSpan> roles,
        List<FaultSpan> faults,
        List<TimelineEvent> timeline,
        Map<String, SlaResult> sla,
        Map<String, PredictResult> predict,
        Analysis analysis,
        Map<String, DataResult> data,
        CostResult cost,
        List<AuditLine> audit,
        Map<String, Measure> asked,
        List<EdgeResult> edges,
        Map<String, Map<String, LatencyBreakdown>> breakdown,
        List<Trace> traces,
        List<LossResult> losses) {

    /** Takes no bill for one on which nothing has a price, and no numbers asked for where none are told. */
    public VariantResult {
        cost = cost == null ? CostResult.NONE : cost;
        asked = asked == null ? Collections.emptyMap() : asked;
        edges = edges == null ? List.of() : edges;
        breakdown = breakdown == null ? Collections.emptyMap() : breakdown;
        traces = traces == null ? List.of() : traces;
        losses = losses == null ? List.of() : losses;
    }

    /** The same with what was found out about single requests, and the identities that were checked for that. */
    public VariantResult with(
            Map<String, Map<String, LatencyBreakdown>> itsBreakdown, List<Trace> itsTraces, List<AuditLine> itsAudit) {
        return new VariantResult(
                name,
                resolved,
                seed,
                replication,
                durationNanos,
                warmupNanos,
                stopped,
                simulatedRequests,
                simulatedEvents,
                requests,
                components,
                windows,
                series,
                roles,
                faults,
                timeline,
                sla,
                predict,
                analysis,
                data,
                cost,
                itsAudit,
                asked,
                edges,
                itsBreakdown,
                itsTraces,
                losses);
    }

    /** True when the run reached its end. */
    public boolean complete() {
        return stopped == null;
    }

    /** The simulated time that was reached. */
    public long endNanos() {
        return complete() ? durationNanos : stopped.atNanos();
    }

    /** How long was measured: since the warm-up, to the end that was reached; 0 where it was not reached. */
    public double measuredSeconds() {
        return Math.max(0, endNanos() - warmupNanos) / 1e9;
    }

    /**
     * One setting of the resolved scenario.
     *
     * @param path configuration path with dots
     * @param value the value as the language writes it
     * @param origin {@code default}, {@code profile:NAME}, {@code use}, {@code file}, {@code variant}, {@code param} or
     *     {@code set}
     */
    public record Setting(String path, String value, String origin) {}

    /**
     * Where and why a run ended early.
     *
     * @param atNanos simulated time reached
     * @param why one sentence
     */
    public record EarlyStop(long atNanos, String why) {}

    /**
     * A node in a role for a time.
     *
     * @param component the database
     * @param node the node's name
     * @param role {@code primary}, {@code replica}, {@code down}, {@code copying} or another that the kind declares
     */
    public record RoleSpan(String component, String node, String role, long fromNanos, long toNanos) {}

    /**
     * A fault of the variant and when it held.
     *
     * @param name its name in relations; {@code fault} where it has none
     * @param sentence as written
     * @param label what is the matter while it holds, in a few words for people, such as {@code db/primary off}
     * @param component the component it hits first, or empty
     */
    public record FaultSpan(
            String name, String sentence, String label, String component, long fromNanos, long toNanos) {}

    /**
     * Something that happened.
     *
     * @param atNanos when
     * @param what kind of event in kebab-case: {@code fault-start}, {@code fault-end}, {@code ejected},
     *     {@code returned}, {@code lease-expired}, {@code promoted}, {@code breach}, {@code recovery}, ...
     * @param component where; empty for the whole system
     * @param node which node; empty for the whole component
     * @param cause the fault or event it follows from; empty if none
     * @param text one sentence for people, without the time
     * @param data what the sentence says, for programs: texts, and numbers of which whole ones are {@code Long} and
     *     others {@code Double}, by snake_case name
     */
    public record TimelineEvent(
            long atNanos,
            String what,
            String component,
            String node,
            String cause,
            String text,
            Map<String, Object> data) {
        /** Takes no data for none; refuses with an IllegalArgumentException what is neither a text nor a number. */
        public TimelineEvent {
            SortedMap<String, Object> plain = new TreeMap<>();
            (data == null ? Collections.<String, Object>emptyMap() : data)
                    .forEach((name, value) -> plain.put(name, plain(value)));
            data = Collections.unmodifiableSortedMap(plain);
        }

        private static Object plain(Object value) {
            if (value instanceof Integer whole) {
                return whole.longValue();
            }
            if (value instanceof Double number && number == number.longValue()) {
                return number.longValue();
            }
            if (value instanceof String || value instanceof Long || value instanceof Double) {
                return value;
            }
            throw new IllegalArgumentException("neither a text nor a number: " + value);
        }

        /** Data for programs, of names and values by turns. */
        public static Map<String, Object> facts(Object... namesAndValues) {
            Map<String, Object> data = new TreeMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                data.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
            return data;
        }

        /** One of which nothing is said for programs. */
        public TimelineEvent(long atNanos, String what, String component, String node, String cause, String text) {
            this(atNanos, what, component, node, cause, text, Collections.emptyMap());
        }
    }

    /**
     * One exact identity that the run's auditor checked.
     *
     * @param name what must be equal, in words
     * @param left the first count
     * @param right the second count
     */
    public record AuditLine(String name, long left, long right) {}

    /**
     * What became of the writes to one store, and of its reads, over the whole run, warm-up included.
     *
     * @param attempted writes that callers asked for
     * @param applied writes that some node applied
     * @param acknowledged writes whose caller was told OK
     * @param durable writes in the final primary's log
     * @param lost acknowledged but not durable
     * @param phantom failed to the caller, yet durable
     * @param duplicate applied more than once
     * @param staleReads reads that missed a write acknowledged before they began
     * @param staleAgeMaxNanos age of the oldest such write; 0 when none
     * @param dualPrimaryNanos time during which two nodes accepted writes as primary
     */
    public record DataResult(
            long attempted,
            long applied,
            long acknowledged,
            long durable,
            long lost,
            long phantom,
            long duplicate,
            long staleReads,
            long staleAgeMaxNanos,
            long dualPrimaryNanos) {
        /** Of a store that nobody has written. */
        public static final DataResult NONE = new DataResult(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /** Of a store that applies and acknowledges whatever it takes, and loses it or not. */
        public static DataResult ofTaken(long taken, long durable, long lost) {
            return new DataResult(taken, taken, taken, durable, lost, 0, 0, 0, 0, 0);
        }

        /** Of two parts of a store together. */
        public DataResult plus(DataResult other) {
            return new DataResult(
                    attempted + other.attempted,
                    applied + other.applied,
                    acknowledged + other.acknowledged,
                    durable + other.durable,
                    lost + other.lost,
                    phantom + other.phantom,
                    duplicate + other.duplicate,
                    staleReads + other.staleReads,
                    Math.max(staleAgeMaxNanos, other.staleAgeMaxNanos),
                    dualPrimaryNanos + other.dualPrimaryNanos);
        }
    }
}
