package dev.brownout.component.server;

import dev.brownout.fleet.HostTransitions;
import dev.brownout.fleet.SpeedSpec;
import dev.brownout.host.Cores;
import dev.brownout.random.Distribution;
import dev.brownout.step.StepProgram;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Builder of server tier parameters for tests. The defaults are those of the scenario language. */
public final class ServerSpecs {
    public int nodes = 1;
    public int cores = 4;
    public Optional<Integer> workers = Optional.empty();
    public Optional<Integer> queue = Optional.of(1000);
    public Cores.Scheduling scheduling = Cores.Scheduling.FIFO;
    public Optional<LocalCacheSpec> localCache = Optional.empty();
    public Map<String, ServerSpec.Endpoint> endpoints = Map.of();
    public Optional<ConsumptionSpec> consumes = Optional.empty();
    public Optional<SpeedSpec> speed = Optional.empty();

    private ServerSpecs() {}

    /** Returns a tier with the given service time per request. */
    public static ServerSpec working(Distribution service, Consumer<ServerSpecs> otherwise) {
        ServerSpecs s = new ServerSpecs();
        otherwise.accept(s);
        return new ServerSpec(
                s.nodes,
                new ServerProcessing(
                        s.cores,
                        s.workers,
                        s.queue,
                        s.scheduling,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        StepProgram.Cancellation.QUEUED,
                        service,
                        s.speed),
                Optional.empty(),
                new ServerSpec.HostMemory(Optional.empty(), Optional.empty(), s.localCache),
                s.endpoints,
                new TierLifecycle(
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                HostTransitions.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                s.consumes);
    }
}
