package dev.brownout.result;

import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.sentence.Sentence;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Result of one run of one variant.
 *
 * @param name the name of the variant; {@code base} if the file has no variants
 * @param run inputs, length and size of the run
 * @param requests results per request class, in name order; the entry {@code all} holds all classes together
 * @param components results per component, in name order
 * @param windows results for the duration of each named fault and for each window that an assertion uses
 * @param edges calls between components: users first, each by the names of caller and callee
 * @param series values over time
 * @param history roles, faults and events over time
 * @param evaluation values of the expressions of the scenario
 * @param analysis analytical estimate, per resource and stage of the load
 * @param cost cost of the measured part of the run; {@link CostResult#NONE} without prices
 * @param accounting written and lost data, with the checked identities
 * @param tracing single requests and the parts of their latency
 */
public record VariantResult(
        String name,
        RunExecution run,
        Map<String, RequestResult> requests,
        Map<String, ComponentResult> components,
        Map<String, WindowResult> windows,
        List<EdgeResult> edges,
        Series series,
        RunHistory history,
        EvaluationResult evaluation,
        Analysis analysis,
        CostResult cost,
        AccountingResult accounting,
        TracingResult tracing) {

    /** Returns this result with traced requests and the identities checked for them. */
    public VariantResult with(TracingResult itsTracing, List<AuditLine> itsAudit) {
        AccountingResult audited = new AccountingResult(accounting.data, accounting.losses, itsAudit);
        return new VariantResult(
                name,
                run,
                requests,
                components,
                windows,
                edges,
                series,
                history,
                evaluation,
                analysis,
                cost,
                audited,
                itsTracing);
    }

    /** Returns the cost per million good requests of all classes; {@code NaN} without any. */
    public double costPerMillionGood() {
        long good = requests.get("all").good();
        return good == 0 ? Double.NaN : cost.total() * 1e6 / good;
    }

    /**
     * Inputs, length and size of a run.
     *
     * @param resolved every setting of the variant with its origin, by path
     * @param seed the seed of the run
     * @param replication number of the replication, from 0
     * @param durationNanos simulated length, warm-up included
     * @param warmupNanos the part at the start that no result includes
     * @param stopped reason for an early end of the run; {@code null} if it is complete
     * @param simulatedRequests requests issued by users, warm-up included
     * @param simulatedEvents events executed
     */
    public record RunExecution(
            List<Setting> resolved,
            long seed,
            int replication,
            long durationNanos,
            long warmupNanos,
            EarlyStop stopped,
            long simulatedRequests,
            long simulatedEvents) {

        /** Returns this execution with other settings. */
        public RunExecution withResolved(List<Setting> settings) {
            return new RunExecution(
                    settings,
                    seed,
                    replication,
                    durationNanos,
                    warmupNanos,
                    stopped,
                    simulatedRequests,
                    simulatedEvents);
        }

        /** Returns whether the run reached its end. */
        public boolean complete() {
            return stopped == null;
        }

        /** Returns the simulated time reached, in ns. */
        public long endNanos() {
            return complete() ? durationNanos : stopped.atNanos();
        }

        /**
         * Returns the length of the measured part in seconds, from the end of the warm-up to the time reached; 0 if the
         * warm-up was not completed.
         */
        public double measuredSeconds() {
            return Math.max(0, endNanos() - warmupNanos) / 1e9;
        }
    }

    /**
     * History of a run.
     *
     * @param roles roles of the nodes of databases over time
     * @param faults the faults of the variant, ordered by time
     * @param timeline all events, in order
     */
    public record RunHistory(List<RoleSpan> roles, List<FaultSpan> faults, List<TimelineEvent> timeline) {}

    /**
     * Values of the expressions of a scenario.
     *
     * @param sla verdicts by name, in the order of the file
     * @param predict predictions by name, in the order of the file; only for the first variant
     * @param asked additional metrics of the measured part that were requested, by their names in the language
     * @param answers values of the metrics of the scenario's answer by their expressions; without those that the
     *     variant lacks
     */
    public record EvaluationResult(
            Map<String, SlaResult> sla,
            Map<String, PredictResult> predict,
            Map<String, Measure> asked,
            Map<String, Measure> answers) {

        /** Replaces values that {@code result.json} omits if they are empty. */
        public EvaluationResult {
            asked = asked == null ? Collections.emptyMap() : asked;
            answers = answers == null ? Collections.emptyMap() : answers;
        }
    }

    /**
     * Written and lost data of a run, with the checked identities.
     *
     * @param data write ledgers per store
     * @param losses losses of components that are not 0, ordered by the name of the component and of the measure
     * @param audit each accounting identity with its two integers
     */
    public record AccountingResult(Map<String, DataResult> data, List<LossResult> losses, List<AuditLine> audit) {
        /** Replaces losses that {@code result.json} omits if they are empty. */
        public AccountingResult {
            losses = losses == null ? List.of() : losses;
        }
    }

    /**
     * Traced requests of a run.
     *
     * @param breakdown latency breakdown of requests, by class and then {@code mean}, {@code p50}, {@code p99}
     *     (requests near that percentile) or {@code failed}; empty if not requested
     * @param traces traces of single requests; empty if not requested
     */
    public record TracingResult(Map<String, Map<String, LatencyBreakdown>> breakdown, List<Trace> traces) {
        /** Tracing of a run that traces no request. */
        public static final TracingResult NONE = new TracingResult(Collections.emptyMap(), List.of());

        /** Replaces values that {@code result.json} omits if they are empty. */
        public TracingResult {
            breakdown = breakdown == null ? Collections.emptyMap() : breakdown;
            traces = traces == null ? List.of() : traces;
        }
    }

    /**
     * A setting of the resolved scenario.
     *
     * @param path configuration path with dots
     * @param value the value as the language writes it
     * @param origin {@code default}, {@code profile:NAME}, {@code use}, {@code file}, {@code variant}, {@code param} or
     *     {@code set}
     */
    public record Setting(String path, String value, String origin) {}

    /**
     * Time and reason of the early end of a run.
     *
     * @param atNanos simulated time reached
     * @param why one sentence
     */
    public record EarlyStop(long atNanos, Sentence why) {}

    /**
     * Time span of a node in a role.
     *
     * @param component the database
     * @param node the name of the node
     * @param role {@code primary}, {@code replica}, {@code down}, {@code copying} or another that the kind declares
     */
    public record RoleSpan(String component, String node, String role, long fromNanos, long toNanos) {}

    /**
     * A fault of the variant with its time span.
     *
     * @param name its name in relations; {@code fault} if it has none
     * @param sentence as written
     * @param label short description for charts, such as {@code db/primary off}
     * @param component the component it affects first, or empty
     */
    public record FaultSpan(
            String name, String sentence, Sentence label, String component, long fromNanos, long toNanos) {}

    /**
     * An event on the timeline of a run.
     *
     * @param atNanos time of the event
     * @param what kind of event in kebab-case: {@code fault-start}, {@code fault-end}, {@code ejected},
     *     {@code returned}, {@code lease-expired}, {@code promoted}, {@code breach}, {@code recovery}, ...
     * @param component the component; empty for the whole system
     * @param node the node; empty for the whole component
     * @param cause the fault or event that caused it; empty if none
     * @param text one sentence for users, without the time
     * @param data the contents of the sentence for programs, by snake_case name: texts and numbers, whole numbers as
     *     {@code Long} and the rest as {@code Double}
     */
    public record TimelineEvent(
            long atNanos,
            String what,
            String component,
            String node,
            String cause,
            Sentence text,
            Map<String, Object> data) {
        /**
         * Copies the data. Throws an {@code IllegalArgumentException} for a value that is neither a text nor a number.
         */
        public TimelineEvent {
            SortedMap<String, Object> plain = new TreeMap<>();
            data.forEach((name, value) -> plain.put(name, plainValue(value)));
            data = Collections.unmodifiableSortedMap(plain);
        }

        private static Object plainValue(Object value) {
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

        /** Returns data for programs from alternating names and values. */
        public static Map<String, Object> facts(Object... namesAndValues) {
            Map<String, Object> data = new TreeMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                data.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
            return data;
        }

        /** Creates an event without data for programs. */
        public TimelineEvent(long atNanos, String name, String component, String node, String cause, Sentence text) {
            this(atNanos, name, component, node, cause, text, Collections.emptyMap());
        }
    }

    /**
     * An exact identity that the auditor of the run has checked.
     *
     * @param name the equality, in words
     * @param left the first count
     * @param right the second count
     */
    public record AuditLine(String name, long left, long right) {}

    /**
     * Outcomes of the writes to one store and of its reads, over the whole run, warm-up included.
     *
     * @param attempted writes that callers requested
     * @param applied writes that at least one node applied
     * @param acknowledged writes acknowledged to the caller
     * @param durable writes in the log of the final primary
     * @param lost writes that are acknowledged but not durable
     * @param phantom writes that failed for the caller, but are durable
     * @param duplicate writes that were applied more than once
     * @param staleReads reads that missed a write acknowledged before they began
     * @param staleAgeMaxNanos age of the oldest such write; 0 if there is none
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
        /** Result of a store without writes. */
        public static final DataResult NONE = new DataResult(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /** Returns the result of a store that applies and acknowledges every write. */
        public static DataResult ofAcknowledged(long used, long durable, long lost) {
            return new DataResult(used, used, used, durable, lost, 0, 0, 0, 0, 0);
        }

        /** Returns the combined result of two parts of a store. */
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
