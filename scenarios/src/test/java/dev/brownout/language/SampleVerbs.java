package dev.brownout.language;

import dev.brownout.host.Host;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Filter;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Factor;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Share;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.FilterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Faults and policies for tests of the language; they cannot be run. */
final class SampleVerbs {
    private SampleVerbs() {}

    static final List<Class<? extends FaultSpec>> FAULTS = List.of(
            Crash.class,
            PowerOff.class,
            Blackhole.class,
            Slow.class,
            Errors.class,
            Partition.class,
            Degrade.class,
            ClockJump.class,
            Traffic.class);

    static final List<Class<? extends FilterSpec>> POLICIES = List.of(Retry.class, Bulkhead.class);

    static LanguageDefinition dialect() {
        return new LanguageDefinition(new Vocabulary(SampleKinds.ALL, POLICIES, FAULTS));
    }

    interface Silent extends FaultSpec {
        @Override
        default Sentence label(String name) {
            return Sentence.of(name);
        }

        @Override
        default void begin(FaultTargets targets) {
            throw new UnsupportedOperationException();
        }

        @Override
        default void end(FaultTargets targets) {
            throw new UnsupportedOperationException();
        }
    }

    @Kind("crash")
    record Crash() implements Silent {}

    @Kind("power-off")
    record PowerOff() implements Silent {}

    @Kind("blackhole")
    record Blackhole() implements Silent {}

    @Kind("slow")
    record Slow(Factor factor) implements Silent {}

    @Kind("errors")
    record Errors(Share share) implements Silent {}

    @Kind("partition")
    record Partition() implements Silent {}

    @Kind("degrade")
    record Degrade(
            @Default("0ms") Duration latency, @Default("0%") Share loss) implements Silent {}

    @Kind("clock-jump")
    record ClockJump(@AtLeast(-1e18) Duration by) implements Silent {}

    @Kind("traffic")
    record Traffic(Factor factor) implements Silent {}

    sealed interface Backoff permits NoBackoff, ConstantBackoff, FullJitter {}

    @Kind("none")
    record NoBackoff() implements Backoff {}

    @Kind("constant")
    record ConstantBackoff(Duration pause) implements Backoff {}

    @Kind("full-jitter")
    record FullJitter(Duration base, Duration most) implements Backoff {}

    @Kind("retry")
    @FilterPosition(FilterPosition.At.CALLER)
    @Doc("Tries again.")
    record Retry(
            @Doc("Tries in all.") @Default("3") @AtLeast(1) int attempts,
            @Doc("Pause.") @Default("full-jitter(100ms 2s)") Backoff backoff,

            @Doc("Most.") @Default("none") @NoneKeyword("none")
            Optional<Share> budget)
            implements FilterSpec {
        @Override
        public Filter build(ComponentContext context, Host host) {
            throw new UnsupportedOperationException();
        }
    }

    @Kind("bulkhead")
    @FilterPosition(FilterPosition.At.CALLER)
    @Doc("Bounds.")
    record Bulkhead(@Doc("At once.") @AtLeast(1) int calls) implements FilterSpec {
        @Override
        public Filter build(ComponentContext context, Host host) {
            throw new UnsupportedOperationException();
        }
    }
}
