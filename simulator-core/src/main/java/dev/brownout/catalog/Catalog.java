package dev.brownout.catalog;

import dev.brownout.component.cache.CacheSpec;
import dev.brownout.component.cdn.CdnSpec;
import dev.brownout.component.database.DatabaseSpec;
import dev.brownout.component.dns.DnsSpec;
import dev.brownout.component.idgenerator.IdGeneratorSpec;
import dev.brownout.component.loadbalancer.LoadBalancerSpec;
import dev.brownout.component.machine.MachineSpec;
import dev.brownout.component.queue.QueueSpec;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.store.QuorumStoreSpec;
import dev.brownout.component.topic.TopicSpec;
import dev.brownout.component.uplink.UplinkSpec;
import dev.brownout.component.waitingroom.WaitingRoomSpec;
import dev.brownout.fault.Blackhole;
import dev.brownout.fault.ClockDrift;
import dev.brownout.fault.ClockJump;
import dev.brownout.fault.Crash;
import dev.brownout.fault.Degrade;
import dev.brownout.fault.Deploy;
import dev.brownout.fault.Drain;
import dev.brownout.fault.Errors;
import dev.brownout.fault.Flush;
import dev.brownout.fault.Hang;
import dev.brownout.fault.Partition;
import dev.brownout.fault.Pause;
import dev.brownout.fault.PowerOff;
import dev.brownout.fault.Purge;
import dev.brownout.fault.Release;
import dev.brownout.fault.Replace;
import dev.brownout.fault.Reshard;
import dev.brownout.fault.Restart;
import dev.brownout.fault.Rollback;
import dev.brownout.fault.Scale;
import dev.brownout.fault.SetParameter;
import dev.brownout.fault.Slow;
import dev.brownout.fault.Split;
import dev.brownout.fault.Traffic;
import dev.brownout.load.Connections;
import dev.brownout.load.ConstantInterval;
import dev.brownout.load.Diurnal;
import dev.brownout.load.Profile;
import dev.brownout.load.Ramp;
import dev.brownout.load.Spike;
import dev.brownout.load.Steps;
import dev.brownout.load.TraceArrivals;
import dev.brownout.load.Users;
import dev.brownout.policy.bulkhead.BulkheadSpec;
import dev.brownout.policy.cancelontimeout.CancelOnTimeoutSpec;
import dev.brownout.policy.circuitbreaker.CircuitBreakerSpec;
import dev.brownout.policy.concurrencylimit.ConcurrencyLimitSpec;
import dev.brownout.policy.deadline.DeadlineSpec;
import dev.brownout.policy.fallback.FallbackSpec;
import dev.brownout.policy.hedge.HedgeSpec;
import dev.brownout.policy.ratelimit.RateLimitSpec;
import dev.brownout.policy.retry.RetrySpec;
import dev.brownout.policy.shedding.SheddingSpec;
import dev.brownout.policy.timeout.TimeoutSpec;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.Distribution;
import dev.brownout.random.Empirical;
import dev.brownout.random.Erlang;
import dev.brownout.random.Exponential;
import dev.brownout.random.Gamma;
import dev.brownout.random.HotKeys;
import dev.brownout.random.Hyperexponential;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.Lognormal;
import dev.brownout.random.Mixture;
import dev.brownout.random.NewestKeys;
import dev.brownout.random.Normal;
import dev.brownout.random.Pareto;
import dev.brownout.random.SequentialKeys;
import dev.brownout.random.TraceKeys;
import dev.brownout.random.Uniform;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.UuidKeys;
import dev.brownout.random.Weibull;
import dev.brownout.random.ZipfKeys;
import dev.brownout.steps.Call;
import dev.brownout.steps.Choose;
import dev.brownout.steps.Cpu;
import dev.brownout.steps.Parallel;
import dev.brownout.steps.Publish;
import dev.brownout.steps.Push;
import dev.brownout.steps.Read;
import dev.brownout.steps.Visit;
import dev.brownout.steps.Wait;
import dev.brownout.steps.Write;
import dev.brownout.vocabulary.Written;
import dev.brownout.wiring.ComponentSpec;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FilterSpec;
import dev.brownout.wiring.Step;
import java.util.List;

/**
 * Everything that a scenario can name: one line for each kind of component, policy and fault, for each step, law,
 * popularity of keys and load, in the order of the manual.
 */
public final class Catalog {
    private static final List<Class<? extends ComponentSpec>> COMPONENTS = List.of(
            DnsSpec.class,
            LoadBalancerSpec.class,
            ServerSpec.class,
            MachineSpec.class,
            CacheSpec.class,
            DatabaseSpec.class,
            QuorumStoreSpec.class,
            QueueSpec.class,
            TopicSpec.class,
            CdnSpec.class,
            UplinkSpec.class,
            WaitingRoomSpec.class,
            IdGeneratorSpec.class);

    private static final List<Class<? extends FilterSpec>> POLICIES = List.of(
            TimeoutSpec.class,
            DeadlineSpec.class,
            CancelOnTimeoutSpec.class,
            RetrySpec.class,
            HedgeSpec.class,
            CircuitBreakerSpec.class,
            BulkheadSpec.class,
            RateLimitSpec.class,
            ConcurrencyLimitSpec.class,
            SheddingSpec.class,
            FallbackSpec.class);

    private static final List<Class<? extends FaultSpec>> FAULTS = List.of(
            Crash.class,
            PowerOff.class,
            Blackhole.class,
            Hang.class,
            Pause.class,
            Slow.class,
            Errors.class,
            Partition.class,
            Degrade.class,
            Flush.class,
            Purge.class,
            Release.class,
            Replace.class,
            Restart.class,
            ClockJump.class,
            ClockDrift.class,
            Scale.class,
            Drain.class,
            Deploy.class,
            Rollback.class,
            Reshard.class,
            Split.class,
            Traffic.class,
            SetParameter.class);

    private static final List<Class<? extends Step>> STEPS = List.of(
            Visit.class,
            Read.class,
            Write.class,
            Call.class,
            Publish.class,
            Push.class,
            Cpu.class,
            Wait.class,
            Parallel.class,
            Choose.class);

    private static final List<Class<? extends Written<Distribution>>> LAWS = List.of(
            Exponential.class,
            Lognormal.Arguments.class,
            Uniform.class,
            Erlang.class,
            Gamma.class,
            Weibull.class,
            Pareto.Arguments.class,
            Normal.class,
            Hyperexponential.class,
            Mixture.Arguments.class,
            Empirical.Arguments.class);

    private static final List<Class<? extends Written<KeyPopularity>>> KEY_POPULARITIES = List.of(
            UniformKeys.class,
            ZipfKeys.Arguments.class,
            HotKeys.class,
            SequentialKeys.class,
            NewestKeys.class,
            UuidKeys.class,
            TraceKeys.Arguments.class,
            AbsentKeys.class);

    private static final List<Class<? extends Written<Profile>>> LOADS = List.of(
            ConstantInterval.class,
            Ramp.class,
            Steps.class,
            Spike.class,
            Diurnal.class,
            Users.class,
            Connections.class,
            TraceArrivals.Arguments.class);

    private Catalog() {}

    /** The kinds of components. */
    public static List<Class<? extends ComponentSpec>> components() {
        return COMPONENTS;
    }

    /** The policies that stand on a request, a step or a component. */
    public static List<Class<? extends FilterSpec>> policies() {
        return POLICIES;
    }

    /** The verbs of the fault timeline. */
    public static List<Class<? extends FaultSpec>> faults() {
        return FAULTS;
    }

    /** The verbs of the steps of a request. */
    public static List<Class<? extends Step>> steps() {
        return STEPS;
    }

    /** The laws of durations and sizes, besides a plain amount, which is always the same. */
    public static List<Class<? extends Written<Distribution>>> laws() {
        return LAWS;
    }

    /** The popularities of keys. */
    public static List<Class<? extends Written<KeyPopularity>>> keyPopularities() {
        return KEY_POPULARITIES;
    }

    /** The loads, besides a plain rate, which is Poisson. */
    public static List<Class<? extends Written<Profile>>> loads() {
        return LOADS;
    }
}
