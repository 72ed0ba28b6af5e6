package dev.brownout.component.function;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.MemoryTimeCounter;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of the instances of a function in one region. */
record InstanceMetrics(
        @Doc("Calls that an instance has taken, also if it had to start first.") @ChartTitle("Invocations of {}")
        Counter invocations,

        @Doc("Instances started for a call.") @ChartTitle("Cold starts of {}")
        Counter coldStarts,

        @Doc("Share of the invocations that waited for the start of their instance.")
        @ChartTitle("Share of cold invocations of {}")
        Ratio coldShare,

        @Doc("Calls without an instance, beyond the limits, which end as limited.")
        @ChartTitle("Throttled calls of {}")
        @LimitMetric("concurrency limits")
        Counter throttled,

        @Doc("Instances, also starting ones, time-weighted.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Instances of {}")
        TimeWeighted instances,

        @Doc("Instances with a call, also while they start, time-weighted.") @ChartTitle("Busy instances of {}")
        TimeWeighted busyInstances,

        @Doc("Initialized instances without a call, time-weighted.") @ChartTitle("Idle instances of {}")
        TimeWeighted idleInstances,

        @Doc("Billed duration of instances on demand times their memory, in MiB x ms; 1,024,000 are a GB-second.")
        @ChartTitle("Billed memory time of {}")
        MemoryTimeCounter billedMemory) {}
