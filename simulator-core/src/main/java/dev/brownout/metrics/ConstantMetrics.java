package dev.brownout.metrics;

import dev.brownout.catalog.Catalog;
import dev.brownout.fault.ReleaseContentFault;
import dev.brownout.scenario.AlertSpec;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.scenario.JourneySpec.AbandonmentRule;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Outcome;
import dev.brownout.sla.Metric;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ProducesOutcome;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.DataStorage;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.spi.fault.HostFault;
import dev.brownout.typetable.TypeTables;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Detects metrics of a scenario that can never change, so that an assertion on them has no meaning. */
public final class ConstantMetrics {
    private static final Map<Outcome, List<Class<?>>> ANSWERING = policiesByOutcome();

    private final RunMeasurements run;
    private final Scenario scenario;
    private final Set<Class<?>> specTypes;
    private final boolean writes;
    private final boolean changing;
    private final boolean failing;
    private final Map<String, ConstantMetricRules> components = new TreeMap<>();

    /** Creates a detector for one run. */
    public ConstantMetrics(RunMeasurements run) {
        this.run = run;
        this.scenario = run.scenario();
        List<Record> inside = ScenarioFacts.nestedRecords(scenario);
        this.specTypes = inside.stream().map(Record::getClass).collect(Collectors.toCollection(LinkedHashSet::new));
        this.writes = inside.stream().anyMatch(ConstantMetrics::writes);
        this.changing = writes
                || scenario.components().values().stream()
                        .anyMatch(entry -> DataStorage.of(entry.spec()).isChanging());
        this.failing = scenario.components().values().stream().anyMatch(ComponentEntry::failsAtRandom);
    }

    private static boolean writes(Record spec) {
        return spec instanceof Step step
                && Step.targetOf(step)
                        .map(Step.Target::purpose)
                        .filter(purpose -> purpose == Step.Purpose.WRITE || purpose == Step.Purpose.ROW)
                        .isPresent();
    }

    /**
     * Returns the reason why each metric never changes; an empty sentence for a metric that can. Keys are the
     * configuration paths of assertions, predictions, alerts, charts and metrics of the answer, and the names of
     * additional metrics. A chart of several metrics can change if one of them can.
     *
     * @param requested additional metrics by name; metrics that do not exist are omitted
     */
    public Map<String, Sentence> of(MetricResolver readings, Map<String, Metric> requested) {
        Map<String, List<Metric>> metricsOf = new LinkedHashMap<>();
        scenario.evaluation()
                .sla()
                .forEach((name, relation) -> metricsOf.put("sla." + name, List.of(relation.metric())));
        scenario.evaluation()
                .predict()
                .forEach((name, prediction) -> metricsOf.put("predict." + name, List.of(prediction.metric())));
        scenario.alerts()
                .forEach((name, alert) -> metricsOf.put(
                        "alerts." + name + ".if", List.of(alert.if_().metric())));
        scenario.evaluation().answer().stream()
                .filter(answer -> !answer.compared())
                .forEach(answer -> metricsOf.put(answer.path(), List.of(answer.metric())));
        for (int i = 0; i < scenario.evaluation().charts().size(); i++) {
            metricsOf.put("charts." + i, scenario.evaluation().charts().get(i).metrics());
        }
        requested.forEach((name, metric) -> metricsOf.put(name, List.of(metric)));
        Map<String, Sentence> constant = new LinkedHashMap<>();
        metricsOf.forEach((name, metrics) -> {
            if (metrics.stream().allMatch(metric -> find(readings, metric).isPresent())) {
                List<Sentence> reasons =
                        metrics.stream().map(metric -> reason(readings, metric)).toList();
                constant.put(name, reasons.contains(Sentence.EMPTY) ? Sentence.EMPTY : reasons.get(0));
            }
        });
        return constant;
    }

    /** Returns the reason why a metric never changes as a sentence; an empty sentence if it can change. */
    Sentence reason(MetricResolver readings, Metric metric) {
        return reason(metric)
                .map(reason -> {
                    boolean zero = readings.of(metric, metric.toString()).value(run.measuredRange()) == 0;
                    return Sentence.of(zero ? "{} is always 0: {}" : "{} never changes: {}", metric, reason);
                })
                .orElse(Sentence.EMPTY);
    }

    /** Returns the reason why an existing metric never changes; empty if it can change. */
    Optional<Sentence> reason(Metric metric) {
        MetricSubject of = MetricSubject.measure(metric, run.scope(), "metric");
        String name = metric.name();
        if (of.sort() == MetricSubject.Sort.JOURNEY) {
            return journey(scenario.workload().journeys().get(of.name())).reason(name);
        }
        if (of.sort() == MetricSubject.Sort.ALERT) {
            return alert(scenario.alerts().get(of.name())).reason(name);
        }
        if (MetricDefinition.bytes(name)) {
            return transfer(name);
        }
        Optional<String> policy = PolicyMetrics.policy(name);
        if (policy.isPresent()) {
            return of.isPlaced() ? ofComponent(of.name(), name, policy.get()) : ofRequests(of, name, policy.get());
        }
        return (of.isPlaced() ? component(of.name()) : requests(of)).reason(name);
    }

    private Optional<Sentence> transfer(String name) {
        boolean zones = name.equals(DataTransferCosts.TO_ZONES);
        boolean crossesRegions = run.transfers().counting()
                && (zones
                        ? scenario.components().values().stream().anyMatch(entry -> entry.zones() > 1)
                        : scenario.regions().size() > 1);
        return crossesRegions
                ? Optional.empty()
                : Optional.of(Sentence.of(
                        zones
                                ? "no request with 'size' reaches a component with 'zones'"
                                : "no request with 'size' reaches components in two regions"));
    }

    private Optional<Sentence> ofComponent(String component, String name, String policy) {
        return run.component(component).instruments().names().contains(name)
                ? neverCountedReason(List.of(component), name)
                : Optional.of(withOwners(
                        name,
                        Sentence.of("no {} applies to calls of '{}' or to calls of its own steps", policy, component)));
    }

    private Optional<Sentence> ofRequests(MetricSubject of, String name, String policy) {
        if (of.sort() == MetricSubject.Sort.REGION) {
            return Optional.of(withOwners(name, Sentence.of("metrics of {} are not measured by region", policy)));
        }
        List<String> owners = List.copyOf(requestsOf(of).keySet());
        boolean counted = owners.stream()
                .map(owner -> run.policyInstruments().get(owner))
                .anyMatch(i -> i != null && i.names().contains(name));
        if (counted) {
            return neverCountedReason(
                    owners.stream().map(o -> RunMeasurements.REQUESTS + o).toList(), name);
        }
        return Optional.of(withOwners(
                name,
                of.owner().isEmpty()
                        ? Sentence.of("no {} applies to any request or its steps", policy)
                        : Sentence.of("no {} applies to request '{}' or its steps", policy, of.owner())));
    }

    /** Returns a reason with the owners that count a metric, if there are any. */
    private Sentence withOwners(String name, Sentence reason) {
        List<String> names = new ArrayList<>();
        run.forEachOwner((owner, instruments) -> {
            if (instruments.names().contains(name)) {
                names.add(owner + "." + name);
            }
        });
        return names.isEmpty() ? reason : Sentence.of("{} (there is {})", reason, String.join(" and ", names));
    }

    /** Returns the reason why none of the owners' policies ever counts a metric; empty if one of them can. */
    private Optional<Sentence> neverCountedReason(List<String> owners, String name) {
        Optional<Sentence> reason = Optional.empty();
        for (String owner : owners) {
            for (FilterSpec policy : run.policies().getOrDefault(owner, List.of())) {
                if (counts(policy, name)) {
                    ConstantMetricRules rules = new ConstantMetricRules();
                    policy.declareConstantMetrics(rules);
                    reason = rules.reason(name);
                    if (reason.isEmpty()) {
                        return reason;
                    }
                }
            }
        }
        return reason;
    }

    private static boolean counts(FilterSpec policy, String name) {
        return PolicyMetrics.policy(name).equals(Optional.of(name(policy.getClass())));
    }

    /** Returns the name of a policy kind as scenarios write it. */
    private static String name(Class<?> policy) {
        return SpecFields.kind(policy).orElseThrow().replace('-', '_');
    }

    /** Returns the policy kinds and component parts by the outcome that only they produce. */
    private static Map<Outcome, List<Class<?>>> policiesByOutcome() {
        Map<Outcome, List<Class<?>>> policiesOf = new TreeMap<>();
        List<Class<?>> kinds = new ArrayList<>(Catalog.policies());
        kinds.addAll(Catalog.components());
        Catalog.components().forEach(kind -> kinds.addAll(parts(kind)));
        for (Class<?> policy : kinds) {
            ProducesOutcome answers = TypeTables.table(policy).annotation(ProducesOutcome.class);
            for (Outcome outcome : answers == null ? new Outcome[0] : answers.value()) {
                policiesOf.computeIfAbsent(outcome, o -> new ArrayList<>()).add(policy);
            }
        }
        return policiesOf;
    }

    /** Returns the parameter types of a kind that produce an outcome of their own. */
    private static List<Class<?>> parts(Class<?> kind) {
        List<Class<?>> parts = new ArrayList<>();
        for (SpecField field : SpecFields.of(kind).fields()) {
            Type type = GenericTypes.isOptional(field.type()) ? GenericTypes.content(field.type()) : field.type();
            if (TypeTables.table(GenericTypes.raw(type)).has(ProducesOutcome.class)) {
                parts.add(GenericTypes.raw(type));
            }
        }
        return parts;
    }

    private ConstantMetricRules component(String name) {
        return components.computeIfAbsent(name, this::rules);
    }

    private ConstantMetricRules rules(String name) {
        ConstantMetricRules rules = new ConstantMetricRules();
        scenario.components()
                .get(name)
                .spec()
                .declareConstantMetrics(scenarioFacts(run.component(name).locations()), rules);
        rules.unless(
                failing
                        || isPaused(name)
                        || faults().stream()
                                .anyMatch(fault -> HostFault.of(fault).stopsHosts()),
                "no node ever pauses: no fault is a pause or a hang",
                MetricDefinition.WAITING);
        outcomes(rules);
        return rules;
    }

    private boolean isPaused(String name) {
        return HostProvisioning.of(scenario.components().get(name).spec())
                .processes()
                .pauses();
    }

    private List<FaultSpec> faults() {
        return scenario.possibleFaults().stream().map(fault -> fault.spec()).toList();
    }

    private ScenarioFacts scenarioFacts(int locationCount) {
        boolean mayDie = scenario.components().values().stream()
                .anyMatch(entry -> HostProvisioning.of(entry.spec()).processes().terminates());
        return new ScenarioFacts(
                specTypes, writes, changing, failing || mayDie, locationCount, scenario.durationNanos());
    }

    private Map<String, RequestSpec> requestsOf(MetricSubject of) {
        return of.owner().isEmpty()
                ? scenario.workload().requests()
                : scenario.workload().requests().subMap(of.owner(), of.owner() + "\0");
    }

    private ConstantMetricRules requests(MetricSubject of) {
        Collection<RequestSpec> targets = requestsOf(of).values();
        ConstantMetricRules rules = new ConstantMetricRules();
        rules.unless(
                targets.stream().anyMatch(request -> request.goodWithin().isPresent()),
                "no response is late without 'good_within'",
                "late");
        rules.unless(
                targets.stream().anyMatch(request -> !request.policies().isEmpty()),
                "the request has no policy with retries; 'retries' counts those of its steps",
                "retry_amplification");
        outcomes(rules);
        return rules;
    }

    private static ConstantMetricRules journey(JourneySpec spec) {
        ConstantMetricRules rules = new ConstantMetricRules();
        rules.unless(
                spec.leaves()
                        .filter(leaveRules -> leaveRules.error().ratio() > 0)
                        .isPresent(),
                "no visit ends by an error: 'leaves' has no 'error'",
                "left_error");
        rules.unless(
                spec.leaves().flatMap(AbandonmentRule::wait_).isPresent(),
                "no visit ends by a slow response: 'leaves' has no 'wait'",
                "left_wait");
        rules.unless(
                spec.returns().isEmpty() || spec.returns().orElseThrow().isPossible(),
                "no user returns: the 'share' of 'returns' is 0%",
                "returned",
                "returning_share",
                "away");
        return rules;
    }

    private static ConstantMetricRules alert(AlertSpec spec) {
        ConstantMetricRules rules = new ConstantMetricRules();
        rules.unless(!spec.then().isEmpty(), "the alert has no action: it has no 'then'", "actions", "cancelled");
        return rules;
    }

    /** Adds the outcomes that no call of the scenario can have. */
    private void outcomes(ConstantMetricRules rules) {
        ScenarioFacts facts = scenarioFacts(1);
        ANSWERING.forEach((outcome, policies) -> rules.unless(
                policies.stream().anyMatch(facts::contains),
                "the scenario has no "
                        + policies.stream().map(ConstantMetrics::name).collect(Collectors.joining(" or ")),
                outcome.metric()));
        rules.unless(
                changing || facts.contains(ReleaseContentFault.class),
                "no data ever changes: no step writes, no fault is a release, and nothing 'changes'",
                Outcome.STALE.metric(),
                "stale_share",
                "stale_age");
    }

    /** Resolves a metric; empty if the run has no such metric. */
    public static Optional<MetricReader> find(MetricResolver readings, Metric metric) {
        try {
            return Optional.of(readings.of(metric, "metric"));
        } catch (ScenarioException unknown) {
            return Optional.empty();
        }
    }
}
