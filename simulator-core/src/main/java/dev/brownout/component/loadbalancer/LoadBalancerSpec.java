package dev.brownout.component.loadbalancer;

import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.host.QueueWaitMetrics;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ShiftedDistribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.ParameterGroup;
import dev.brownout.spec.Share;
import dev.brownout.spec.effect.EffectiveWith;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.CallsAfterWork;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.ConnectionHandling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parameters of a load balancer. */
@Kind("load-balancer")
@Doc("Forwards each call to one node of the next tier. Nodes that fail their health checks get no calls.")
@DeclaresMetrics({
    LoadBalancer.Measures.class,
    HashBalancing.Measures.class,
    BalancerCores.Measures.class,
    ServerTraffic.Measures.class,
    ServerTraffic.Shares.class,
    QueueWaitMetrics.class,
    RedundantPair.Measures.class
})
@Example("""
        components:
          lb: { kind: load-balancer, algorithm: least-connections, redispatch: 1 }
        requests:
          page: { path: [lb, web] }
        """)
public record LoadBalancerSpec(
        @ParameterGroup HostSelection selection,

        @Doc("Active health checks of the backends; none: crashes are not detected.")
        @Default("{}")
        @NoneKeyword("none")
        Optional<HealthSpec> health,

        @ParameterGroup CallRedispatch redispatching,

        @ParameterGroup HostEjection ejection,

        @ParameterGroup BalancerHosts hosts,

        @ParameterGroup SlowStartSettings slowStart,

        @Doc("Time until the balancer discovers that a backend has entered service, drains or is replaced. Calls"
                + " that it sends to a draining or removed backend in this time are refused. Default: no delay.")
        @AtLeast(1)
        @DefaultSource("Kubernetes documentation, Pod termination: endpoints are removed while the pod is stopped,"
                + " without a wait for their clients; nginx, HAProxy: resolver valid, hold valid 10s")
        Optional<Duration> discoveryDelay)
        implements ComponentSpec, ConnectionHandling {

    /** Further attempts at other hosts after a failure. */
    public record CallRedispatch(
            @Doc("Maximum number of other backends that are tried after a refused connection, each at most once.")
            @Default("0")
            @AtLeast(0)
            @DefaultSource("HAProxy configuration manual: option redispatch, off")
            @AtMost(1000)
            int redispatch,

            @Doc("Further failures after which a call is sent to another backend.")
            @Default("refused")
            @DefaultSource("HAProxy: option redispatch covers connections; nginx: proxy_next_upstream error timeout")
            @EffectiveWith("redispatch")
            RedispatchCause redispatchOn,

            @Doc("Timeout of a call to a backend, at most the timeout of the caller. Default: the timeout of the"
                    + " caller.")
            @AtLeast(1)
            @DefaultSource("nginx: proxy_connect_timeout and proxy_read_timeout 60s; HAProxy: timeout server,"
                    + " without a default")
            Optional<Duration> tryTimeout) {
        /** Returns the timeout of one try, given the callers' timeout: the shorter of both; empty for none. */
        Optional<Duration> triesWait(Optional<Duration> timeout) {
            return Stream.concat(tryTimeout.stream(), timeout.stream()).min(Comparator.naturalOrder());
        }
    }

    /** Ejection of hosts with failing calls. */
    public record HostEjection(
            @Doc("Skips backends that do not respond to calls, except for one trial call per interval.")
            @Default("none")
            @NoneKeyword("none")
            @DefaultSource("nginx: max_fails=1 fail_timeout=10s; HAProxy, Envoy: off unless configured")
            Optional<PassiveCheckSpec> passiveChecks,

            @Doc("Ejects backends by the results of their calls.")
            @Default("none")
            @NoneKeyword("none")
            @DefaultSource("Envoy: off unless configured")
            Optional<OutlierSpec> outlierDetection,

            @Doc("Share of available backends below which checks and ejections are ignored (panic mode).")
            @Default("0%")
            @DefaultSource("nginx, HAProxy: none; Envoy: healthy_panic_threshold 50%")
            @EffectiveWith({"health", "passive_checks", "outlier_detection"})
            Share panicThreshold) {}

    /** Hosts of the load balancer, and their work for each call. */
    public record BalancerHosts(
            @Doc("Nodes of the balancer in each region. Default: 1. Each call goes to a random node; each node"
                    + " counts and checks for itself.")
            @AtLeast(1)
            @AtMost(MachineCount.MAXIMUM)
            @MachineCount
            Optional<Integer> nodes,

            @Doc("Cores of a node. Each call occupies a core before it is forwarded, and queues for one. Default:"
                    + " calls take no time and cause no load.")
            @AtLeast(1)
            @AtMost(1_000_000)
            @BilledPerMachine
            @DefaultSource("managed balancers scale by themselves; HAProxy configuration manual: nbthread is the"
                    + " number of cores")
            Optional<Integer> cores,

            @Doc("With cores: service time of a call including its response. Default: 0.03ms.")
            @DefaultSource("HAProxy: 2.04 million requests per second on 64 cores (2021), 31 us each")
            Optional<Distribution> service,

            @Doc("With cores: additional service time of a call with a cookie, which is needed if the backends keep"
                    + " sessions in memory. Default: 0ms.")
            @AtLeast(0)
            @DefaultSource("our assumption")
            Optional<Duration> stickyCost,

            @Doc("With cores: queue slots of a node; further calls are rejected. Default: 1000.")
            @AtLeast(0)
            @AtMost(1_000_000_000)
            @DefaultSource("bounded, as for a server; our assumption")
            Optional<Integer> queue,

            @Doc("With nodes: 2: failover between the two nodes, such as active-passive(takeover=3s). Default: no"
                    + " failover; calls to a failed node fail.")
            Optional<RedundancySpec> twin) {
        /** Default work per call on a balancer with cores: 0.03 ms. */
        private static final Distribution DEFAULT_WORK = new ConstantDistribution(30_000);

        /** Default queue capacity. */
        private static final int DEFAULT_PLACES = 1000;

        /** Rejects a twin of other than two hosts, and work without cores, with an IllegalArgumentException. */
        public BalancerHosts {
            if (twin.isPresent() && !nodes.equals(Optional.of(2))) {
                throw new InvalidValueException("'twin' is the failover between two nodes: set nodes: 2");
            }
            if (cores.isEmpty() && (service.isPresent() || stickyCost.isPresent() || queue.isPresent())) {
                throw new InvalidValueException(
                        "'service', 'sticky_cost' and 'queue' need 'cores': without 'cores' a balancer takes no time");
            }
        }

        /** Returns the number of hosts in each region. */
        int machines() {
            return nodes.orElse(1);
        }

        /** Returns the capacity of the queue for a core. */
        int places() {
            return queue.orElse(DEFAULT_PLACES);
        }

        /** Returns the distribution of the work per call, in nanoseconds. */
        Distribution work() {
            return service.orElse(DEFAULT_WORK);
        }

        /** Returns the additional work for calls to a tier with in-memory sessions, in nanoseconds. */
        long stickyNanos() {
            return stickyCost.map(Duration::toNanos).orElse(0L);
        }
    }

    /** Reduced share of calls for new hosts. */
    public record SlowStartSettings(
            @Doc("Time over which the weight of a new or recovered backend grows to its full weight. With the"
                    + " weight w, one of n backends gets w/(n-1+w) of the calls. Default: full weight immediately.")
            @AtLeast(1)
            @DefaultSource("nginx, HAProxy, Envoy: off unless configured; 30s in the example of nginx")
            Optional<Duration> slowStart,

            @Doc("Initial weight of a backend as a share of its full weight.")
            @Default("0%")
            @DefaultSource("nginx: from zero; HAProxy: from almost zero; Envoy: min_weight_percent 10%")
            @EffectiveWith("slow_start")
            Share slowStartMinWeight,

            @Doc("The weight is the elapsed share of the time to the power of one over this"
                    + " factor. Above x1 the weight grows faster at first, below x1 slower.")
            @Default("x1")
            @AtLeast(0)
            @AtMost(1000)
            @DefaultSource("nginx, HAProxy: linear; Envoy: aggression 1.0")
            @EffectiveWith("slow_start")
            Factor slowStartAggression) {}

    /** Rejects a slow start of hosts that a fixed hash table selects with an IllegalArgumentException. */
    public LoadBalancerSpec {
        boolean fixed = selection.algorithm().hashes() && selection.algorithm() != BalancingAlgorithm.RING_HASH
                || selection.algorithm() == BalancingAlgorithm.SHUFFLE_SHARDING;
        if (slowStart.slowStart().isPresent() && fixed) {
            throw new InvalidValueException(
                    "'slow_start' needs weights that change; source-hash, maglev and shuffle-sharding "
                            + "have none: use algorithm: ring-hash");
        }
    }

    @Override
    public Component build(ComponentContext context) {
        return new LoadBalancer(this, context);
    }

    @Override
    public boolean checksHealth() {
        return health.isPresent();
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules rules) {
        rules.unless(redispatching.redispatch() > 0, "its 'redispatch' is 0", "redispatched");
        rules.unless(selection.hashBalanceFactor().isPresent(), "it has no 'hash_balance_factor'", "spilled");
        rules.unless(around.breaks(), "the scenario has no fault and no 'mtbf'", "takeovers");
        rules.unless(hosts.places() > 0, "its 'queue' is 0", "queue", "queue_wait");
    }

    /** Forwards the demand with the caller's timeout unless the step overrides it, spread by the algorithm. */
    @Override
    public void model(CapacityModel model) {
        BackendShares backends = BackendShares.of(this, model);
        for (OfferedDemand calls : model.demands()) {
            if (!selection.backends().isEmpty()) {
                backends.forward(calls.withRate(calls.perSecond() * reachableShare(model, calls)), model);
            } else if (!calls.route().rest().isEmpty()
                    && Step.passesOnTo(calls.route().rest().get(0)).isPresent()) {
                OfferedDemand next = calls.withRate(calls.perSecond() * reachableShare(model, calls))
                        .withBetween(calls.timeout());
                model.forwardSteps(
                        spread().map(next::withDownstreamDistribution).orElse(next),
                        calls.route().rest());
            }
        }
        hosts.cores().ifPresent(each -> model.station(station(model, each)));
        model.declare(new CallsAfterWork(List.of()));
    }

    /** Returns the distribution of calls over the hosts of one tier; empty if it is even. */
    Optional<CallDistribution> spread() {
        return HashSpread.of(selection).or(() -> ShuffleSpread.of(selection)).or(() -> BalancedSpread.of(this));
    }

    @Override
    public void propagate(CallPropagation calls) {
        if (selection.backends().isEmpty()) {
            calls.follow(calls.downstreamSteps());
        } else {
            selection.backends().keySet().forEach(calls::divert);
        }
    }

    /** Returns the hosts that receive calls: of an active-passive pair, the first available one. */
    private List<String> working(CapacityModel model) {
        boolean one = hosts.twin().filter(pair -> pair.addresses() == 1).isPresent();
        List<String> all = new ArrayList<>();
        for (int place = 0; place < model.places().size(); place++) {
            available(model, place).stream().limit(one ? 1 : hosts.machines()).forEach(all::add);
        }
        return all;
    }

    /** Returns the available hosts in one place. */
    private List<String> available(CapacityModel model, int place) {
        int machines = hosts.machines();
        return model.availableHosts(place, machines, machines, machines);
    }

    /**
     * Returns the share of calls that reach a balancer. Users call the nearest one, up or not; DNS with health checks
     * routes them to one that is up. The location of callers other than users is unknown.
     */
    private double reachableShare(CapacityModel model, OfferedDemand calls) {
        double users = 0;
        int up = 0;
        for (int place = 0; place < model.places().size(); place++) {
            if (!available(model, place).isEmpty()) {
                users += model.usersNear(model.places().get(place));
                up++;
            }
        }
        boolean some = model.fromUsers(calls) && up < model.places().size();
        return some ? users : up > 0 ? 1 : 0;
    }

    private StationModel station(CapacityModel model, int each) {
        List<Work> works = new ArrayList<>();
        for (OfferedDemand calls : model.demands()) {
            boolean sticky = selection.servers(calls.route().rest()).stream().anyMatch(model::keepsUsers);
            Distribution length = sticky ? new ShiftedDistribution(hosts.work(), hosts.stickyNanos()) : hosts.work();
            works.add(new Work(calls.perSecond(), length, true));
        }
        CoreQueue own = CoreQueue.fifo(each, hosts.places());
        double calls =
                model.demands().stream().mapToDouble(OfferedDemand::perSecond).sum();
        return new StationModel("", working(model), own, calls, works);
    }
}
