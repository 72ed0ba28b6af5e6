package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.BacklogTrend;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OpenCounts;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.metrics.RequestCompletionListener;
import dev.brownout.metrics.RequestCounts;
import dev.brownout.metrics.RequestStats;
import dev.brownout.metrics.UsualLatency;
import dev.brownout.network.Bandwidth;
import dev.brownout.policy.deadline.DeadlineSpec;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.RecordedSizes;
import dev.brownout.random.Sampler;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Request.RequestSource;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.Step;
import dev.brownout.step.StepCompiler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Runtime state of a class of requests: creates requests, sends them, and records their outcomes. */
final class RequestClass implements RequestCounts, LoadTarget {
    private final RunEnvironment run;
    private final String name;
    private final ComponentRuntime own;
    private final RequestSource[] sources;
    private final long goodWithinNanos;
    private final KeyedRandom keyDraws;
    private final KeyedRandom sizeDraws;
    private final KeyedRandom regionDraws;
    private final KeySampler keys;
    private final Sampler size;
    private final int constantSize;
    /** Recorded object sizes of the keys; {@code null} if there are none. */
    private final RecordedSizes recordedSizes;

    private final double[] regionsUpTo;
    private final Service[] services;
    private final RequestStats[] stats;
    /** Requests in flight, by user region. */
    private final OpenCounts[] open;
    /** Requests in flight for watched keys, by key number. */
    private final Map<Integer, OpenCounts> openOfKeys = new TreeMap<>();

    private final EgressCounter delivery;
    private final Map<Integer, Ratio> watchedKeys = new TreeMap<>();
    private final List<RequestCompletionListener> listeners = new ArrayList<>();
    private final BacklogTrend trend;
    private int inFlight;
    /**
     * Number of requests sent with a {@link RequestCompletion} of the caller, by visitors of journeys or connected
     * users.
     */
    private long onJourneys;

    /**
     * Creates the class with no requests sent.
     *
     * @param watched ratios of good requests, by key name
     */
    RequestClass(RunBuilder builder, String name, int number, RequestSpec spec, Map<String, Ratio> watched) {
        this.run = builder.run;
        this.name = name;
        this.own = new ComponentRuntime(builder, KeySpaces.REQUESTS + name, 0, null);
        KeyNames names = run.keySpaces.names(own.name);
        names.all().forEach(key -> watchedKeys.put(names.id(key), watched.get(key)));
        this.delivery = new EgressCounter(run, spec, run.keySpaces.pushes(name));
        this.goodWithinNanos = spec.goodWithin().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        this.keyDraws = run.random("requests." + name + ".key");
        this.sizeDraws = run.random("requests." + name + ".size");
        this.regionDraws = run.random("requests.region");
        this.keys = run.keySpaces
                .ofRequest(name)
                .map(keySpec -> keySpec.sampler(names, run.created(run.keySpaces.tableOf(name))))
                .orElse(null);
        this.size = spec.size().sampler();
        this.constantSize = spec.size().constantValue().isPresent()
                ? (int) spec.size().constantValue().getAsDouble()
                : -1;
        this.recordedSizes = spec.key().flatMap(KeyPopularity::sizes).orElse(null);
        List<String> locations = run.regions.places();
        this.regionsUpTo = new double[locations.size()];
        this.sources = new RequestSource[locations.size()];
        this.services = new Service[locations.size()];
        this.stats = new RequestStats[locations.size()];
        this.open = new OpenCounts[locations.size()];
        this.trend = new BacklogTrend(run.grid);
        watchedKeys.keySet().forEach(key -> openOfKeys.put(key, new OpenCounts(run.grid)));
        double sum = 0;
        for (int i = 0; i < locations.size(); i++) {
            sum += run.regions.userShare(locations.get(i));
            regionsUpTo[i] = sum;
            sources[i] = new RequestSource(number, i);
            stats[i] = new RequestStats(run.grid);
            open[i] = new OpenCounts(run.grid);
            services[i] =
                    run.observer.users(name, connect(builder.filters, spec, users(spec, locations.get(i)), stats[i]));
        }
    }

    /**
     * Returns the host of the users in a region. All classes share it, unless this class has its own last mile or line.
     */
    private Host users(RequestSpec spec, String location) {
        if (spec.lastMile().isEmpty() && spec.line().isEmpty()) {
            return run.users(location);
        }
        Host users = run.users(location, location + "/" + name);
        run.network.access(
                users,
                spec.lastMile(),
                spec.line().map(Bandwidth::bitsPerSecond).orElse(Double.POSITIVE_INFINITY));
        return users;
    }

    private Service connect(FilterRegistry filters, RequestSpec spec, Host users, RequestStats counts) {
        ComponentContext context = own.context;
        Optional<Duration> between =
                spec.timeout().isEmpty() ? Optional.empty() : Optional.of(run.scenario.betweenTiers());
        CallTarget route = new CallTarget(
                Operation.READ, "", List.of(), spec.timeout(), between, Optional.empty(), run.network.handshakes());
        List<Step> steps = spec.steps();
        Service service = Step.passesOnTo(steps.get(0)).isPresent()
                ? context.client(users, route).connect(steps)
                : new StepCompiler(context, users, null, route).steps(steps).program();
        Service counted = service;
        if (!spec.policies().isEmpty()) {
            TimeGrid grid = run.grid;
            FilterRegistry.Post post = new FilterRegistry.Post(context.name(), users, "", spec.policies());
            counted = filters.wrap(context, post, (request, reply) -> {
                counts.attempt(grid.cell(request.intendedSendAt()));
                service.call(request, reply);
            });
        }
        return spec.deadline().isEmpty()
                ? counted
                : new DeadlineSpec(spec.deadline().get()).build(context, users).wrap(counted);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RequestStats[] stats() {
        return stats;
    }

    /** Returns the metrics of the policies and steps of the users. */
    InstrumentRegistry instruments() {
        return own.instruments;
    }

    /** Counts a message that a host pushes to a user. */
    void onPushed(long now, long bytes) {
        delivery.onPushed(now, bytes);
    }

    @Override
    public boolean isBilled() {
        return delivery.counts();
    }

    @Override
    public long bytesToUsers(CellRange span) {
        return delivery.total(span);
    }

    long inFlight() {
        return inFlight;
    }

    /** Returns the number of requests in flight, as counted by the cells in which they began. */
    long open() {
        return Arrays.stream(open).mapToLong(OpenCounts::total).sum();
    }

    /**
     * Returns the longest usual response time, in ns. It is based on successes, or on all outcomes if there are none.
     * It is 0 if no request has ended, or if the backlog grows, so that each open request is overdue.
     */
    long usualNanos(UsualLatency usual) {
        if (usual.growth(trend).test(inFlight)) {
            return 0;
        }
        List<LatencyHistogram> successes =
                Arrays.stream(stats).map(RequestStats::successLatencies).toList();
        List<LatencyHistogram> all = Arrays.stream(stats)
                .flatMap(regionStats -> regionStats.allLatencies().stream())
                .toList();
        OptionalLong longest = usual.of(successes);
        return longest.isPresent() ? longest.getAsLong() : usual.of(all).orElse(0);
    }

    /** Counts the overdue requests at the end of the run. */
    void countOverdue(UsualLatency usual) {
        long now = run.simulation.now();
        long usualNanos = usualNanos(usual);
        for (int i = 0; i < stats.length; i++) {
            stats[i].recordOverdue(open[i], now, usualNanos, goodWithinNanos);
        }
        listeners.forEach(listener -> listener.onRunEnd(now, usualNanos));
        openOfKeys.forEach((key, counts) -> watchedKeys.get(key).addUndecided(counts.olderThan(now, usualNanos)));
    }

    /** Records that a client has succeeded again. The time is the start of its first failed request, in ns. */
    void recordRecovery(long failedAt) {
        for (RequestCompletionListener listener : listeners) {
            listener.recordRecovery(failedAt, run.simulation.now());
        }
    }

    void addListener(RequestCompletionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void start(long identity, long n, int cell, Runnable next) {
        send(identity, n, region(identity), key(identity, n), new RequestCompletion(this, cell, next));
    }

    /** Sends the next request of a visitor in a region, now. */
    void send(long identity, int region, RequestCompletion journey) {
        long n = onJourneys++;
        send(identity, n, region, key(identity, n), journey);
    }

    /** Sends the next request of a visitor in a region, now, with the key of the visit. */
    void send(long identity, int region, int key, RequestCompletion journey) {
        send(identity, onJourneys++, region, key, journey);
    }

    private int key(long identity, long n) {
        return keys == null ? 0 : keys.next(keyDraws.withIdentity(identity), n);
    }

    private void send(long identity, long n, int region, int key, RequestCompletion journey) {
        long now = run.simulation.now();
        Request request = new Request(
                identity,
                identity,
                n,
                sources[region],
                0,
                0,
                key,
                Operation.READ,
                constantSize >= 0 ? constantSize : sizeBytes(identity, n),
                now,
                journey);
        stats[region].issue(journey.cell());
        open[region].begin(journey.cell(), now);
        if (!openOfKeys.isEmpty() && openOfKeys.containsKey(request.key())) {
            openOfKeys.get(request.key()).begin(journey.cell(), now);
        }
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).onStart(now);
        }
        journey.begin(services[region], request, inFlight++);
    }

    private int sizeBytes(long identity, long n) {
        return recordedSizes != null
                ? recordedSizes.bytes(n)
                : (int) Math.min(Integer.MAX_VALUE, size.sampleNanos(sizeDraws.withIdentity(identity)));
    }

    /** Returns the index of the region of a user. It depends on the identity only. */
    int region(long identity) {
        if (regionsUpTo.length == 1) {
            return 0;
        }
        double u = regionDraws.withIdentity(identity).uniform() * regionsUpTo[regionsUpTo.length - 1];
        int region = 0;
        while (region < regionsUpTo.length - 1 && u >= regionsUpTo[region]) {
            region++;
        }
        return region;
    }

    void finish(Request request, int cell, int ahead, Outcome outcome, long detail) {
        inFlight--;
        long latency = run.simulation.now() - request.intendedSendAt();
        boolean exceedsThreshold = outcome.good() && latency > goodWithinNanos;
        if (outcome.good()) {
            delivery.onArrived(run.simulation.now(), request.sizeBytes());
        }
        trend.record(run.grid.segment(cell), ahead, latency, outcome.good());
        stats[request.source().region()].complete(
                cell, outcome, exceedsThreshold, outcome.good() ? 0 : detail, latency);
        open[request.source().region()].end(cell, request.intendedSendAt());
        if (outcome == Outcome.STALE) {
            long age = VersionRegistry.ageNanos(
                    run.simulation.now(), request.logical().oldestMissedAcknowledgement());
            stats[request.source().region()].recordStaleness(cell, age);
        }
        if (!watchedKeys.isEmpty()) {
            Ratio watched = watchedKeys.get(request.key());
            if (watched != null) {
                watched.addIn(cell, outcome.good() && !exceedsThreshold ? 1 : 0, 1);
                openOfKeys.get(request.key()).end(cell, request.intendedSendAt());
            }
        }
        for (int i = 0; i < listeners.size(); i++) {
            listeners
                    .get(i)
                    .onEnd(request.source().region(), request.intendedSendAt(), outcome, exceedsThreshold, latency);
        }
    }

    /** Returns the number of requests sent by some classes. */
    static long issued(Collection<RequestClass> classes) {
        long issued = 0;
        for (RequestClass type : classes) {
            for (RequestStats stats : type.stats()) {
                issued += stats.issued();
            }
        }
        return issued;
    }
}
