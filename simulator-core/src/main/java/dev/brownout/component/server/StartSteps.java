package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.step.StepCompiler;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The start steps of the processes of a tier, and the limit of those that run at the same time. */
final class StartSteps {
    private final int maximum;
    private final Map<String, Admission> admissions = new LinkedHashMap<>();

    /** The processes of one region that run their steps or wait for it, in order. */
    private static final class Admission {
        private final Set<ProcessStart> waiting = new LinkedHashSet<>();
        private int running;
    }

    private StartSteps(StartSpec spec) {
        this.maximum = spec.concurrent().orElse(Integer.MAX_VALUE);
    }

    /** Adds the start steps to the hosts of a tier, before the run. */
    static void attach(StartSpec spec, ComponentContext context, List<Host> hosts) {
        StartSteps tier = new StartSteps(spec);
        CallTarget downstream = CallTarget.waiting(
                Request.Operation.READ, Optional.of(context.topology().betweenTiers()));
        for (Host host : hosts) {
            Service program = new StepCompiler(context, host, null, downstream)
                    .steps(spec.steps())
                    .program();
            new ProcessStart(spec, context, tier, host, program);
        }
    }

    private Admission of(ProcessStart start) {
        return admissions.computeIfAbsent(start.region(), region -> new Admission());
    }

    /** Admits a process as soon as fewer than the maximum run their steps. */
    void request(ProcessStart start) {
        Admission admission = of(start);
        if (admission.running < maximum) {
            admission.running++;
            start.onAdmitted();
        } else {
            admission.waiting.add(start);
        }
    }

    /** Forgets a process that waits. */
    void withdraw(ProcessStart start) {
        of(start).waiting.remove(start);
    }

    /** Ends the steps of an admitted process, and admits the next one. */
    void release(ProcessStart start) {
        Admission admission = of(start);
        if (admission.waiting.isEmpty()) {
            admission.running--;
            return;
        }
        ProcessStart next = admission.waiting.iterator().next();
        admission.waiting.remove(next);
        next.admittedNext();
    }
}
