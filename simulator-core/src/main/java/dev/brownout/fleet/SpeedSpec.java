package dev.brownout.fleet;

import dev.brownout.host.ServiceSpeed;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Speed of the work on a node as a function of the number of calls in service. */
public sealed interface SpeedSpec extends ServiceSpeed
        permits SpeedSpec.LinearTime, SpeedSpec.UniversalScalability, SpeedSpec.SpeedTable {

    /**
     * Time per call that grows linearly, as the time of a decoding step of a language model with its batch (Agrawal et
     * al., Taming Throughput-Latency Tradeoff in LLM Inference with Sarathi-Serve, OSDI 2024).
     */
    @Kind("linear")
    @Doc("The time of a call is proportional to base + n x per_call, with n calls in service. Both are measured times "
            + "of any unit of work, such as a token; only their ratio matters.")
    record LinearTime(
            @Doc("Part of the time that does not depend on n.") @AtLeast(0)
            Duration base,

            @Doc("Additional time for each call in service.") @AtLeast(0)
            Duration perCall)
            implements SpeedSpec {
        /** Rejects two times of 0 with an IllegalArgumentException. */
        public LinearTime {
            if (base.isZero() && perCall.isZero()) {
                throw new InvalidValueException("'base' and 'per_call' must not both be 0s");
            }
        }

        @Override
        public double speedOf(long tasks) {
            double fixed = base.toNanos();
            double each = perCall.toNanos();
            return (fixed + each) / (fixed + each * tasks);
        }

        @Override
        public int saturation() {
            return 1;
        }
    }

    /** The universal scalability law (N. J. Gunther, Guerrilla Capacity Planning, 2007, chapter 4). */
    @Kind("usl")
    @Doc("Universal scalability law: n calls in service have n / (1 + sigma (n - 1) + kappa n (n - 1)) times the "
            + "throughput of one.")
    record UniversalScalability(
            @Doc("Contention: share of the work that only one call at a time can do, such as under a lock; 0 to 1.")
            @AtLeast(0)
            @AtMost(1)
            double sigma,

            @Doc("Coherency: cost of the coordination of each pair of calls, such as cache lines and context "
                    + "switches; 0 to 1. Above sqrt((1 - sigma) / kappa) calls in service the throughput falls.")
            @Default("0")
            @AtLeast(0)
            @AtMost(1)
            double kappa)
            implements SpeedSpec {
        @Override
        public double speedOf(long tasks) {
            double others = tasks - 1.0;
            return 1 / (1 + sigma * others + kappa * tasks * others);
        }

        @Override
        public int saturation() {
            return 1;
        }
    }

    /** Measured speeds. */
    @Kind("table")
    @Example("{ table: { 32: 90%, 96: 50% } }")
    @Doc("Measured speeds of a call with n calls in service, as a share of its speed alone. Between two points the "
            + "time of a call is interpolated linearly. Above the last one the throughput of the node stays "
            + "constant.")
    record SpeedTable(
            @Doc("Speed of each call by the number of calls in service, such as { 1: 100%, 12: 33.7% }. The speed of "
                    + "1 call is 100%.")
            Map<String, Share> table)
            implements SpeedSpec {
        /** Greatest number of calls in a table. */
        private static final int MAXIMUM = 1_000_000;

        /** Rejects keys that are no numbers of calls, speeds of 0, and a table without a second point. */
        public SpeedTable {
            table = Collections.unmodifiableMap(sorted(table));
            if (table.size() < 2) {
                throw new InvalidValueException(
                        "a table needs the speed of at least one number of calls above 1, as in { 12: 33.7% }");
            }
        }

        private static TreeMap<String, Share> sorted(Map<String, Share> points) {
            TreeMap<String, Share> sorted =
                    new TreeMap<>((a, b) -> a.length() != b.length() ? a.length() - b.length() : a.compareTo(b));
            sorted.put("1", new Share(1));
            points.forEach((calls, speed) -> {
                if (!calls.matches("[1-9][0-9]{0,6}") || Integer.parseInt(calls) > MAXIMUM) {
                    throw new IllegalArgumentException("a key of a table is a number of calls from 1 to " + MAXIMUM
                            + ", as in { 1: 100%, 12: 33.7% }, not '" + calls + "'");
                }
                if (speed.ratio() == 0 || calls.equals("1") && speed.ratio() != 1) {
                    throw new InvalidValueException(
                            calls.equals("1")
                                    ? Sentence.of("the speed of 1 call in a table is 100%, not {}", speed)
                                    : Sentence.of("the speed of {} calls in a table must be more than 0%", calls));
                }
                sorted.put(calls, speed);
            });
            return sorted;
        }

        @Override
        public double speedOf(long tasks) {
            double before = 1;
            double speedBefore = 1;
            for (Map.Entry<String, Share> point : table.entrySet()) {
                int calls = Integer.parseInt(point.getKey());
                double speed = point.getValue().ratio();
                if (tasks == calls) {
                    return speed;
                }
                if (tasks < calls) {
                    double part = (tasks - before) / (calls - before);
                    return 1 / ((1 - part) / speedBefore + part / speed);
                }
                before = calls;
                speedBefore = speed;
            }
            return speedBefore * before / tasks;
        }

        @Override
        public int saturation() {
            int last = 1;
            for (String calls : table.keySet()) {
                last = Math.max(last, Integer.parseInt(calls));
            }
            return last;
        }
    }
}
