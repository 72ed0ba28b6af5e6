package dev.brownout.catalog;

import dev.brownout.component.cache.CacheSpec;
import dev.brownout.component.cdn.CdnSpec;
import dev.brownout.component.database.DatabaseSpec;
import dev.brownout.component.database.pooler.PoolerSpec;
import dev.brownout.component.database.stock.ConfirmStep;
import dev.brownout.component.database.stock.IncrementStep;
import dev.brownout.component.database.stock.ReleaseStep;
import dev.brownout.component.database.stock.ReserveStep;
import dev.brownout.component.dns.DnsSpec;
import dev.brownout.component.external.ExternalSpec;
import dev.brownout.component.function.FunctionSpec;
import dev.brownout.component.idgenerator.IdGeneratorSpec;
import dev.brownout.component.inference.InferenceSpec;
import dev.brownout.component.loadbalancer.LoadBalancerSpec;
import dev.brownout.component.machine.MachineSpec;
import dev.brownout.component.queue.QueueSpec;
import dev.brownout.component.quorumstore.QuorumStoreSpec;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.topic.TopicSpec;
import dev.brownout.component.uplink.UplinkSpec;
import dev.brownout.component.waitingroom.WaitingRoomSpec;
import dev.brownout.fault.BlackholeFault;
import dev.brownout.fault.ClockDriftFault;
import dev.brownout.fault.ClockJumpFault;
import dev.brownout.fault.CrashFault;
import dev.brownout.fault.DegradeLinkFault;
import dev.brownout.fault.DeployFault;
import dev.brownout.fault.DrainFault;
import dev.brownout.fault.ErrorInjectionFault;
import dev.brownout.fault.FlushFault;
import dev.brownout.fault.HangFault;
import dev.brownout.fault.InterruptFault;
import dev.brownout.fault.PartitionFault;
import dev.brownout.fault.PauseFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.fault.PurgeFault;
import dev.brownout.fault.ReleaseContentFault;
import dev.brownout.fault.ReplaceFault;
import dev.brownout.fault.ReshardFault;
import dev.brownout.fault.RestartFault;
import dev.brownout.fault.RollbackFault;
import dev.brownout.fault.ScaleFault;
import dev.brownout.fault.SetParameterFault;
import dev.brownout.fault.SetRateLimitFault;
import dev.brownout.fault.SlowFault;
import dev.brownout.fault.SplitShardFault;
import dev.brownout.fault.TrafficFault;
import dev.brownout.policy.bulkhead.BulkheadSpec;
import dev.brownout.policy.cancelontimeout.CancelOnTimeoutSpec;
import dev.brownout.policy.circuitbreaker.CircuitBreakerSpec;
import dev.brownout.policy.clientthrottling.ClientThrottlingSpec;
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
import dev.brownout.random.EmpiricalDistribution;
import dev.brownout.random.ErlangDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.GammaDistribution;
import dev.brownout.random.HotKeys;
import dev.brownout.random.HyperexponentialDistribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.MixtureDistribution;
import dev.brownout.random.NewestKeys;
import dev.brownout.random.NormalDistribution;
import dev.brownout.random.ParetoDistribution;
import dev.brownout.random.SequentialKeys;
import dev.brownout.random.TraceKeys;
import dev.brownout.random.UniformDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.UuidKeys;
import dev.brownout.random.WeibullDistribution;
import dev.brownout.random.ZipfKeys;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import dev.brownout.step.CallComponentStep;
import dev.brownout.step.ChooseStep;
import dev.brownout.step.CpuStep;
import dev.brownout.step.ParallelStep;
import dev.brownout.step.PublishStep;
import dev.brownout.step.PushStep;
import dev.brownout.step.ReadStep;
import dev.brownout.step.TransactionStep;
import dev.brownout.step.VisitStep;
import dev.brownout.step.WaitStep;
import dev.brownout.step.WriteStep;
import dev.brownout.workload.ClosedLoad;
import dev.brownout.workload.ConnectionLoad;
import dev.brownout.workload.ConstantIntervalLoad;
import dev.brownout.workload.DiurnalLoad;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.RampLoad;
import dev.brownout.workload.RateTableLoad;
import dev.brownout.workload.RenewalLoad;
import dev.brownout.workload.SpikeLoad;
import dev.brownout.workload.StepLoad;
import dev.brownout.workload.TraceArrivals;
import java.util.List;

/**
 * Index of the scenario language: the kinds of components, policies and faults, the steps, distributions, key
 * popularities and loads, in the order of the manual.
 */
public final class Catalog {
    private static final List<Class<? extends ComponentSpec>> COMPONENTS = List.of(
            DnsSpec.class,
            LoadBalancerSpec.class,
            ServerSpec.class,
            MachineSpec.class,
            CacheSpec.class,
            DatabaseSpec.class,
            PoolerSpec.class,
            QuorumStoreSpec.class,
            QueueSpec.class,
            TopicSpec.class,
            CdnSpec.class,
            UplinkSpec.class,
            WaitingRoomSpec.class,
            IdGeneratorSpec.class,
            ExternalSpec.class,
            FunctionSpec.class,
            InferenceSpec.class);

    private static final List<Class<? extends FilterSpec>> POLICIES = List.of(
            CancelOnTimeoutSpec.class,
            FallbackSpec.class,
            DeadlineSpec.class,
            TimeoutSpec.class,
            RetrySpec.class,
            HedgeSpec.class,
            CircuitBreakerSpec.class,
            RateLimitSpec.class,
            ConcurrencyLimitSpec.class,
            SheddingSpec.class,
            BulkheadSpec.class,
            ClientThrottlingSpec.class);

    private static final List<Class<? extends FaultSpec>> FAULTS = List.of(
            CrashFault.class,
            PowerOffFault.class,
            BlackholeFault.class,
            HangFault.class,
            PauseFault.class,
            SlowFault.class,
            ErrorInjectionFault.class,
            PartitionFault.class,
            DegradeLinkFault.class,
            FlushFault.class,
            PurgeFault.class,
            ReleaseContentFault.class,
            ReplaceFault.class,
            RestartFault.class,
            ClockJumpFault.class,
            ClockDriftFault.class,
            ScaleFault.class,
            DrainFault.class,
            InterruptFault.class,
            DeployFault.class,
            RollbackFault.class,
            ReshardFault.class,
            SplitShardFault.class,
            TrafficFault.class,
            SetParameterFault.class,
            SetRateLimitFault.class);

    private static final List<Class<? extends Step>> STEPS = List.of(
            VisitStep.class,
            ReadStep.class,
            WriteStep.class,
            ReserveStep.class,
            ConfirmStep.class,
            IncrementStep.class,
            ReleaseStep.class,
            CallComponentStep.class,
            PublishStep.class,
            PushStep.class,
            CpuStep.class,
            WaitStep.class,
            ParallelStep.class,
            TransactionStep.class,
            ChooseStep.class);

    private static final List<Class<? extends FunctionSyntax<Distribution>>> DISTRIBUTIONS = List.of(
            ExponentialDistribution.class,
            LognormalDistribution.Arguments.class,
            UniformDistribution.class,
            ErlangDistribution.class,
            GammaDistribution.class,
            WeibullDistribution.class,
            ParetoDistribution.Arguments.class,
            NormalDistribution.class,
            HyperexponentialDistribution.class,
            MixtureDistribution.Arguments.class,
            EmpiricalDistribution.Arguments.class);

    private static final List<Class<? extends FunctionSyntax<KeyPopularity>>> KEY_POPULARITIES = List.of(
            UniformKeys.class,
            ZipfKeys.Arguments.class,
            HotKeys.class,
            SequentialKeys.class,
            NewestKeys.class,
            UuidKeys.class,
            TraceKeys.Arguments.class,
            AbsentKeys.class);

    private static final List<Class<? extends FunctionSyntax<LoadProfile>>> LOADS = List.of(
            ConstantIntervalLoad.class,
            RampLoad.class,
            StepLoad.class,
            SpikeLoad.class,
            DiurnalLoad.class,
            RateTableLoad.Arguments.class,
            RenewalLoad.class,
            ClosedLoad.class,
            ConnectionLoad.class,
            TraceArrivals.Arguments.class);

    private Catalog() {}

    /** Returns the kinds of components. */
    public static List<Class<? extends ComponentSpec>> components() {
        return COMPONENTS;
    }

    /**
     * Returns the policies of requests, steps and components. Where a step and its callee both have policies, the first
     * of this list is the outermost.
     */
    public static List<Class<? extends FilterSpec>> policies() {
        return POLICIES;
    }

    /** Returns the verbs of the fault timeline. */
    public static List<Class<? extends FaultSpec>> faults() {
        return FAULTS;
    }

    /** Returns the verbs of request steps. */
    public static List<Class<? extends Step>> steps() {
        return STEPS;
    }

    /** Returns the distributions of durations and sizes, besides a plain amount, which is constant. */
    public static List<Class<? extends FunctionSyntax<Distribution>>> distributions() {
        return DISTRIBUTIONS;
    }

    /** Returns the key popularities. */
    public static List<Class<? extends FunctionSyntax<KeyPopularity>>> keyPopularities() {
        return KEY_POPULARITIES;
    }

    /** Returns the loads, besides a plain rate, which is Poisson. */
    public static List<Class<? extends FunctionSyntax<LoadProfile>>> loads() {
        return LOADS;
    }
}
