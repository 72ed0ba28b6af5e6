package dev.brownout.component.loadbalancer;

import dev.brownout.healthcheck.HealthCheck;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.host.Host;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Outcome;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The backends of one load balancer, with their health state and number of in-flight calls. */
final class BackendPool implements Host.Resident {
    private final ComponentContext context;
    private final Host self;
    private final BalancingStrategy choice;
    private final TimeWeighted healthy;
    private final List<Host> machines;
    private final List<HealthCheck> watches = new ArrayList<>();
    private final Map<Host, Integer> numbers = new LinkedHashMap<>();
    private final double panicThreshold;
    /** Ejects backends by the outcomes of calls; {@code null} without outlier detection. */
    private final OutlierDetector outliers;

    /** Passive checks: skips backends after failed tries; {@code null} if not configured. */
    private final PassiveChecks passive;

    /** Weights of the backends, which are smaller for backends that entered service recently. */
    private final HostWeights weights;

    /** Delay until the balancer learns of a membership change of the tier. */
    private final long detectionDelayNanos;
    /** Membership of each backend, as known to the balancer. */
    private final boolean[] member;

    private final boolean[] isEjected;
    private final int[] inFlight;
    private int[] candidates;
    private int count;
    private boolean watching;

    BackendPool(
            LoadBalancerSpec spec,
            ComponentContext context,
            Host self,
            List<Host> machines,
            List<Integer> hostWeights,
            BalancingStrategy choice,
            TimeWeighted healthy) {
        this.context = context;
        this.self = self;
        this.machines = machines;
        this.choice = choice;
        this.healthy = healthy;
        this.panicThreshold = spec.ejection().panicThreshold().ratio();
        this.outliers = spec.ejection()
                .outlierDetection()
                .map(rules -> new OutlierDetector(rules, context.simulation(), machines.size(), this::onEjected))
                .orElse(null);
        this.passive = spec.ejection()
                .passiveChecks()
                .map(rules -> new PassiveChecks(
                        rules, context.simulation(), machines.size(), this::onEjected, this::rebuildCandidates))
                .orElse(null);
        this.weights = new HostWeights(
                choice.hasWeights() ? List.of() : hostWeights,
                spec.slowStart()
                        .slowStart()
                        .map(duration -> new SlowStart(spec.slowStart(), duration.toNanos(), machines.size()))
                        .orElse(null),
                machines.size());
        this.detectionDelayNanos = spec.discoveryDelay().map(Duration::toNanos).orElse(0L);
        this.member = new boolean[machines.size()];
        this.isEjected = new boolean[machines.size()];
        this.inFlight = new int[machines.size()];
        spec.health().ifPresent(health -> {
            for (int i = 0; i < machines.size(); i++) {
                watches.add(createCheck(health, i));
            }
        });
        refreshMembership();
        rebuildCandidates();
        self.attach(this);
        for (int i = 0; i < machines.size(); i++) {
            numbers.put(machines.get(i), i);
            machines.get(i).attach(new Member(i));
        }
    }

    /** Listens for backends that enter or leave service. A new backend is considered healthy. */
    private final class Member implements Host.Resident {
        private final int number;

        Member(int number) {
            this.number = number;
        }

        @Override
        public void membershipChanged() {
            boolean in = machines.get(number).membership().inService();
            if (detectionDelayNanos == 0) {
                onMembershipChanged(number, in);
            } else {
                self.schedule(detectionDelayNanos, () -> onMembershipChanged(number, in));
            }
        }
    }

    private void onMembershipChanged(int machine, boolean in) {
        member[machine] = in;
        isEjected[machine] = false;
        if (passive != null) {
            passive.reset(machine);
        }
        if (in) {
            onHostAvailable(machine);
        }
        rebuildCandidates();
        if (!watches.isEmpty()) {
            watches.get(machine).stop();
            startCheck(machine);
        }
    }

    /** Initializes the membership from the current state of the hosts, as after a restart. */
    private void refreshMembership() {
        for (int i = 0; i < member.length; i++) {
            member[i] = machines.get(i).membership().inService();
        }
    }

    private HealthCheck createCheck(HealthSpec health, int number) {
        Host machine = machines.get(number);
        String name = machine.component() + "/" + machine.node();
        return health.createCheck(
                context.simulation(),
                context.network(),
                self,
                machine,
                context.stream("check of " + name + " by " + self.node()),
                isUp -> onHealthChanged(number, isUp, health));
    }

    private void onHealthChanged(int number, boolean isUp, HealthSpec health) {
        Host machine = machines.get(number);
        if (!member[number]) {
            return;
        }
        isEjected[number] = !isUp;
        if (isUp) {
            onHostAvailable(number);
        }
        rebuildCandidates();
        String name = machine.component() + "/" + machine.node();
        Map<String, Object> about =
                TimelineEvent.facts("machine", name, "checks", isUp ? health.rise() : health.fall());
        if (isUp) {
            context.timeline()
                    .note(
                            "returned",
                            self.node(),
                            Sentence.of("{} back in rotation: passed {} health checks", name, health.rise()),
                            about);
        } else {
            context.timeline()
                    .note(
                            "ejected",
                            self.node(),
                            Sentence.of("{} removed from rotation: failed {} health checks", name, health.fall()),
                            about);
        }
    }

    private void onHostAvailable(int machine) {
        weights.startSlowStart(machine, context.simulation().now());
    }

    private void onEjected(int number, boolean back) {
        if (back) {
            onHostAvailable(number);
        }
        rebuildCandidates();
        String name =
                machines.get(number).component() + "/" + machines.get(number).node();
        context.timeline()
                .note(
                        back ? "returned" : "ejected",
                        self.node(),
                        Sentence.of(
                                back ? "{} back in rotation after its ejection" : "{} ejected after failed calls",
                                name),
                        TimelineEvent.facts("machine", name));
    }

    void start() {
        watching = true;
        if (outliers != null) {
            outliers.start();
        }
        for (int i = 0; i < watches.size(); i++) {
            startCheck(i);
        }
    }

    private void startCheck(int machine) {
        if (watching && member[machine]) {
            watches.get(machine).start();
        }
    }

    /** Picks a backend for a call; -1 if no backend is available. */
    int pick(long identity, long hash) {
        if (count == 0) {
            return -1;
        }
        long now = context.simulation().now();
        return weights.isUniform(now)
                ? choice.pickMember(candidates, count, inFlight, identity, hash)
                : choice.pickByWeight(candidates, count, inFlight, weights.of(candidates, count, now), identity, hash);
    }

    /** Picks the host named by a cookie, even while it drains; another backend if that host is out or unknown here. */
    int pick(Host named, long identity, long hash) {
        int number = numbers.getOrDefault(named, -1);
        return number >= 0 && !isEjected[number] && named.membership().hasProcess() ? number : pick(identity, hash);
    }

    /** Picks a backend that has not been tried; -1 if there is none. */
    int pickOther(BitSet tried, long identity, long hash) {
        int[] others =
                Arrays.stream(candidates, 0, count).filter(n -> !tried.get(n)).toArray();
        long now = context.simulation().now();
        if (others.length == 0) {
            return -1;
        }
        return weights.isUniform(now)
                ? choice.pick(others, others.length, inFlight, identity, hash)
                : choice.pickByWeight(
                        others, others.length, inFlight, weights.of(others, others.length, now), identity, hash);
    }

    void sent(int machine) {
        choice.inFlightChanged(machine, ++inFlight[machine]);
        if (passive != null) {
            passive.onPicked(machine);
        }
    }

    /**
     * Records the end of a call to a backend.
     *
     * @param failed whether the backend was unreachable or did not respond in time
     */
    void recordCallEnd(int machine, Outcome outcome, boolean failed, long afterNanos) {
        inFlight[machine]--;
        if (passive != null) {
            passive.record(machine, failed);
        }
        if (outcome.good()) {
            choice.recordResponse(machine, context.simulation().now(), afterNanos);
        }
        choice.inFlightChanged(machine, inFlight[machine]);
        if (outliers != null) {
            outliers.recordCallEnd(machine, outcome);
        }
    }

    private void rebuildCandidates() {
        int before = count;
        int members = 0;
        for (boolean in : member) {
            members += in ? 1 : 0;
        }
        candidates = new int[machines.size()];
        count = fill(false);
        if (count < panicThreshold * members) {
            count = fill(true);
        }
        choice.membersChanged(candidates, count);
        healthy.add(context.simulation().now(), count - before);
    }

    /** Lists the available backends; in panic mode, every backend in service. */
    private int fill(boolean panic) {
        int in = 0;
        for (int i = 0; i < candidates.length; i++) {
            boolean sound = !isEjected[i]
                    && (outliers == null || !outliers.isEjected(i))
                    && (passive == null || !passive.isBlocked(i));
            if ((sound || panic) && member[i]) {
                candidates[in++] = i;
            }
        }
        return in;
    }

    @Override
    public void onCrash() {
        watching = false;
        watches.forEach(HealthCheck::stop);
        if (outliers != null) {
            outliers.stop();
        }
        if (passive != null) {
            passive.stop();
        }
        Arrays.fill(inFlight, 0);
        for (int i = 0; i < inFlight.length; i++) {
            choice.inFlightChanged(i, 0);
        }
    }

    @Override
    public void onRestart() {
        Arrays.fill(isEjected, false);
        refreshMembership();
        rebuildCandidates();
        start();
    }
}
