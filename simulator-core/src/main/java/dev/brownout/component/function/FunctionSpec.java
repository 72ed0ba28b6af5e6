package dev.brownout.component.function;

import dev.brownout.policy.ratelimit.TokenBucket;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.service.Outcome;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.ProducesOutcome;
import dev.brownout.spi.component.HostProvisioning;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Parameters of a function as a service. */
@Kind("function")
@ProducesOutcome(Outcome.LIMITED)
@Doc("A function as a service: the platform starts an instance for each call in progress and stops it when it is idle."
        + " It is billed for calls and for memory over their duration.")
@DeclaresMetrics({
    InstanceMetrics.class,
    InstancePool.LimitMetrics.class,
    AccountShare.AccountMetrics.class,
    InstanceBilling.ProvisionedMetrics.class,
    ServerlessFunction.Totals.class
})
@Example("""
        components:
          resize:
            kind: function
            service: lognormal(p50=200ms p99=1s)
            cold_start: 400ms
            memory: 512MiB
            max_instances: 100
          photos: { kind: database }
        requests:
          upload: { rate: 5/s, timeout: 10s, steps: [resize, write: photos] }
        """)
public record FunctionSpec(
        @Doc("Execution time of a call in an initialized instance, without its calls of other components.")
        @Default("lognormal(p50=50ms p99=500ms)")
        @AtLeast(0)
        @DefaultSource("our assumption: a web request")
        Distribution service,

        @Doc("Time from the start of an instance until it takes its first call.")
        @Default("lognormal(p50=300ms p99=1s)")
        @AtLeast(0)
        @DefaultSource("AWS Lambda Developer Guide: a cold start takes from under 100 ms to over a second")
        Distribution coldStart,

        @Doc("Maximum number of calls that an instance processes concurrently.")
        @Default("1")
        @AtLeast(1)
        @AtMost(1000)
        @DefaultSource("AWS Lambda: one; Google Cloud Run: 80, at most 1000")
        int concurrency,

        @Doc("Time after which an idle instance stops.")
        @Default("10m")
        @AtLeast(0)
        @DefaultSource("Mahmoudi and Khazaei 2021: 10 minutes for AWS Lambda, which documents no value")
        Duration idleTimeout,

        @Doc("Maximum number of instances in each region. Calls without an instance end as limited (HTTP 429)."
                + " Default: no limit.")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("Google Cloud Run functions: a maximum number of instances; AWS Lambda: 'account'")
        Optional<Integer> maxInstances,

        @Doc("Concurrency that functions of an account share; default: no limit.")
        Optional<AccountSpec> account,

        @Doc("Instances in each region that are always initialized and take calls first. Default: none.")
        @AtLeast(1)
        @AtMost(10_000)
        Optional<Integer> provisioned,

        @Doc("Limit of new instances in a period.") @Default("none") @NoneKeyword("none")
        Optional<ScaleOut> scaleOut,

        @Doc("Memory of an instance, billed for the duration of its calls, in whole MiB.")
        @Default("128MiB")
        @AtLeast(1_048_576)
        @AtMost(34_359_738_368L)
        @DefaultSource("AWS Lambda Developer Guide: 128 MB unless configured")
        DataSize memory,

        @Doc("Unit of the billed duration, to which the time of an instance with calls is rounded up.")
        @Default("1ms")
        @AtLeast(1_000_000)
        @AtMost(3_600_000_000_000L)
        @DefaultSource("AWS Lambda pricing: 1 ms; Google Cloud Run: 100 ms")
        Duration billingUnit)
        implements ComponentSpec, HostProvisioning {
    private static final long MIB = 1 << 20;
    private static final long MILLI_NANOS = 1_000_000;

    /** Limit of new instances in a period. Unused starts do not add up beyond one period. */
    @Doc("Limit of new instances in a period, replenished continuously; unused starts of earlier periods are lost.")
    public record ScaleOut(
            @Doc("Number of new instances.")
            @Default("1000")
            @AtLeast(1)
            @AtMost(1_000_000)
            @DefaultSource("AWS Lambda Developer Guide, Lambda scaling behavior: 1,000 instances")
            int instances,

            @Doc("Length of the period.")
            @Default("10s")
            @AtLeast(1)
            @DefaultSource("AWS Lambda Developer Guide, Lambda scaling behavior: every 10 seconds")
            Duration every) {
        /** Creates the allowed instance starts, those of a whole period at first. */
        TokenBucket starts() {
            return new TokenBucket((double) instances / every.toNanos(), instances);
        }
    }

    /**
     * Validates the parameters.
     *
     * @throws IllegalArgumentException if there are more provisioned instances than allowed, if instances of an account
     *     take several calls, or if memory or billing unit are no whole numbers of MiB and milliseconds
     */
    public FunctionSpec {
        if (provisioned.isPresent() && maxInstances.isPresent() && provisioned.get() > maxInstances.get()) {
            throw new InvalidValueException(
                    "'provisioned' ({}) must not exceed 'max_instances' ({})", provisioned.get(), maxInstances.get());
        }
        if (account.isPresent() && concurrency > 1) {
            throw new InvalidParameterException(
                    "account",
                    "'account' counts the calls in progress of instances with one call each; remove "
                            + "'concurrency' ({}), or use 'max_instances' in place of 'account'",
                    concurrency);
        }
        int reserved = account.flatMap(AccountSpec::reserved).orElse(Integer.MAX_VALUE);
        if (provisioned.filter(number -> number > reserved).isPresent()) {
            throw new InvalidParameterException(
                    "provisioned",
                    "'provisioned' ({}) must not exceed account.reserved ({})",
                    provisioned.get(),
                    reserved);
        }
        if (memory.bytes() % MIB != 0) {
            throw new InvalidValueException("'memory' is a whole number of MiB, such as 512MiB");
        }
        if (billingUnit.toNanos() % MILLI_NANOS != 0) {
            throw new InvalidValueException("'billing_unit' is a whole number of milliseconds, such as 100ms");
        }
    }

    /** Returns the maximum number of calls in progress in a region, as far as other functions do not affect it. */
    Optional<Integer> mostCalls() {
        Optional<Integer> instances = maxInstances.map(most -> most * concurrency);
        Optional<Integer> reserved = account.flatMap(AccountSpec::reserved);
        return Stream.concat(instances.stream(), reserved.stream()).min(Integer::compare);
    }

    /** Returns the metric of the utilization of the tighter limit. */
    String metricOfLimit() {
        boolean byAccount = account.flatMap(AccountSpec::reserved)
                .filter(reserved -> mostCalls().equals(Optional.of(reserved)))
                .isPresent();
        return byAccount ? "account_utilization" : "utilization";
    }

    /** Returns whether the calls of other functions limit those of this one. */
    boolean sharesConcurrency() {
        return account.isPresent() && account.get().reserved().isEmpty();
    }

    /** Returns the memory of an instance in MiB. */
    long mebibytes() {
        return memory.bytes() / MIB;
    }

    @Override
    public boolean hasElasticProcesses() {
        return true;
    }

    @Override
    public Component build(ComponentContext context) {
        return new ServerlessFunction(this, context);
    }

    @Override
    public void model(CapacityModel model) {
        new FunctionLoadModel(this, model).addToModel();
    }
}
