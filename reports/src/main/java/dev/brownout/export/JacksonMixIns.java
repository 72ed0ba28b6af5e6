package dev.brownout.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.brownout.result.Analysis;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.CostResult;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.Latency;
import dev.brownout.result.LatencyBreakdown;
import dev.brownout.result.LatencyCounts;
import dev.brownout.result.LossResult;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series;
import dev.brownout.result.SlaResult;
import dev.brownout.result.Trace;
import dev.brownout.result.VariantResult;
import java.util.List;
import java.util.Map;

/** Jackson mix-ins for the JSON of a result: property names with units, derived values, and optional properties. */
final class JacksonMixIns {

    private JacksonMixIns() {}

    static void register(ObjectMapper mapper) {
        mapper.addMixIn(RunFacts.class, FactNames.class);
        mapper.addMixIn(Latency.class, LatencyNames.class);
        mapper.addMixIn(RequestResult.class, WithAvailability.class);
        mapper.addMixIn(VariantResult.class, WithCompleteness.class);
        mapper.addMixIn(CostResult.class, WithoutEmptyRevenue.class);
        mapper.addMixIn(ComponentResult.class, WithoutWhatIsUsual.class);
        mapper.addMixIn(ComponentResult.Measure.class, WithoutShowing.class);
        mapper.addMixIn(Series.class, WithoutEmptyLatencies.class);
        mapper.addMixIn(Series.Column.class, WithoutEmptyCounts.class);
        mapper.addMixIn(Series.Kind.class, KebabCase.class);
        mapper.addMixIn(SlaResult.class, WithoutTolerance.class);
        mapper.addMixIn(SlaResult.OpenRange.class, UnboundedRange.class);
        mapper.addMixIn(SlaResult.Verdict.class, KebabCase.class);
        mapper.addMixIn(Analysis.class, WithoutEmptyQueues.class);
        mapper.addMixIn(Analysis.Station.class, UnlimitedCapacity.class);
    }

    /** Naming strategy: snake case in which a trailing {@code nanos} becomes {@code ns}. */
    static final class Names extends PropertyNamingStrategies.NamingBase {
        @Override
        public String translate(String name) {
            String snake = PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name);
            return snake.endsWith("_nanos") ? snake.substring(0, snake.length() - "anos".length()) + "s" : snake;
        }
    }

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private enum KebabCase {}

    private interface FactNames {
        @JsonProperty("wall_s")
        double wallSeconds();
    }

    private interface LatencyNames {
        @JsonProperty("mean_ns")
        double mean();

        @JsonProperty("p50_ns")
        double p50();

        @JsonProperty("p90_ns")
        double p90();

        @JsonProperty("p95_ns")
        double p95();

        @JsonProperty("p99_ns")
        double p99();

        @JsonProperty("p99.9_ns")
        double p999();

        @JsonProperty("p99.99_ns")
        double p9999();

        @JsonProperty("max_ns")
        double max();
    }

    private interface WithAvailability {
        @JsonProperty(access = Access.READ_ONLY)
        double availability();

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        long overdue();

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        long overdueAgeNanos();
    }

    private interface WithCompleteness {
        @JsonProperty(access = Access.READ_ONLY)
        boolean complete();

        @JsonInclude(JsonInclude.Include.NON_NULL)
        VariantResult.EarlyStop stopped();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, ComponentResult.Measure> asked();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, ComponentResult.Measure> answers();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, Map<String, LatencyBreakdown>> breakdown();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Trace> traces();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<LossResult> losses();
    }

    private interface WithoutEmptyRevenue {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, CostResult.ClassRevenue> revenue();
    }

    private interface WithoutWhatIsUsual {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, Map<String, ComponentResult.Measure>> regions();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        String host();

        @JsonProperty(access = Access.WRITE_ONLY)
        List<ComponentResult.NodeState> states();
    }

    private interface WithoutShowing {
        @JsonProperty(access = Access.WRITE_ONLY)
        DisplayHints showing();
    }

    private interface WithoutEmptyLatencies {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, LatencyCounts> latencies();
    }

    private interface WithoutEmptyCounts extends WithoutShowing {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        long[] numerators();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        long[] denominators();
    }

    private interface WithoutTolerance {
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        double tolerance();

        @JsonInclude(JsonInclude.Include.NON_NULL)
        SlaResult.OpenRange open();
    }

    private interface UnboundedRange {
        @JsonDeserialize(using = DoubleFormat.UnlimitedReader.class)
        double high();
    }

    private interface WithoutEmptyQueues {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> unconfirmed();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Analysis.Backlog> queues();
    }

    private interface UnlimitedCapacity {
        @JsonDeserialize(using = DoubleFormat.UnlimitedReader.class)
        double capacityPerSecond();
    }
}
